"""How good is good? The value of an indicator at a merit between 0 (as bad as it gets) and 1 (as good as it gets)."""

from decimal import Decimal

from workflows.standards.methods import Band, Bands, Linear, Ratio, Step
from workflows.standards.simulation.chances import within
from workflows.standards.spec import Indicator

#: How far beyond the outermost limits values go, as a share of the distance between them.
BEYOND = 0.2


def value_at(one: Indicator, merit: float, target: Decimal | None) -> Decimal | None:
    """None: the indicator is not scored by a value, or nobody knows its target."""
    ends = ends_of(one, target)
    if ends is None:
        return None
    worst, best = ends
    value = worst + (best - worst) * within(merit)
    whole = one.unit == "%" and max(ends) > 100 and min(ends) >= 0 and not isinstance(one.how, Ratio)
    return Decimal(str(round(min(value, 100.0) if whole else value, 6)))


def ends_of(one: Indicator, target: Decimal | None) -> tuple[float, float] | None:
    """The worst and the best value."""
    match one.how:
        case Bands():
            return _of_bands(one.how)
        case Linear():
            return _stretched(float(one.how.zero_at), float(one.how.full_at))
        case Step() if target is not None:
            falls = float(one.points / one.how.minus * one.how.per) if one.how.minus else float(one.how.per)
            side = 1 if one.how.lower_is_better else -1
            return float(target) + side * falls, float(target) - side * falls * BEYOND
        case Ratio() if target is not None:
            return float(target) * 0.4, float(target) * 1.2
    return None


def _of_bands(how: Bands) -> tuple[float, float]:
    """From beyond the poorest band's edge to beyond the best one's."""
    edges = [float(edge) for band in how.bands for edge in _edges(band)] or [1.0]
    low, high = min(edges), max(edges)
    if low == high:
        reach = abs(low) * BEYOND or 1.0
        low, high = low - reach, high + reach
    rises = _place(how.bands[0]) >= _place(how.bands[-1]) if len(how.bands) > 1 else _low(how.bands[0]) is not None
    return _stretched(low, high) if rises else _stretched(high, low)


def _stretched(worst: float, best: float) -> tuple[float, float]:
    """Further on the bad side; what is counted from nothing stays above it."""
    reach = (best - worst) * BEYOND
    ends = worst - 2 * reach, best + reach
    return (max(ends[0], 0.0), max(ends[1], 0.0)) if min(worst, best) >= 0 else ends


def _edges(band: Band) -> list[Decimal]:
    return [edge for edge in (band.gte, band.gt, band.lte, band.lt) if edge is not None]


def _low(band: Band) -> Decimal | None:
    return band.gte if band.gte is not None else band.gt


def _place(band: Band) -> Decimal:
    """Where a band lies: its lower limit, else its upper one."""
    low = _low(band)
    return low if low is not None else min(_edges(band), default=Decimal(0))
