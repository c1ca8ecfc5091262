"""From scores of indicators to dimensions, base, bonus, penalty, total and grades. docs/scoring.md gives each choice its reason."""

from collections.abc import Sequence
from decimal import Decimal

from workflows.standards.answers import Answers
from workflows.standards.decimals import ZERO, plain
from workflows.standards.extras import bonuses, penalties, requirements, vetoes
from workflows.standards.grading import grades
from workflows.standards.results import DimensionScore, ExtraResult, Scored, Summary
from workflows.standards.spec import Dimension, Spec


def sum_up(spec: Spec, scored: Sequence[Scored], answers: Answers) -> Summary:
    """Sums are made of rounded figures, so that the printed table adds up."""
    by_code = {one.code: one for one in scored}
    remarks = [f"{one.code}{spec.indicator_by_code[one.code].name}：{one.explanation}" for one in scored if _says(one)]
    dimensions = tuple(_dimension(spec, one, by_code) for one in spec.dimensions)
    base = _base(spec, dimensions, remarks)
    added, taken = bonuses(spec, answers), penalties(spec, answers)
    bonus = _capped("加分", added, spec.bonus_cap, spec, remarks)
    penalty = _capped("倒扣", taken, spec.penalty_cap, spec, remarks)
    total = _total(base, bonus, penalty, spec, remarks)
    asked = requirements(spec, answers)
    veto = vetoes(spec, answers, remarks)
    satisfaction = _satisfaction(spec, answers, by_code)
    reached = grades(spec, dimensions=dimensions, total=total, requirements=asked, veto=veto, satisfaction=satisfaction)
    return Summary(
        dimensions=dimensions,
        base=base,
        bonus=bonus,
        bonuses=added,
        penalty=penalty,
        penalties=taken,
        total=total,
        requirements=asked,
        vetoed=bool(veto),
        veto=veto,
        grades=reached,
        satisfaction=satisfaction,
        missing=tuple(one.code for one in scored if one.applicable and one.score is None),
        remarks=tuple(remarks),
    )


def _says(one: Scored) -> bool:
    return not one.applicable or one.score is None


def _dimension(spec: Spec, dimension: Dimension, by_code: dict[str, Scored]) -> DimensionScore:
    """得分÷（分值－不适用分值）×分值."""
    scored = [by_code[one.code] for one in spec.indicators_of_dimension[dimension.code]]
    counted = [one for one in scored if one.applicable]
    left_out = [one for one in scored if not one.applicable]
    judged = dimension.points - sum((one.points for one in left_out), ZERO)
    got = sum((one.score for one in counted if one.score is not None), ZERO)

    def result(score: Decimal | None, judged: Decimal, words: str) -> DimensionScore:
        return DimensionScore(dimension.code, dimension.name, score, dimension.points, judged, got, words)

    if not counted or judged <= 0:
        return result(None, ZERO, "各项指标都不适用，不计")
    if unknown := [one.code for one in counted if one.score is None]:
        return result(None, judged, f"缺{'、'.join(unknown)}的得分，暂不能算出")
    if not left_out:
        return result(spec.rounding.score(min(got, dimension.points)), judged, f"得{plain(got)}分")
    codes = "、".join(one.code for one in left_out)
    words = f"{codes}不适用：{plain(got)}÷{plain(judged)}×{plain(dimension.points)}"
    return result(spec.rounding.score(min(got * dimension.points / judged, dimension.points)), judged, words)


def _base(spec: Spec, dimensions: Sequence[DimensionScore], remarks: list[str]) -> Decimal | None:
    """A dimension that does not apply at all is taken out of the whole, as an indicator is taken out of its dimension."""
    counted = [one for one in dimensions if one.applies]
    if any(one.score is None for one in counted) or not counted:
        open_ones = "、".join(one.name for one in dimensions if one.score is None)
        remarks.append(f"基础分和总分暂不能算出：{open_ones}还有指标没有得分")
        return None
    got = sum((one.score or ZERO for one in counted), ZERO)
    if len(counted) < len(dimensions):
        judged = sum((one.points for one in counted), ZERO)
        whole = sum((one.points for one in dimensions), ZERO)
        gone = "、".join(one.name for one in dimensions if not one.applies)
        remarks.append(f"{gone}不计，基础分按{plain(got)}÷{plain(judged)}×{plain(whole)}折算")
        got = got * whole / judged
    return spec.rounding.score(got)


def _capped(words: str, extras: Sequence[ExtraResult], cap: Decimal | None, spec: Spec, remarks: list[str]) -> Decimal:
    amount = sum((one.amount for one in extras), ZERO)
    if cap is not None and amount > cap:
        remarks.append(f"{words}合计{plain(amount)}分，按上限{plain(cap)}分计")
        amount = cap
    return spec.rounding.score(amount)


def _total(base: Decimal | None, bonus: Decimal, penalty: Decimal, spec: Spec, remarks: list[str]) -> Decimal | None:
    if base is None:
        return None
    total = base + bonus - penalty
    if total < 0:
        remarks.append("总分扣完为止，按0分计")
        total = ZERO
    return spec.rounding.score(total)


def _satisfaction(spec: Spec, answers: Answers, by_code: dict[str, Scored]) -> Decimal | None:
    """As stated, else the value of the indicator 群众满意度."""
    if answers.satisfaction is not None:
        return spec.rounding.value(answers.satisfaction)
    indicator = spec.satisfaction_indicator
    return by_code[indicator.code].value if indicator else None
