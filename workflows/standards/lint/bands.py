"""Bands: reachable, not at odds with each other, without holes, the better the value the more points.

Values come rounded, so that a band is met at its edge or one step beside it: those points are tried, no others exist.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from workflows.standards.decimals import ZERO, plain
from workflows.standards.explaining import limits
from workflows.standards.lint.finding import Finding, error, warning
from workflows.standards.methods import Band, Bands
from workflows.standards.spec import Indicator, Spec


def bands(spec: Spec) -> Iterator[Finding]:
    step = Decimal(1).scaleb(-spec.rounding.value_decimals)
    for one in spec.indicators:
        if isinstance(one.how, Bands):
            tried = critical(one.how.bands, step)
            yield from _unreachable(one, one.how, tried)
            yield from _overlapping(one, one.how.bands, tried)
            yield from _uneven(one, one.how, tried)


def critical(all_bands: Sequence[Band], step: Decimal) -> list[Decimal]:
    """Every edge, and the values one step to either side of it."""
    edges = {edge for band in all_bands for edge in (band.gte, band.gt, band.lte, band.lt) if edge is not None}
    return sorted({edge + shift for edge in edges for shift in (-step, ZERO, step)})


def _unreachable(one: Indicator, how: Bands, tried: Sequence[Decimal]) -> Iterator[Finding]:
    winners = [how.reached(value) for value in tried]
    for band in how.bands:
        if not any(winner is band for winner in winners):
            words = f"“{limits(band, one.unit)}得{plain(band.score)}分”这一档永远得不到"
            yield error(f"指标 {one.code}", words, "请核对界限：它被得分更高的档盖住，或者自相矛盾")


def _overlapping(one: Indicator, all_bands: Sequence[Band], tried: Sequence[Decimal]) -> Iterator[Finding]:
    for n, first in enumerate(all_bands):
        for second in all_bands[n + 1 :]:
            if not _nested(first, second) and any(first.holds(value) and second.holds(value) for value in tried):
                words = f"“{limits(first, one.unit)}”和“{limits(second, one.unit)}”两档重叠"
                yield warning(f"指标 {one.code}", words, "重叠处按得分高的一档计；不是这个意思，请改界限")


def _nested(first: Band, second: Band) -> bool:
    """达到70, 达到60, … share values by their nature: the best one counts."""
    only_low = all(band.lte is None and band.lt is None for band in (first, second))
    only_high = all(band.gte is None and band.gt is None for band in (first, second))
    return only_low or only_high


def _uneven(one: Indicator, how: Bands, tried: Sequence[Decimal]) -> Iterator[Finding]:
    scores = [band.score if (band := how.reached(value)) else ZERO for value in tried]
    scoring = [n for n, score in enumerate(scores) if score]
    if scoring and not all(scores[scoring[0] : scoring[-1] + 1]):
        yield warning(f"指标 {one.code}", "两档之间有空档，落在空档里不得分", "请把相邻两档的界限写成同一个数")
    elif scores != sorted(scores) and scores != sorted(scores, reverse=True):
        yield warning(f"指标 {one.code}", "得分不随指标值单向升降", "请核对各档的界限和得分有没有写反")
