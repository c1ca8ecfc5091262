"""Do the points add up, can every point be earned?"""

from collections.abc import Iterator
from decimal import Decimal

from workflows.standards.decimals import HUNDRED, ZERO, plain, rounded
from workflows.standards.lint.finding import Finding, error, hint, warning
from workflows.standards.methods import Bands, Checklist, Deduct, Levels
from workflows.standards.spec import Indicator, Spec


def points(spec: Spec) -> Iterator[Finding]:
    yield from _sums(spec)
    for one in spec.indicators:
        yield from _decimals(spec, one)
        yield from _highest(one)
    yield from _grades(spec)


def _sums(spec: Spec) -> Iterator[Finding]:
    whole = sum((one.points for one in spec.dimensions), ZERO)
    if whole != spec.full_score:
        yield error("标准", f"各维度合计{plain(whole)}分，满分是{plain(spec.full_score)}分")
    for dimension in spec.dimensions:
        parts = sum((one.points for one in spec.indicators_of_dimension[dimension.code]), ZERO)
        if parts != dimension.points:
            yield error(
                f"维度 {dimension.code}",
                f"{dimension.name}的指标合计{plain(parts)}分，维度分值是{plain(dimension.points)}分",
            )


def _decimals(spec: Spec, one: Indicator) -> Iterator[Finding]:
    if one.points != rounded(one.points, spec.rounding.score_decimals):
        yield error(
            f"指标 {one.code}", f"分值{plain(one.points)}的小数位多于得分保留的{spec.rounding.score_decimals}位"
        )


def _highest(one: Indicator) -> Iterator[Finding]:
    most = highest(one)
    if most is not None and most != one.points:
        yield warning(f"指标 {one.code}", f"最高只能得{plain(most)}分，分值是{plain(one.points)}分")
    if isinstance(one.how, Checklist) and one.how.scale and one.how.scale[0][0] > len(one.how.items):
        yield error(f"指标 {one.code}", f"“scale”要求符合{one.how.scale[0][0]}项，只列了{len(one.how.items)}项")


def highest(one: Indicator) -> Decimal | None:
    """The most an indicator can earn, where the figures and not a formula decide it."""
    match one.how:
        case Bands(bands):
            return max(band.score for band in bands)
        case Levels(levels):
            return max(level.score for level in levels)
        case Checklist(items, scale):
            return max(score for _, score in scale) if scale else sum((item.score or ZERO for item in items), ZERO)
        case Deduct():
            return one.points
    return None


def _grades(spec: Spec) -> Iterator[Finding]:
    most = spec.full_score + (spec.bonus_cap or ZERO)
    for grade in spec.grades:
        place = f"等次 {grade.level}"
        if grade.total_gte > most:
            yield error(place, f"总分要求{plain(grade.total_gte)}分，最高只有{plain(most)}分")
        if (grade.each_dimension_gte_pct or ZERO) > HUNDRED or (grade.satisfaction_gte or ZERO) > HUNDRED:
            yield error(place, "得分率、满意度要求不能超过100%")
        if grade.satisfaction_gte is not None and spec.satisfaction_indicator is None:
            yield hint(place, "要求群众满意度，但没有名为“群众满意度”的指标，满意度须另行填报")
