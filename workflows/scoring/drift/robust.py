"""Middles and distances that a few wild values do not move."""

from collections.abc import Sequence
from decimal import Decimal

from workflows.standards.simulation.stats import mean

#: Makes the median distance comparable to a standard deviation; and the mean distance (Iglewicz and Hoaglin).
BY_MEDIAN, BY_MEAN = Decimal("1.4826"), Decimal("1.2533")


def median(figures: Sequence[Decimal]) -> Decimal:
    ordered = sorted(figures)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def scale(figures: Sequence[Decimal]) -> Decimal:
    """The median distance from the median; where more than half are alike, the mean distance. Zero: all alike."""
    middle = median(figures)
    distances = [abs(one - middle) for one in figures]
    return median(distances) * BY_MEDIAN or mean(distances) * BY_MEAN


def robust_z(figure: Decimal, figures: Sequence[Decimal]) -> Decimal:
    """How many such distances a figure lies from the middle of all."""
    width = scale(figures)
    return (figure - median(figures)) / width if width else Decimal(0)
