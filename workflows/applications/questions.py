"""One indicator as a page asks it: which figures, which answer, what is computed from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.forms import BoundField

from workflows.standards.decimals import plain
from workflows.standards.explaining import gap_unit, how_computed
from workflows.standards.formula import NegativeDenominator, ZeroDenominator
from workflows.standards.methods import BY_VALUE, Checklist, Deduct, Levels
from workflows.standards.results import Scored
from workflows.standards.spec import DataItem, Indicator, Spec

from .fields import Path
from .gaps import next_step

#: The part of the answer that a method asks for.
ANSWER_PART = {Checklist: "checked", Levels: "level", Deduct: "findings"}


def items_of(spec: Spec, indicator: Indicator) -> tuple[DataItem, ...]:
    """Everything an indicator's score depends on: its formula, its conditions, its target."""
    names = dict.fromkeys(indicator.inputs)
    if indicator.applicable_if:
        names |= dict.fromkeys(indicator.applicable_if.names)
    for special in indicator.special:
        names |= dict.fromkeys(special.when.names)
    target = getattr(indicator.how, "target", None)
    names |= dict.fromkeys(getattr(target, "names", ()))
    return tuple(spec.item_by_code[name] for name in names if name in spec.item_by_code)


def basics_of(spec: Spec) -> tuple[DataItem, ...]:
    """Items that no indicator asks for: they describe the applicant, or decide a basic condition."""
    asked = {item.code for indicator in spec.indicators for item in items_of(spec, indicator)}
    return tuple(item for item in spec.data_items if item.code not in asked)


def items_from(spec: Spec, organisation) -> tuple[DataItem, ...]:
    """Items whose source is this department, or one whose duties it took over."""
    names = {organisation.name, *organisation.predecessors.values_list("name", flat=True)}
    return tuple(item for item in spec.data_items if item.source in names)


def figure_paths(items) -> list[Path]:
    """This year's value and last year's, of each data item."""
    return [Path("data", item.code, part) for item in items for part in ("value", "previous")]


def paths_of(spec: Spec, indicator: Indicator) -> list[Path]:
    """Every field of an indicator's page."""
    part = ANSWER_PART.get(type(indicator.how))
    answer = [Path("answers", indicator.code, part)] if part else []
    return [*figure_paths(items_of(spec, indicator)), *answer, Path("answers", indicator.code, "remark")]


@dataclass(frozen=True)
class Figure:
    """A data item on the page: its two fields."""

    item: DataItem
    value: BoundField
    previous: BoundField

    @property
    def is_yes_no(self) -> bool:
        return self.item.unit == "是/否"

    @property
    def last_year(self) -> str:
        """Last year's figure, as a person reads it."""
        raw = self.previous.value()
        if raw in (None, ""):
            return ""
        return {"1": "是", "0": "否"}.get(str(raw), str(raw)) if self.is_yes_no else f"{raw}{self.item.unit}"


def figures_of(form, items) -> list[Figure]:
    """The data items of a page with their fields."""
    return [Figure(item, form[f"data.{item.code}.value"], form[f"data.{item.code}.previous"]) for item in items]


@dataclass(frozen=True)
class Choice:
    """One line to tick, to choose or to count, and whether it is."""

    value: str
    words: str
    ticked: bool = False
    count: str = ""
    points: str = ""
    unit: str = ""


def choices_of(indicator: Indicator, field: BoundField) -> list[Choice]:
    """The lines of a checklist, the levels, or the kinds of fault."""
    raw = field.value() or []
    match indicator.how:
        case Checklist(items=items):
            return [Choice(str(one.no), one.words, str(one.no) in raw, points=points_of(one.score)) for one in items]
        case Levels(levels=levels):
            return [Choice(one.level, one.words, one.level == raw, points=points_of(one.score)) for one in levels]
        case Deduct(items=items):
            counts = [*raw, *([""] * len(items))]
            return [
                Choice(one.code, one.words, count=count, points=points_of(one.minus), unit=one.per.removeprefix("每"))
                for one, count in zip(items, counts, strict=False)
            ]
    return []


def points_of(score: Decimal | None) -> str:
    return "" if score is None else plain(score)


@dataclass(frozen=True)
class Computed:
    """What the system works out of the answers, in the words of the page."""

    number: str
    verdict: str
    explanation: str
    formula: str
    warning: str = ""
    gap: str = ""
    change: str = ""


def computed_of(
    spec: Spec,
    indicator: Indicator,
    row: Scored,
    data: dict[str, Decimal | None],
    *,
    before: dict[str, Decimal | None] | None = None,
    answer: Mapping | None = None,
) -> Computed:
    """The indicator's value and score, or what they still lack.

    :param before: last year's figures.
    :param answer: ``checked``, ``level`` and ``findings`` of the indicator.
    """
    by_value = isinstance(indicator.how, BY_VALUE)
    value = f"{plain(row.value)}{indicator.unit}" if by_value and row.value is not None else ""
    if not row.applicable:
        return Computed("不适用", "这一项不用填", row.explanation, "")
    if row.score is None:
        return Computed(value or "—", "还没填完，暂不计分", row.explanation, "")
    score = f"{plain(row.score)}分"
    return Computed(
        number=value or score,
        verdict=f"按标准得 {score}（满分 {plain(indicator.points)} 分）",
        explanation=row.explanation,
        formula=how_computed(spec, indicator, data),
        warning="算出来超过100%，请核对上面的数。" if is_share_above_all(indicator, row) else "",
        gap=str(next_step(spec, indicator, row, data, answer or {}) or ""),
        change=change_of(spec, indicator, row, before or {}),
    )


def change_of(spec: Spec, indicator: Indicator, row: Scored, before: dict[str, Decimal | None]) -> str:
    """``比上年76.3%提高12个百分点``; empty where last year cannot be worked out, or the formula looks back itself."""
    known = {code: value for code, value in before.items() if value is not None}
    if indicator.formula is None or row.value is None or "-" in indicator.formula.text:
        return ""
    try:
        then = indicator.formula.evaluate(known)
    except (ZeroDenominator, NegativeDenominator):
        return ""
    if then is None:
        return ""
    then = spec.rounding.value(then)
    by = row.value - then
    words = f"比上年{plain(then)}{indicator.unit}"
    if not by:
        return f"与上年{plain(then)}{indicator.unit}一样"
    return f"{words}{'提高' if by > 0 else '降低'}{plain(abs(by))}{gap_unit(indicator.unit)}"


def is_share_above_all(indicator: Indicator, row: Scored) -> bool:
    """A share of more than everything: most likely the two figures were exchanged."""
    share = indicator.unit == "%" and indicator.formula is not None and indicator.formula.divides
    grows = indicator.formula is not None and "-" in indicator.formula.text
    return share and not grows and row.value is not None and row.value > 100
