"""Middles, spreads and shares of figures; exact decimals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflows.standards.decimals import HUNDRED, ONE, ZERO, rounded

Figures = Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class Bin:
    """From `low` (included) up to `high`; the last bin includes its upper edge too."""

    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    count: int
    least: Decimal
    first_quarter: Decimal
    middle: Decimal
    third_quarter: Decimal
    most: Decimal
    mean: Decimal
    spread: Decimal
    bins: tuple[Bin, ...]

    @property
    def highest_bin(self) -> int:
        return max((one.count for one in self.bins), default=0)


def distribution(figures: Figures, *, full: Decimal, bins: int = 20) -> Distribution | None:
    """None where there is nothing to spread out.

    :param full: what can be reached; bins of equal width lead up to it, and one more to what lies beyond.
    """
    if not figures:
        return None
    ordered = sorted(figures)
    return Distribution(
        count=len(ordered),
        least=ordered[0],
        first_quarter=quantile(ordered, Decimal("0.25")),
        middle=quantile(ordered, Decimal("0.5")),
        third_quarter=quantile(ordered, Decimal("0.75")),
        most=ordered[-1],
        mean=rounded(mean(ordered), 2),
        spread=rounded(spread(ordered), 2),
        bins=_bins(ordered, full, bins),
    )


def _bins(ordered: Figures, full: Decimal, bins: int) -> tuple[Bin, ...]:
    """The bins from the first that holds somebody to the last."""
    width = full / bins or ONE
    counts: dict[int, int] = {}
    for one in ordered:
        at = min(int(one / width), bins - 1) if one <= full else int(one / width)
        counts[at] = counts.get(at, 0) + 1
    return tuple(Bin(at * width, (at + 1) * width, counts.get(at, 0)) for at in range(min(counts), max(counts) + 1))


def quantile(ordered: Figures, share: Decimal) -> Decimal:
    """Between two neighbours, the share of the way; two decimals."""
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return rounded(ordered[low] + (ordered[high] - ordered[low]) * (at - low), 2)


def mean(figures: Figures) -> Decimal:
    return sum(figures, ZERO) / len(figures)


def spread(figures: Figures) -> Decimal:
    """Standard deviation of these figures themselves (not of a sample)."""
    middle = mean(figures)
    return (sum(((one - middle) ** 2 for one in figures), ZERO) / len(figures)).sqrt()


def correlation(first: Figures, second: Figures) -> Decimal | None:
    """Pearson's, two decimals; None where one of them does not vary or there are too few."""
    if len(first) < 3:
        return None
    a, b = mean(first), mean(second)
    both = sum(((x - a) * (y - b) for x, y in zip(first, second, strict=True)), ZERO)
    squares = sum(((x - a) ** 2 for x in first), ZERO) * sum(((y - b) ** 2 for y in second), ZERO)
    return rounded(both / squares.sqrt(), 2) if squares else None


def percent(part: int, whole: int) -> Decimal:
    return rounded(HUNDRED * part / whole, 1) if whole else ZERO
