"""Data items that fit together: sizes first, then the one figure of each formula that gives the indicator its value."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from workflows.standards.formula import Formula, NegativeDenominator, ZeroDenominator
from workflows.standards.methods import Ratio, Step
from workflows.standards.simulation.chances import Chance
from workflows.standards.simulation.figures import as_written, size_of
from workflows.standards.simulation.merits import value_at
from workflows.standards.simulation.solving import solve
from workflows.standards.spec import YES_OR_NO, Indicator, Spec

#: How often an indicator with a condition does not apply.
OUTSIDE = 0.3


def data_of(
    spec: Spec, merits: Mapping[str, float], *, seed: int, place: int, size: float, facts: Mapping[str, bool]
) -> dict[str, Decimal]:
    """Every data item of one applicant.

    :param merits: of each indicator, between 0 and 1.
    """
    data = {
        item.code: size_of(
            item,
            Chance(seed, place, "item", item.code),
            Chance(seed, "everybody", item.code),
            applicant=spec.object,
            size=size,
        )
        for item in spec.data_items
    }
    known = {**{code: Decimal(int(value)) for code, value in facts.items()}, **data}
    free = free_items(spec)
    for one in spec.indicators:
        item = free.get(one.code, "")
        if _left_outside(one, known, Chance(seed, place, "outside", one.code)):
            known.update({item: Decimal(0)} if item else {})
        else:
            _give_value(spec, one, merits[one.code], item, known)
    return {code: known[code] for code in data}


def free_items(spec: Spec) -> dict[str, str]:
    """Indicator → the data item of its formula that is set to give it its value: the one asked for least elsewhere."""
    used = Counter(name for one in spec.indicators if one.formula for name in one.formula.names)
    used.update(name for one in spec.indicators for name in _names_of_target(one))
    taken: set[str] = set()
    found = {}
    for one in spec.indicators:
        items = [code for code in (one.formula.names if one.formula else ()) if _may_be_set(spec, code, taken)]
        if items:
            found[one.code] = min(items, key=lambda code: used[code])
            taken.update(one.formula.names if one.formula else ())
    return found


def _may_be_set(spec: Spec, code: str, taken: set[str]) -> bool:
    item = spec.item_by_code.get(code)
    return item is not None and item.unit != YES_OR_NO and code not in taken


def _names_of_target(one: Indicator) -> tuple[str, ...]:
    target = one.how.target if isinstance(one.how, Step | Ratio) else None
    return target.names if isinstance(target, Formula) else ()


def _left_outside(one: Indicator, known: dict[str, Decimal], chance: Chance) -> bool:
    """Some have nothing of what the indicator is about: no relocated households, no plant."""
    if one.applicable_if is None or not chance.happens(OUTSIDE):
        return False
    nothing = {name: Decimal(0) for name in one.applicable_if.names if name in known}
    if one.applicable_if.evaluate({**known, **nothing}) is not False:
        return False
    known.update(nothing)
    return True


def _give_value(spec: Spec, one: Indicator, merit: float, item: str, known: dict[str, Decimal]) -> None:
    value = value_at(one, merit, _target_of(one, known))
    if one.formula is None or value is None or not item:
        return
    figure = solve(one.formula, item, value, known)
    if figure is not None:
        known[item] = as_written(figure, spec.item_by_code[item])


def _target_of(one: Indicator, known: Mapping[str, Decimal]) -> Decimal | None:
    target = one.how.target if isinstance(one.how, Step | Ratio) else None
    try:
        return target.evaluate(known) if isinstance(target, Formula) else target
    except (ZeroDenominator, NegativeDenominator):
        return None
