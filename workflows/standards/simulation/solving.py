"""From the value an indicator should have back to the figure that gives it."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from workflows.standards.formula import Formula, NegativeDenominator, ZeroDenominator

Data = Mapping[str, Decimal]
#: Where a formula is tried out to see how it runs.
TRIED = (Decimal(1), Decimal(2), Decimal(4))


def solve(formula: Formula, item: str, value: Decimal, data: Data) -> Decimal | None:
    """The figure of `item` that gives the formula this value, where it runs straight in the figure or in its inverse."""

    def plainly(x: Decimal) -> Decimal | None:
        return _evaluate(formula, {**data, item: x})

    def inversely(x: Decimal) -> Decimal | None:
        return _evaluate(formula, {**data, item: 1 / x})

    straight = _straight(plainly, value)
    if straight is not None:
        return straight
    inverse = _straight(inversely, value)
    return 1 / inverse if inverse else None


def _straight(run: Callable[[Decimal], Decimal | None], value: Decimal) -> Decimal | None:
    at = [run(x) for x in TRIED]
    if at[0] is None or at[1] is None or at[2] is None:
        return None
    slope = at[1] - at[0]
    bend = at[2] - at[1] - 2 * slope
    if not slope or abs(bend) > abs(slope) * Decimal("0.000001"):
        return None
    return TRIED[0] + (value - at[0]) / slope


def _evaluate(formula: Formula, data: Data) -> Decimal | None:
    try:
        return formula.evaluate(data)
    except (ZeroDenominator, NegativeDenominator):
        return None
