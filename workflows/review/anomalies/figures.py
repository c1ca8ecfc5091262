"""Figures that contradict each other or last year's: jumps, parts larger than the whole, ratios over 100 %."""

import re
from collections.abc import Iterator
from decimal import Decimal

from workflows.standards.decimals import plain
from workflows.standards.spec import YES_OR_NO, DataItem, Spec

from .anomaly import Anomaly, Kind

#: A figure that moved by more than this share of last year's is asked about.
JUMP = Decimal("0.3")
#: Sums of money move with the market; they are asked about when they move by more than this.
JUMP_OF_MONEY = Decimal("0.5")
MONEY = frozenset({"元", "万元"})
#: A part of the whole that stands above it in the table of data: 其中正常运行.
PART = "其中"
SHARE = re.compile(r"^\s*(\w+)\s*/\s*(\w+)\s*\*\s*100\s*$")


def of_figures(spec: Spec, content: dict) -> list[Anomaly]:
    """Of one submission by itself."""
    values = numbers(content, "value")
    return [
        *jumps(spec, values, numbers(content, "previous")),
        *shares_over_the_whole(spec, values),
        *percentages_over_hundred(spec, values),
        *parts_over_the_whole(spec, values),
    ]


def numbers(content: dict, which: str) -> dict[str, Decimal]:
    """Data item → number, of this year or the last."""
    rows = content["data"].items()
    return {code: Decimal(row[which]) for code, row in rows if row.get(which) not in (None, "")}


def asks(spec: Spec, *items: str) -> tuple[str, ...]:
    """Indicators that are computed from one of these items."""
    return tuple(one.code for one in spec.indicators if set(items) & set(one.inputs))


def jumps(spec: Spec, now: dict[str, Decimal], before: dict[str, Decimal]) -> Iterator[Anomaly]:
    """A figure far from last year's; what was nothing last year cannot be compared."""
    for item in spec.data_items:
        value, last = now.get(item.code), before.get(item.code)
        if value is None or not last or item.unit == YES_OR_NO:
            continue
        moved = abs(value - last) / abs(last)
        if moved > (JUMP_OF_MONEY if item.unit in MONEY else JUMP):
            way = "多" if value > last else "少"
            words = (
                f"{item.name}{plain(value)}{item.unit}，上年{plain(last)}{item.unit}，"
                f"{way}{plain(abs(value - last))}{item.unit}（{percent(moved)}）"
            )
            yield Anomaly(Kind.JUMP, words, asks(spec, item.code))


def percent(share: Decimal) -> str:
    """38%."""
    return f"{plain((share * 100).quantize(Decimal(1)))}%"


def shares_over_the_whole(spec: Spec, values: dict[str, Decimal]) -> Iterator[Anomaly]:
    """A share of a whole cannot exceed it: counted things only, for an income may exceed the county's mean."""
    for indicator in spec.indicators:
        found = SHARE.match(indicator.formula.text) if indicator.formula else None
        if found is None:
            continue
        part, whole = (spec.item_by_code.get(name) for name in found.groups())
        if part is None or whole is None or part.name.startswith(PART) or not counts(part, whole):
            continue
        if exceeds(values, part, whole):
            yield Anomaly(Kind.OVER, both(values, part, whole), (indicator.code,))


def counts(part: DataItem, whole: DataItem) -> bool:
    """Are both counted in the same things?"""
    return part.unit == whole.unit and part.unit not in MONEY


def exceeds(values: dict[str, Decimal], part: DataItem, whole: DataItem) -> bool:
    return part.code in values and whole.code in values and values[part.code] > values[whole.code]


def both(values: dict[str, Decimal], part: DataItem, whole: DataItem) -> str:
    """卫生户厕农户数460户，多于应建户厕农户数445户."""
    first, second = (f"{one.name}{plain(values[one.code])}{one.unit}" for one in (part, whole))
    return f"{first}，多于{second}"


def percentages_over_hundred(spec: Spec, values: dict[str, Decimal]) -> Iterator[Anomaly]:
    """A percentage that was typed in."""
    for item in spec.data_items:
        if item.unit == "%" and values.get(item.code, 0) > 100:
            yield Anomaly(Kind.OVER, f"{item.name}填了{plain(values[item.code])}%", asks(spec, item.code))


def parts_over_the_whole(spec: Spec, values: dict[str, Decimal]) -> Iterator[Anomaly]:
    """What is counted "其中" of the item above, all parts together, is no more than that item."""
    for whole, parts in with_parts(spec):
        given = [part for part in parts if part.code in values]
        total = sum((values[part.code] for part in given), Decimal(0))
        if whole.code in values and total > values[whole.code]:
            names = "、".join(f"{part.name}{plain(values[part.code])}{part.unit}" for part in given)
            words = f"{names}，大于{whole.name}{plain(values[whole.code])}{whole.unit}"
            yield Anomaly(Kind.SUM, words, asks(spec, *(part.code for part in given)))


def with_parts(spec: Spec) -> Iterator[tuple[DataItem, list[DataItem]]]:
    """Items followed by parts of themselves, in the order of the table."""
    whole, parts = None, []
    for item in (*spec.data_items, None):
        if item is not None and item.name.startswith(PART):
            parts.append(item)
            continue
        if whole is not None and parts:
            yield whole, [part for part in parts if part.unit == whole.unit]
        whole, parts = item, []
