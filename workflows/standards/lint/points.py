"""Do the points add up, can every point of an indicator be earned?"""

from collections.abc import Iterator
from decimal import Decimal

from workflows.standards.decimals import ZERO, plain, rounded
from workflows.standards.lint.finding import Finding, error, warning
from workflows.standards.methods import Bands, Checklist, Deduct, Levels
from workflows.standards.spec import Indicator, Spec


def points(spec: Spec) -> Iterator[Finding]:
    yield from _sums(spec)
    for one in spec.indicators:
        yield from _decimals(spec, one)
        yield from _highest(one)
        yield from _scale(one)


def _sums(spec: Spec) -> Iterator[Finding]:
    whole = sum((one.points for one in spec.dimensions), ZERO)
    if whole != spec.full_score:
        yield error("标准", f"各维度合计{plain(whole)}分，满分是{plain(spec.full_score)}分", "请改各维度的分值或满分")
    for dimension in spec.dimensions:
        parts = sum((one.points for one in spec.indicators_of_dimension[dimension.code]), ZERO)
        if parts != dimension.points:
            yield error(
                f"维度 {dimension.code}",
                f"{dimension.name}的指标合计{plain(parts)}分，维度分值是{plain(dimension.points)}分",
                "请改指标的分值或维度的分值",
            )


def _decimals(spec: Spec, one: Indicator) -> Iterator[Finding]:
    if one.points != rounded(one.points, spec.rounding.score_decimals):
        yield error(
            f"指标 {one.code}",
            f"分值{plain(one.points)}的小数位多于得分保留的{spec.rounding.score_decimals}位",
            "请减少分值的小数位",
        )


def _highest(one: Indicator) -> Iterator[Finding]:
    most = highest(one)
    if most is not None and most != one.points:
        yield warning(
            f"指标 {one.code}",
            f"最高只能得{plain(most)}分，分值是{plain(one.points)}分",
            "请改最高一档的得分或指标的分值",
        )


def _scale(one: Indicator) -> Iterator[Finding]:
    """符合N项得M分: no more items than there are, and more of them never for less."""
    if not isinstance(one.how, Checklist) or not one.how.scale:
        return
    most, scores = one.how.scale[0][0], [score for _, score in one.how.scale]
    if most > len(one.how.items):
        words = f"“scale”要求符合{most}项，只列了{len(one.how.items)}项"
        yield error(f"指标 {one.code}", words, "请补上缺的项，或者改“scale”")
    if scores != sorted(scores, reverse=True):
        yield warning(f"指标 {one.code}", "“scale”里符合的项多，得分反而少", "请核对各步的得分有没有写反")


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
