"""The parts of a dossier in their fixed order (申报材料汇编, A). A part that does not exist is left out; a draft says so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from documents.pack_spec import PackSpec, Part, Section, Sheet
from workflows.applications.states import CLOSED, State
from workflows.rounds.models import Kind

from .papers import assessment, correction, decision, evidence, forms, review, scoring
from .reading import APPROVED
from .records import ApplicationRecord
from .wording import DRAFT, INTERNAL

#: Nothing in the dossier can change any more but by a superior's result.
FINAL = CLOSED | APPROVED
ALL = frozenset(Kind)
#: Decided upon by the county's meetings, for better or worse.
DELIBERATED = APPROVED | {State.NOT_APPROVED}


@dataclass(frozen=True)
class Chapter:
    """One section of the fixed order: its key, its title, what fills it, and for whom.

    :param due: the procedure always produces it, so a draft without it says that it is still to come.
    """

    key: str
    title: str
    parts: Callable[[ApplicationRecord], Iterator[Part]]
    kinds: frozenset[Kind] = ALL
    due: bool = True


def commitment(record: ApplicationRecord) -> Iterator[Part]:
    yield Sheet(paper=forms.commitment(record))


def form(record: ApplicationRecord) -> Iterator[Part]:
    yield Sheet(paper=forms.application_form(record))


def procedure(record: ApplicationRecord) -> Iterator[Part]:
    yield from evidence.procedure_files(record)


def self_assessment(record: ApplicationRecord) -> Iterator[Part]:
    yield Sheet(paper=assessment.self_assessment(record), title="自评得分表")
    if index := evidence.evidence_index(record):
        yield Sheet(paper=index, title="佐证材料索引")


def township(record: ApplicationRecord) -> Iterator[Part]:
    if opinion := review.township_opinion(record):
        yield Sheet(paper=opinion)


def corrections(record: ApplicationRecord) -> Iterator[Part]:
    notices = correction.correction_notices(record)
    for number, (opinion, notice) in enumerate(zip(record.returns, notices, strict=True), 1):
        yield Sheet(paper=notice, title=f"退回补正通知书（第{number}件，{notice.returned_at}）")
        if reply := correction.correction_reply(record, opinion, number):
            yield Sheet(paper=reply, title=f"补正说明（第{number}件）")


def departments(record: ApplicationRecord) -> Iterator[Part]:
    if record.opened is None:
        return
    for sheet in scoring.department_sheets(record):
        yield Sheet(paper=sheet, title=sheet.title)
    if record.opened.countersignatures:
        yield Sheet(paper=scoring.countersignature(record), title="配合部门会签意见")


def joint_check(record: ApplicationRecord) -> Iterator[Part]:
    if record.opened:
        yield Sheet(paper=scoring.joint_check_summary(record))


def summary(record: ApplicationRecord) -> Iterator[Part]:
    if record.opened:
        yield Sheet(paper=scoring.score_summary(record))


def publicity(record: ApplicationRecord) -> Iterator[Part]:
    """Notices on which this applicant stood."""
    mine = tuple(one for one in record.round.notices if record.application.pk in record.round.listed_on[one.pk])
    yield from decision.published(mine)


def decisions(record: ApplicationRecord) -> Iterator[Part]:
    """The minutes, then the naming."""
    if record.application.state not in DELIBERATED:
        return
    for excerpt in decision.minutes(record.round):
        yield Sheet(paper=excerpt, title=excerpt.title)
    if record.application.state == State.NAMED:
        yield from decision.issued(record.round.naming)


def proofs(record: ApplicationRecord) -> Iterator[Part]:
    yield from evidence.proofs(record)


def pictures(record: ApplicationRecord) -> Iterator[Part]:
    yield from evidence.pictures(record)


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("commitment", "真实性承诺书", commitment),
    Chapter("application_form", "申报书", form),
    Chapter("procedure", "民主（决策）程序材料", procedure),
    Chapter("self_assessment", "自评得分表及佐证索引", self_assessment),
    Chapter("township_opinion", "镇（街道）审核意见", township, kinds=frozenset({Kind.VILLAGE})),
    Chapter("corrections", "退回补正通知书及补正说明", corrections, due=False),
    Chapter("department_scores", "部门评分表和会签意见", departments),
    Chapter("joint_check", "一票否决联审结论", joint_check),
    Chapter("score_summary", "县级评分汇总表", summary),
    Chapter("publicity", "县级公示及结果", publicity),
    Chapter("decision", "县委、县政府审定意见", decisions),
    Chapter("evidence", "佐证材料", proofs),
    Chapter("pictures", "附图", pictures, due=False),
)


def parts_of(record: ApplicationRecord) -> dict[str, tuple[Part, ...]]:
    """Every chapter's parts, by its key, in the fixed order."""
    kind = Kind(record.round.round.kind)
    return {one.key: tuple(one.parts(record)) for one in CHAPTERS if kind in one.kinds}


def is_draft(record: ApplicationRecord) -> bool:
    """Is something still to come?"""
    return record.application.state not in FINAL


def spec_of(record: ApplicationRecord, *, volume: str) -> PackSpec:
    """The dossier as plain values.

    :param volume: 第3册（共24册）
    """
    parts = parts_of(record)
    titles = {one.key: one.title for one in CHAPTERS}
    draft = is_draft(record)
    pending = tuple(one.title for one in CHAPTERS if one.due and one.key in parts and not parts[one.key])
    round_ = record.round.round
    return PackSpec(
        county=round_.county,
        title=f"{record.name}申报材料汇编",
        subtitle=f"{round_.year}年度第{round_.number}批　{record.round.grade}",
        applicant=record.name,
        app_no=record.number,
        compiled_by=record.round.office,
        compiled_on=record.last_day,
        volume=volume,
        classification=DRAFT if draft else INTERNAL,
        sections=tuple(Section(title=titles[key], parts=found) for key, found in parts.items()),
        pending=pending if draft else (),
    )
