"""部门评分表 (F08), 会签意见 (F08a), 联审结论 (F10, its conclusion only), 评分汇总表. All stand behind the lock."""

from collections.abc import Iterator
from decimal import Decimal

from documents.papers.countersignature import CooperatingOpinion, Countersignature
from documents.papers.department_scores import DepartmentRow, DepartmentScores
from documents.papers.joint_check_summary import JointCheckSummary
from documents.papers.parts import DimensionScores, Totals
from documents.papers.score_summary import Condition, Loss, ScoreSummary
from workflows.review.models import Decision, Stage
from workflows.review.reading import Line
from workflows.scoring.models import DepartmentScore, ObjectionAnswer, ScoreSheet
from workflows.scoring.tracing.brief import explained, said_of_rule
from workflows.standards.duties import respondents
from workflows.standards.spec import Indicator

from ..records import ApplicationRecord, Opened
from ..wording import day_of, plain, with_unit
from .assessment import basis_words, most, not_applicable, self_assessment
from .opinions import conclusion

TASKS = "一二三四五六"
#: Working days for a countersignature.
COUNTERSIGN_DAYS = 3


# --- F08 ------------------------------------------------------------------------------------------------------


def department_sheets(record: ApplicationRecord) -> Iterator[DepartmentScores]:
    """The signed sheets, in the order of the six key tasks."""
    opened = record.opened
    sheets = [sheet for sheet in opened.sheets if not is_taken_over(opened, sheet)]
    tasks = {sheet.organisation_id: tasks_of(record, opened, sheet) for sheet in sheets}
    order = sorted(sheets, key=lambda sheet: (first_of(tasks[sheet.organisation_id]), sheet.organisation_id))
    for sheet in order:
        yield department_sheet(record, opened, sheet, tasks[sheet.organisation_id])


def is_taken_over(opened: Opened, sheet: ScoreSheet) -> bool:
    """Did its lines pass to a successor (机构改革)? Then they stand on the successor's sheet."""
    return bool(sheet.versions) and all(row.organisation_id != sheet.organisation_id for row in opened.scores.values())


def signed_as(opened: Opened, sheet: ScoreSheet) -> str:
    """The department's name as it was when its head signed: a signature that passed to a successor keeps the old one."""
    same = (sheet.signed_by_id, sheet.signed_at)
    family = {one.pk: one.name for one in sheet.organisation.family}
    former = (one for one in opened.sheets if one.pk != sheet.pk and (one.signed_by_id, one.signed_at) == same)
    return next(
        (family[one.organisation_id] for one in former if one.organisation_id in family), sheet.organisation.name
    )


def tasks_of(record: ApplicationRecord, opened: Opened, sheet: ScoreSheet) -> tuple[str, ...]:
    """The key tasks under which a department scores."""
    mine = {code for code, row in opened.scores.items() if row.organisation_id == sheet.organisation_id}
    found = {one.key_task for one in record.spec.indicators if one.code in mine}
    return tuple(sorted(found, key=TASKS.find))


def first_of(tasks: tuple[str, ...]) -> int:
    """Departments with nothing but bonus and penalty items come last."""
    return TASKS.find(tasks[0]) if tasks else len(TASKS)


def department_sheet(
    record: ApplicationRecord, opened: Opened, sheet: ScoreSheet, tasks: tuple[str, ...]
) -> DepartmentScores:
    """One department's sheet as its head signed it; bonus and penalty items stand below, outside the sum."""
    mine = {code: row for code, row in opened.scores.items() if row.organisation_id == sheet.organisation_id}
    rows = tuple(rows_of(record, mine))
    scored = [one for one in record.spec.indicators if one.code in mine and mine[one.code].score is not None]
    return DepartmentScores(
        department=signed_as(opened, sheet),
        task=task_line(record, tasks),
        applicant=record.name,
        app_no=record.number,
        rows=(*rows, *extra_rows(record, mine, found_only=bool(rows))),
        points=sum((one.points for one in scored), Decimal(0)),
        score=sum((mine[one.code].score for one in scored), Decimal(0)),
        scorers=tuple(dict.fromkeys(row.by_name for row in mine.values())),
        recusal=recusal_of(opened, sheet),
        leader=sheet.signed_by_name,
        signed_on=day_of(sheet.signed_at),
    )


def task_line(record: ApplicationRecord, tasks: tuple[str, ...]) -> str:
    """The key task's title, or the numbers of several."""
    if not tasks:
        return "加分项和倒扣项"
    if len(tasks) == 1:
        return f"{tasks[0]}、{record.round.key_tasks.get(tasks[0], '')}"
    return f"重点任务{'、'.join(tasks)}"


def rows_of(record: ApplicationRecord, mine: dict[str, DepartmentScore]) -> Iterator[DepartmentRow]:
    """Indicators by key task, then in the standard's order."""
    lines = {line.code: line for line in record.reading.lines}
    for indicator in sorted(record.spec.indicators, key=lambda one: TASKS.find(one.key_task)):
        if indicator.code in mine:
            yield row_of(record, indicator, lines[indicator.code], mine[indicator.code])


def row_of(record: ApplicationRecord, indicator: Indicator, line: Line, given: DepartmentScore) -> DepartmentRow:
    """A value is verified where the department gave what the rule gives for it."""
    declared = with_unit(line.value, indicator.unit)
    return DepartmentRow(
        code=indicator.code,
        name=indicator.name,
        points=indicator.points,
        declared=declared if given.applicable else "不适用",
        verified=declared if given.applicable and given.score == given.suggested else "",
        score=given.score,
        reason=why_less(record, line, given),
        evidence="、".join(entry["no"] for entry in line.evidence),
    )


def why_less(record: ApplicationRecord, line: Line, given: DepartmentScore) -> str:
    """The department's reason; of a line short of full points also what the rule says, and which proof is missing."""
    if given.score is None or given.score >= line.indicator.points:
        return given.reason
    parts = [given.reason.rstrip("。")]
    if given.score != line.self_score:
        parts.append(said_of_rule(line, given.score, given.suggested))
    parts.append(explained(record.spec, line, record.content))
    return "；".join(filter(None, parts))


def extra_rows(
    record: ApplicationRecord, mine: dict[str, DepartmentScore], *, found_only: bool
) -> Iterator[DepartmentRow]:
    """Bonus and penalty items of this department; those not found only where the sheet has nothing else."""
    for word, items in (("加分", record.spec.bonus), ("倒扣", record.spec.penalties)):
        for item in items:
            given = mine.get(item.code)
            if given is not None and (given.basis or not found_only):
                yield DepartmentRow(
                    code=item.code,
                    name=f"{word}：{item.name}",
                    points=most(record, item),
                    declared="",
                    verified=basis_words(given.basis) if given.basis else "无",
                    score=given.score,
                    reason=given.reason,
                )


def recusal_of(opened: Opened, sheet: ScoreSheet) -> str:
    """Who stood aside."""
    names = opened.recused.get(sheet.organisation_id)
    stood_aside = f"{'；'.join(names)}。" if names else "评分人员均无需要回避的情形。"
    return f"{stood_aside}加分、倒扣项不计入合计，未列出的经核查无此情形。"


# --- F08a -----------------------------------------------------------------------------------------------------


def countersignature(record: ApplicationRecord) -> Countersignature:
    """What the cooperating departments said."""
    opened = record.opened
    return Countersignature(
        applicant=record.name,
        app_no=record.number,
        due_on=opened.countersigned_by,
        days=f"{COUNTERSIGN_DAYS}个工作日",
        opinions=tuple(
            CooperatingOpinion(
                department=one.organisation.name,
                lead="共同牵头" if one.as_lead else leads_for(record, one.organisation),
                agrees=one.agrees,
                reason=" ".join(filter(None, ("、".join(one.indicators), one.reason))),
                answered_on=day_of(one.at),
                by=one.by_name,
                answers=tuple(answer_words(answer) for answer in one.answers.all()),
            )
            for one in opened.countersignatures
        ),
    )


def answer_words(answer: ObjectionAnswer) -> str:
    """V-RJ-03 农业农村局改为4.5分：复核属实。（赵建平）."""
    score = answer.score
    changed = f"改为{plain(score.score)}分" if score.applicable else "改为不适用"
    kept = "维持评分" if answer.keeps else changed
    return f"{answer.indicator} {answer.organisation.name}{kept}：{answer.reason}（{answer.by_name}）"


def leads_for(record: ApplicationRecord, organisation) -> str:
    """Whose scores a department countersigns."""
    names = {organisation.name, *(one.name for one in organisation.predecessors.all())}
    return "、".join(dict.fromkeys(one.lead for one in record.spec.indicators if names & set(one.coop)))


# --- 联审结论 ---------------------------------------------------------------------------------------------------


def joint_check_summary(record: ApplicationRecord) -> JointCheckSummary:
    """Passed, or the clauses by their codes. Facts and who stated them are never in a dossier."""
    accepted = record.opinion(Stage.COUNTY_OFFICE, Decision.ACCEPT)
    check = record.opened.joint_check
    return JointCheckSummary(
        organ=record.round.office,
        applicant=record.name,
        app_no=record.number,
        asked_on=day_of(accepted.at) if accepted else check.concluded_on,
        departments=respondents(record.spec),
        answered=check.answered,
        clauses=tuple(record.final.result["veto"]),
        concluded_on=check.concluded_on,
    )


# --- 评分汇总 ---------------------------------------------------------------------------------------------------


def score_summary(record: ApplicationRecord) -> ScoreSummary:
    """The locked result of one applicant."""
    final, ranking = record.final, record.round.ranking
    assessed = self_assessment(record)
    return ScoreSummary(
        organ=record.round.office,
        standard=record.round.standard_name,
        applicant=record.name,
        app_no=record.number,
        dimensions=tuple(without_lines(one) for one in assessed.dimensions),
        totals=Totals(base=final.base, bonus=final.bonus, penalty=final.penalty, total=final.total),
        satisfaction=final.satisfaction,
        conditions=tuple(conditions_of(record)),
        veto="存在一票否决情形" if final.vetoed else "无一票否决情形",
        rank=f"第{record.place.position}名（共{len(record.round.places)}个）" if record.place else "",
        grade=conclusion(record),
        not_applicable=not_applicable(record),
        made_by=ranking.made_by.display_name if ranking else "",
        checked_by=record.round.lock_signer,
        locked_on=day_of(final.locked_at),
        losses=tuple(losses_of(record)),
    )


def losses_of(record: ApplicationRecord) -> Iterator[Loss]:
    """Every line that got less than its points, with the sentence that says why."""
    for line in record.reading.lines:
        given = record.opened.scores.get(line.code)
        if given is not None and given.score is not None and given.score < line.indicator.points:
            indicator = line.indicator
            yield Loss(
                line.code,
                indicator.name,
                indicator.points,
                given.score,
                why_less(record, line, given) or line.explanation,
            )


def without_lines(dimension: DimensionScores) -> DimensionScores:
    """Subtotals only."""
    return DimensionScores(
        dimension.name,
        dimension.points,
        (),
        dimension.self_score,
        dimension.town_score,
        dimension.department_score,
        dimension.final_score,
    )


def conditions_of(record: ApplicationRecord) -> Iterator[Condition]:
    """Basic conditions that this level asks for, as they were found."""
    met = record.final.result["eligible"]
    accepted = record.opinion(Stage.COUNTY_OFFICE, Decision.ACCEPT)
    reasons = accepted.exceptions if accepted else {}
    for item in record.spec.eligibility:
        if met.get(item.code) is not None:
            yield Condition(item.code, item.words, bool(met[item.code]), reasons.get(item.code, ""))
