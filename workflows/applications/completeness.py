"""What is still missing (还差什么): one sentence each, with the place on the screen where it is filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accounts import clock
from workflows.engine.calendar import count_working_days
from workflows.rounds.models import Kind
from workflows.standards.methods import Checklist, Deduct, Levels
from workflows.standards.results import Result, Scored
from workflows.standards.spec import Indicator, Spec

from .asking import indicator_fields
from .content import proof_entry, self_evaluation
from .models import Application, SitePhoto
from .proofs import ProofList, tick_off
from .questions import basics_of
from .wording import words_for

#: The notice in the village lasts five days at least (domain step 2); a township's five working days (step 3).
VILLAGE_NOTICE_DAYS = 5
TOWNSHIP_NOTICE_WORKING_DAYS = 5

BY_HAND = {
    Checklist: "请逐条勾选符合的条目。",
    Levels: "请选一个等次。",
    Deduct: "请填写扣分情况；没有问题的，勾选“没有发现”。",
}


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: where (section, and row in it), what to do, and the field that is to be filled.

    :param about: what the place is called on the screen; empty where the section says enough.
    :param waits: nothing to fill in: only time is missing.
    """

    section: str
    place: str
    sentence: str
    field: str = ""
    about: str = ""
    waits: bool = False

    def __str__(self) -> str:
        return f"{self.about}：{self.sentence}"

    @property
    def brief(self) -> str:
        """The same in a few words, beside the form."""
        return "上传佐证" if self.field == "evidence" else self.sentence

    @property
    def is_evidence(self) -> bool:
        """Is it a photograph or paper that is missing?"""
        return self.field in {"evidence", "photos"}


def missing(application: Application, result: Result | None = None) -> list[Gap]:
    """Everything that keeps the application from being submitted, all at once.

    :param result: the self-evaluation, where the caller has it already.
    """
    result = result or self_evaluation(application)
    return [
        *cover_gaps(application),
        *indicator_gaps(application, result),
        *evidence_gaps(application, result),
        *statement_gaps(application),
        *procedure_gaps(application),
    ]


def cover_gaps(application: Application) -> Iterator[Gap]:
    """The cover names somebody who answers, and says what the applicant is like."""
    for field, name in (("leader_name", "负责人姓名"), ("contact_phone", "联系电话")):
        if not getattr(application, field):
            yield Gap("cover", "", f"请填写{name}。", field=f"cover.{field}", about="封面")
    given = {row.item for row in application.data_values.all() if row.value is not None}
    for item in basics_of(application.spec):
        if item.code not in given:
            yield Gap("cover", "", f"请填写“{item.name}”。", field=f"data.{item.code}.value", about="基本情况")


def indicator_gaps(application: Application, result: Result) -> Iterator[Gap]:
    """Every applicable indicator has what its score is computed from."""
    given = {row.item for row in application.data_values.all() if row.value is not None}
    for row in result.indicators:
        if row.applicable and row.score is None:
            indicator = application.spec.indicator_by_code[row.code]
            field = first_open(application.spec, indicator, given)
            yield Gap("indicator", row.code, to_fill(indicator, row), field=field, about=named(indicator))


def first_open(spec: Spec, indicator: Indicator, given: set[str]) -> str:
    """The field to go to: the first figure that is not there, else the answer; else the top of the form."""
    for path in indicator_fields(spec, indicator.code):
        if path.section == "answers" or path.key not in given:
            return str(path)
    return "answer"


def named(indicator: Indicator) -> str:
    """As the outline names it."""
    return f"{indicator.code} {indicator.name}"


def to_fill(indicator: Indicator, row: Scored) -> str:
    """What an indicator without a score still asks for."""
    by_hand = BY_HAND.get(type(indicator.how))
    if by_hand and not indicator.inputs:
        return by_hand
    words = "".join(f"“{word}”" for word in row.missing)
    return f"请填写{words}。" if words else f"{row.explanation}。"


def evidence_gaps(application: Application, result: Result) -> Iterator[Gap]:
    """Every applicable indicator that names proofs has at least one file."""
    proved = {link.indicator for link in application.evidence.all()}
    applicable = {row.code for row in result.indicators if row.applicable}
    for indicator in application.spec.indicators:
        if indicator.evidence and indicator.code in applicable and indicator.code not in proved:
            wanted = "、".join(indicator.evidence)
            yield Gap(
                "indicator", indicator.code, f"请上传佐证（{wanted}）。", field="evidence", about=named(indicator)
            )


@dataclass(frozen=True)
class Advice:
    """Named proofs that an indicator still lacks: worth sending up, and no obstacle."""

    place: str
    about: str
    proofs: ProofList


def advice(application: Application, result: Result) -> Iterator[Advice]:
    """Applicable indicators with some of the named proofs, and not all of them. Without any it is a gap (above)."""
    entries: dict[str, list[dict]] = {}
    for link in application.evidence.all():
        entries.setdefault(link.indicator, []).append(proof_entry(link))
    applicable = {row.code for row in result.indicators if row.applicable}
    for indicator in application.spec.indicators:
        proofs = tick_off(indicator, entries.get(indicator.code, ()))
        if indicator.code in applicable and indicator.code in entries and proofs.missing:
            yield Advice(indicator.code, named(indicator), proofs)


def statement_gaps(application: Application) -> Iterator[Gap]:
    """One statement a dimension."""
    written = {row.dimension for row in application.statements.all() if row.text.strip()}
    for dimension in application.spec.dimensions:
        if dimension.code not in written:
            field = f"statements.{dimension.code}"
            yield Gap("statements", dimension.code, f"请填写“{dimension.name}”。", field=field, about="创建情况")


def procedure_gaps(application: Application) -> Iterator[Gap]:
    """Meetings held, two thirds present, a majority agreed, the notice long enough and over."""
    if application.round.kind == Kind.COUNTY:
        return
    words = words_for(application.round.kind)
    for field, sentence, waits in (*meeting_gaps(application), *notice_gaps(application)):
        name = field if field == "photos" else f"procedure.{field}"
        yield Gap("procedure", "", sentence, field=name, about=words.title, waits=waits)


def meeting_gaps(application: Application) -> Iterator[tuple[str, str, bool]]:
    """The meetings that decided to apply."""
    words, procedure = words_for(application.round.kind), application.procedure
    if not procedure.branch_met_on:
        yield "branch_met_on", f"请填写{words.branch}的日期。", False
    if not procedure.committees_met_on:
        yield "committees_met_on", f"请填写{words.committees}的日期。", False
    due, present, agreed = procedure.assembly_due, procedure.assembly_present, procedure.assembly_agreed
    if not procedure.assembly_met_on or not due or present is None or agreed is None:
        yield "assembly_met_on", f"请填写{words.assembly}的日期和应到、实到、同意人数。", False
    elif present > due or agreed > present:
        yield "assembly_present", "实到人数不能多于应到，同意人数不能多于实到，请核对。", False
    elif present * 3 < due * 2:
        yield "assembly_present", "实到人数不足应到的三分之二，会议无效，请重新召开后再填。", False
    elif agreed * 2 <= present:
        yield "assembly_agreed", "同意人数没有过半，不能申报。", False
    if not procedure.resolution.strip():
        yield "resolution", "请填写决议原文。", False


def notice_gaps(application: Application) -> Iterator[tuple[str, str, bool]]:
    """The applicant's own notice lasted as long as it must, is over, and was photographed."""
    first, last = application.procedure.notice_from, application.procedure.notice_to
    words = words_for(application.round.kind)
    if not first or not last:
        yield "notice_from", f"请填写{words.notice}的起止日期。", False
    elif too_short(application, first, last):
        yield "notice_to", f"{words.notice}{words.least}，请核对起止日期。", False
    elif last >= clock.today():
        yield "notice_to", f"公示到{last.month}月{last.day}日结束，结束后的第二天起可以提交。", True
    if not any(photo.kind == SitePhoto.Kind.NOTICE for photo in application.photos.all()):
        yield "photos", "请上传公示照片。", False


def too_short(application: Application, first: date, last: date) -> bool:
    """A village counts days, a township working days."""
    if application.round.kind == Kind.VILLAGE:
        return (last - first).days + 1 < VILLAGE_NOTICE_DAYS
    return last < first or count_working_days(first, last) < TOWNSHIP_NOTICE_WORKING_DAYS
