"""How a value, a count or a level becomes points: one frozen dataclass for a method's figures, one function for its rule.

Scores come back unrounded and always between 0 and the indicator's points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from workflows.standards.decimals import ZERO
from workflows.standards.formula import Formula


@dataclass(frozen=True, slots=True)
class Band:
    score: Decimal
    gte: Decimal | None = None
    gt: Decimal | None = None
    lte: Decimal | None = None
    lt: Decimal | None = None

    def holds(self, value: Decimal) -> bool:
        return (
            (self.gte is None or value >= self.gte)
            and (self.gt is None or value > self.gt)
            and (self.lte is None or value <= self.lte)
            and (self.lt is None or value < self.lt)
        )


@dataclass(frozen=True, slots=True)
class Bands:
    """分档. Kept best score first, so that the order in the file does not matter."""

    bands: tuple[Band, ...]

    def reached(self, value: Decimal) -> Band | None:
        return next((band for band in self.bands if band.holds(value)), None)


@dataclass(frozen=True, slots=True)
class Linear:
    """按直线比例. `zero_at` above `full_at` means: the less, the better."""

    full_at: Decimal
    zero_at: Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """每低(高)一档扣分, a begun step counts as one; complete steps beyond the target may add, up to the points."""

    target: Decimal | Formula
    per: Decimal
    minus: Decimal
    lower_is_better: bool = False
    base: Decimal | None = None  # what the target itself earns; None: the full points
    over_per: Decimal | None = None
    over_plus: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Ratio:
    """实际值÷目标值×分值, at most the points, nothing for zero or less."""

    target: Decimal | Formula


@dataclass(frozen=True, slots=True)
class CheckItem:
    no: int
    words: str
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """符合N项. Either a scale (number of items → score) or a score on each item."""

    items: tuple[CheckItem, ...]
    scale: tuple[tuple[int, Decimal], ...] = ()  # most items first


@dataclass(frozen=True, slots=True)
class Level:
    level: str
    score: Decimal
    words: str = ""


@dataclass(frozen=True, slots=True)
class Levels:
    levels: tuple[Level, ...]

    def named(self, name: str) -> Level | None:
        return next((level for level in self.levels if level.level == name), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of fault; each one found takes points off, at most `max` of this kind."""

    code: str
    words: str
    per: str
    minus: Decimal
    max: Decimal | None = None

    def deduction(self, count: int) -> Decimal:
        off = self.minus * count
        return off if self.max is None else min(off, self.max)


@dataclass(frozen=True, slots=True)
class Deduct:
    """发现一处扣一次，扣完为止."""

    items: tuple[Finding, ...]


How = Bands | Linear | Step | Ratio | Checklist | Levels | Deduct
BY_VALUE = (Bands, Linear, Step, Ratio)


def by_bands(how: Bands, points: Decimal, value: Decimal) -> Decimal:
    band = how.reached(value)
    return ZERO if band is None else band.score


def by_line(how: Linear, points: Decimal, value: Decimal) -> Decimal:
    got = points * (value - how.zero_at) / (how.full_at - how.zero_at)
    return min(max(got, ZERO), points)


def by_steps(how: Step, points: Decimal, value: Decimal, target: Decimal) -> Decimal:
    base = points if how.base is None else how.base
    short = value - target if how.lower_is_better else target - value
    if short > 0:
        return max(ZERO, base - how.minus * steps_begun(short, how.per))
    if how.over_per is None:
        return base
    return min(points, base + how.over_plus * steps_completed(-short, how.over_per))


def by_ratio(how: Ratio, points: Decimal, value: Decimal, target: Decimal) -> Decimal:
    return min(max(points * value / target, ZERO), points)


def by_checklist(how: Checklist, points: Decimal, met: frozenset[int]) -> Decimal:
    if how.scale:
        return max((score for least, score in how.scale if len(met) >= least), default=ZERO)
    return min(points, sum((item.score for item in how.items if item.no in met and item.score), ZERO))


def by_deductions(how: Deduct, points: Decimal, counts: Mapping[str, int]) -> Decimal:
    off = sum((item.deduction(counts.get(item.code, 0)) for item in how.items), ZERO)
    return max(ZERO, points - off)


def steps_begun(distance: Decimal, per: Decimal) -> Decimal:
    """不足一档按一档计."""
    return (distance / per).to_integral_value(ROUND_CEILING)


def steps_completed(distance: Decimal, per: Decimal) -> Decimal:
    return (distance / per).to_integral_value(ROUND_FLOOR)
