"""The gap card: how far it is to the next step of the standard, and what that would earn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workflows.standards import methods
from workflows.standards.decimals import ZERO, plain
from workflows.standards.explaining import gap_unit
from workflows.standards.formula import Formula
from workflows.standards.methods import Band, Bands, Checklist, Deduct, Levels, Linear, Ratio, Step
from workflows.standards.results import Scored
from workflows.standards.spec import Indicator, Spec

Data = Mapping[str, Decimal | None]
SMALLEST = Decimal("0.01")


@dataclass(frozen=True)
class NextStep:
    """What is missing, in words, and the score once it is there.

    :param by: how far the indicator's value has to move; zero where no value decides.
    """

    words: str
    score: Decimal
    by: Decimal = ZERO

    def __str__(self) -> str:
        return f"{self.words}，可得{plain(self.score)}分"


def next_step(spec: Spec, indicator: Indicator, row: Scored, data: Data, answer: Mapping) -> NextStep | None:
    """The nearest improvement; ``None`` at full points, without a score, or where nothing can be said.

    :param answer: ``checked``, ``level`` and ``findings`` of the indicator.
    """
    if row.score is None or row.score >= indicator.points:
        return None
    found = [one for one in steps(spec, indicator, row, data, answer) if one.score > row.score]
    return min(found, key=lambda one: (abs(one.by), one.score), default=None)


def steps(spec: Spec, indicator: Indicator, row: Scored, data: Data, answer: Mapping) -> Iterable[NextStep]:
    """Everything that would earn more."""
    how = indicator.how
    if isinstance(how, Checklist | Levels | Deduct):
        return by_hand(spec, indicator, how, row, answer)
    if row.value is None:
        return ()
    aims = [aim for aim in aims_of(indicator, how, row.value, target_of(spec, how, data)) if aim]
    return [moved(spec, indicator, row.value, aim, data) for aim in aims]


def aims_of(indicator: Indicator, how, value: Decimal, target: Decimal | None) -> list[Decimal]:
    """How far the value would have to move to the marks of the method: the edge of a band, the full line, the target."""
    match how:
        case Bands():
            return [into(band, value) for band in how.bands]
        case Linear():
            return [how.full_at - value]
        case Step() if target is not None:
            beyond = [] if how.over_per is None else [over(how, value, target)]
            return [target - value, *beyond]
        case Ratio() if target is not None:
            return [target - value]
    return []


def into(band: Band, value: Decimal) -> Decimal:
    """How far into a band; an open edge (高于, 低于) is passed, not reached, by the smallest step of two decimals."""
    if band.gte is not None and value < band.gte:
        return band.gte - value
    if band.gt is not None and value <= band.gt:
        return band.gt - value + SMALLEST
    if band.lte is not None and value > band.lte:
        return band.lte - value
    if band.lt is not None and value >= band.lt:
        return band.lt - value - SMALLEST
    return ZERO


def over(how: Step, value: Decimal, target: Decimal) -> Decimal:
    """To the next complete step beyond the target."""
    per = how.over_per or ZERO
    ahead = target - value if how.lower_is_better else value - target
    missing = per - ahead % per if ahead >= 0 else per - ahead
    return -missing if how.lower_is_better else missing


def target_of(spec: Spec, how, data: Data) -> Decimal | None:
    """The mark to be reached: a figure, or a formula over the applicant's data."""
    target = getattr(how, "target", None)
    if isinstance(target, Formula):
        target = target.evaluate({code: value for code, value in data.items() if value is not None})
    return None if target is None else spec.rounding.value(target)


def moved(spec: Spec, indicator: Indicator, value: Decimal, by: Decimal, data: Data) -> NextStep:
    """What the value would earn there, as the scoring core computes it."""
    how, at, points = indicator.how, value + by, indicator.points
    target = target_of(spec, how, data) or ZERO
    match how:
        case Bands():
            score = methods.by_bands(how, points, at)
        case Linear():
            score = methods.by_line(how, points, at)
        case Step():
            score = methods.by_steps(how, points, at, target)
        case _:
            score = methods.by_ratio(how, points, at, target) if target > 0 else ZERO
    verb = "再提高" if by > 0 else "再降低"
    return NextStep(f"{verb}{plain(abs(by))}{gap_unit(indicator.unit)}", spec.rounding.score(score), by)


def by_hand(spec: Spec, indicator: Indicator, how, row: Scored, answer: Mapping) -> list[NextStep]:
    """One more tick, the next level, one fault less."""
    match how:
        case Levels(levels=levels):
            return [NextStep(f"评为“{one.level}”", one.score, one.score - (row.score or ZERO)) for one in levels]
        case Checklist():
            return more_ticks(spec, indicator, how, frozenset(answer.get("checked") or ()))
        case Deduct(items=items):
            return fewer_faults(spec, indicator, how, answer.get("findings") or {}, items)
    return []


def more_ticks(spec: Spec, indicator: Indicator, how: Checklist, met: frozenset[int]) -> list[NextStep]:
    """Ticks in the order of the list, each with what it would earn together with those before it."""
    left = [item for item in how.items if item.no not in met]
    found = []
    for count in range(1, len(left) + 1) if how.scale else ():
        score = methods.by_checklist(how, indicator.points, met | {item.no for item in left[:count]})
        found.append(NextStep(f"再符合{count}项", spec.rounding.score(score), Decimal(count)))
    for item in () if how.scale else left:
        score = methods.by_checklist(how, indicator.points, met | {item.no})
        found.append(NextStep(f"做到“（{item.no}）{item.words}”", spec.rounding.score(score), Decimal(1)))
    return found


def fewer_faults(spec: Spec, indicator: Indicator, how: Deduct, found: Mapping, items) -> list[NextStep]:
    """All faults of one kind put right, kind by kind."""
    return [
        NextStep(
            f"改好“{one.words}”{found[one.code]}{one.per.removeprefix('每')}",
            spec.rounding.score(methods.by_deductions(how, indicator.points, {**found, one.code: 0})),
            Decimal(found[one.code]),
        )
        for one in items
        if found.get(one.code)
    ]
