"""自评得分表 (F05): a line an indicator, with the four scores that are never mixed."""

from collections.abc import Iterable
from decimal import Decimal

from documents.papers.parts import DimensionScores, IndicatorScores, Totals
from documents.papers.self_assessment import SelfAssessment
from workflows.review.models import Stage
from workflows.review.reading import Line
from workflows.scoring.tracing.brief import explained
from workflows.standards.spec import Bonus, Penalty

from ..records import ApplicationRecord
from ..wording import day_of, in_short, with_unit


def self_assessment(record: ApplicationRecord) -> SelfAssessment:
    """Scores of the township, the departments and the county stand in it as far as they exist and are open."""
    town = town_scores(record)
    return SelfAssessment(
        standard=record.round.standard_name,
        applicant=record.name,
        app_no=record.number,
        dimensions=tuple(dimension_of(record, one, lines, town) for one, lines in record.reading.dimensions),
        bonus=tuple(extras(record, record.spec.bonus)),
        penalties=tuple(extras(record, record.spec.penalties)),
        totals=totals_of(record),
        not_applicable=not_applicable(record),
        filled_by=record.filled_by,
        checked_by=record.commitment.signer_name,
        filled_on=day_of(record.reading.submission.at),
    )


def town_scores(record: ApplicationRecord) -> dict[str, Decimal]:
    """镇核得分, where the township gave its own."""
    opinion = record.opinion(Stage.TOWNSHIP)
    verdicts = opinion.verdicts.all() if opinion else ()
    return {one.indicator: one.score for one in verdicts if one.score is not None}


def dimension_of(record: ApplicationRecord, dimension, lines: list[Line], town: dict[str, Decimal]) -> DimensionScores:
    """One dimension with its subtotals; one that an indicator is missing from has none."""
    rows = tuple(indicator_of(record, line, town) for line in lines)
    own = {one.code: one.score for one in record.own.dimensions}
    final = record.final.dimensions.get(dimension.code, {}).get("score") if record.final else None
    return DimensionScores(
        dimension.name,
        dimension.points,
        rows,
        self_score=own.get(dimension.code),
        town_score=whole(row.town_score for row in rows if row.self_score is not None),
        department_score=whole(row.department_score for row in rows if row.final_score is not None),
        final_score=None if final is None else Decimal(final),
    )


def whole(scores: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, if every one of them is there."""
    found = list(scores)
    return sum(found, Decimal(0)) if found and None not in found else None


def indicator_of(record: ApplicationRecord, line: Line, town: dict[str, Decimal]) -> IndicatorScores:
    """One line of the table."""
    indicator = line.indicator
    given = record.opened.scores.get(indicator.code) if record.opened else None
    return IndicatorScores(
        code=indicator.code,
        name=indicator.name,
        points=indicator.points,
        rule=in_short(indicator.rule),
        value=with_unit(line.value, indicator.unit),
        self_score=line.self_score,
        self_note=self_note(record, line),
        evidence="、".join(entry["no"] for entry in line.evidence),
        town_score=town.get(indicator.code),
        department_score=given.score if given else None,
        reason=given.reason if given else "",
        final_score=given.score if given else None,
    )


def self_note(record: ApplicationRecord, line: Line) -> str:
    """The applicant's own words; of a line short of full points also what it is short of, and which proof is missing."""
    remark = line.answer.get("remark", "")
    if line.self_score == line.indicator.points:
        return remark or in_short(line.explanation)
    return "；".join(filter(None, (remark.rstrip("。"), explained(record.spec, line, record.content)))) + "。"


def extras(record: ApplicationRecord, items: Iterable[Bonus | Penalty]) -> Iterable[IndicatorScores]:
    """Bonus or penalty items that a department found."""
    scores = record.opened.scores if record.opened else {}
    for item in items:
        given = scores.get(item.code)
        if given is None or not given.basis:
            continue
        yield IndicatorScores(
            code=item.code,
            name=item.name,
            points=most(record, item),
            rule=item.rule,
            value=basis_words(given.basis),
            department_score=given.score,
            reason=given.reason,
            final_score=given.score,
        )


def most(record: ApplicationRecord, item: Bonus | Penalty) -> Decimal:
    """The most that a bonus item gives or a penalty item takes; one without a cap takes what the total's cap allows."""
    if isinstance(item, Bonus):
        return item.max
    return item.max_deduct if item.max_deduct is not None else record.spec.penalty_cap or Decimal(0)


def basis_words(basis) -> str:
    """What a department found: a bonus's levels, or a penalty's cases with their number."""
    if isinstance(basis, dict):
        return "、".join(f"{words}{count}次" for words, count in basis.items())
    return "、".join(basis) if isinstance(basis, list) else str(basis)


def totals_of(record: ApplicationRecord) -> Totals:
    """The locked totals; before the lock the applicant's own."""
    if final := record.final:
        return Totals(base=final.base, bonus=final.bonus, penalty=final.penalty, total=final.total)
    summary = record.own
    return Totals(base=summary.base, bonus=summary.bonus, penalty=summary.penalty, total=summary.total)


def not_applicable(record: ApplicationRecord) -> str:
    """Which indicators do not apply, and why."""
    out = [line for line in record.reading.lines if not line.applicable]
    return "；".join(f"{line.code} {line.indicator.name}：{line.explanation}" for line in out)
