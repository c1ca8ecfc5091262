"""The standard as a whole: head, dimensions, grades, conditions, data items, bonus, penalties, veto."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP
from typing import Any

from workflows.standards.decimals import MOST_DECIMALS, ZERO
from workflows.standards.lookback import Lookback
from workflows.standards.reading.indicators import indicator
from workflows.standards.reading.place import Place, ReadingError, no_twins, read_all
from workflows.standards.spec import (
    OBJECTS,
    Bonus,
    BonusLevel,
    DataItem,
    Dimension,
    Grade,
    Penalty,
    PenaltyItem,
    Requirement,
    Rounding,
    Spec,
    Veto,
)

MODES = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
NA_RULES = ("prorate_within_dimension",)


def read_spec(raw: object) -> Spec:
    """The Spec of a standard's mapping (from YAML, JSON or Excel); ReadingError names every bad place."""
    place = Place(raw, "标准")
    spec = _spec(place)
    place.close()
    _check_codes(spec)
    return spec


def _spec(place: Place) -> Spec:
    parts: dict[str, Any] = {}
    complaints: list[str] = []
    try:
        parts |= _head(place)
    except ReadingError as error:
        complaints.extend(error.complaints)
    for name, (words, read, required) in PARTS.items():
        try:
            parts[name] = read_all(place.rows(name, words, required=required), read)
        except ReadingError as error:
            complaints.extend(error.complaints)
    if complaints:
        raise ReadingError(*complaints)
    return Spec(**parts)


def _head(place: Place) -> dict[str, Any]:
    return {
        "version": place.whole("version"),
        "code": place.text("code"),
        "name": place.text("name"),
        "object": place.choice("object", tuple(OBJECTS)),
        "full_score": place.positive("full_score"),
        "source": place.text("source", ""),
        "rounding": _rounding(place),
        "na_rule": place.choice("na_rule", NA_RULES, NA_RULES[0]),
        "bonus_cap": place.maybe_number("bonus_cap", least=0),
        "penalty_cap": place.maybe_number("penalty_cap", least=0),
        "verify_methods": _pairs(place, "verify_methods"),
        "facts": _pairs(place, "object_facts"),
    }


def _rounding(place: Place) -> Rounding:
    inner = Place(place.get("rounding", {}), "标准 rounding")
    read = Rounding(
        value_decimals=inner.whole("value_decimals", 2),
        score_decimals=inner.whole("score_decimals", 2),
        mode=inner.choice("mode", MODES, ROUND_HALF_UP),
    )
    inner.close()
    if max(read.value_decimals, read.score_decimals) > MOST_DECIMALS:
        raise inner.error(f"小数位最多{MOST_DECIMALS}位")
    return read


def _pairs(place: Place, key: str) -> tuple[tuple[str, str], ...]:
    raw = place.get(key, {})
    if not isinstance(raw, Mapping):
        raise place.error(f"“{key}”应当是“编号: 名称”")
    return tuple((str(code), str(words)) for code, words in raw.items())


def _dimension(place: Place) -> Dimension:
    return Dimension(place.text("code"), place.text("name"), place.positive("points"))


def _grade(place: Place) -> Grade:
    return Grade(
        level=place.text("level"),
        name=place.text("name"),
        total_gte=place.number("total_gte", least=0),
        each_dimension_gte_pct=place.maybe_number("each_dimension_gte_pct", least=0),
        satisfaction_gte=place.maybe_number("satisfaction_gte", least=0),
        basis=place.texts("basis"),
    )


def _requirement(place: Place) -> Requirement:
    return Requirement(
        code=place.text("code"),
        words=place.text("words"),
        check=place.choice("check", ("auto", "manual")),
        expr=place.maybe_condition("expr"),
        level=place.text("level", ""),
        basis=place.texts("basis"),
    )


def _data_item(place: Place) -> DataItem:
    return DataItem(
        place.text("code"),
        place.text("name"),
        place.text("unit", ""),
        place.text("source", ""),
        place.text("period", ""),
        place.maybe_text("same_as"),
    )


def _bonus(place: Place) -> Bonus:
    place.choice("kind", ("bonus",), "bonus")
    place.number("points", ZERO)
    levels = read_all(
        place.rows("levels", "档"), lambda row: BonusLevel(row.text("words"), row.number("score", least=0))
    )
    no_twins((level.words for level in levels), f"{place.words} 档")
    return Bonus(
        code=place.text("code"),
        name=place.text("name"),
        max=place.number("max", least=0),
        pick=place.choice("pick", ("highest", "sum"), "highest"),
        levels=levels,
        rule=place.text("rule", ""),
        lead=place.text("lead", ""),
        evidence=place.texts("evidence"),
        basis=place.texts("basis"),
    )


def _penalty(place: Place) -> Penalty:
    place.choice("kind", ("deduction",), "deduction")
    place.choice("scope", ("total",), "total")
    place.number("points", ZERO)
    items = read_all(place.rows("items", "扣分项"), _penalty_item)
    no_twins((item.words for item in items), f"{place.words} 扣分项")
    return Penalty(
        code=place.text("code"),
        name=place.text("name"),
        max_deduct=place.maybe_number("max_deduct", least=0),
        items=items,
        rule=place.text("rule", ""),
        lead=place.text("lead", ""),
        basis=place.texts("basis"),
    )


def _penalty_item(place: Place) -> PenaltyItem:
    return PenaltyItem(place.text("words"), place.text("per", "每次"), place.positive("minus"))


def _veto(place: Place) -> Veto:
    place.choice("kind", ("veto",), "veto")
    place.number("points", ZERO)
    return Veto(
        code=place.text("code"),
        name=place.text("name"),
        words=place.text("words"),
        lookback=Lookback.read(place.text("lookback", "")),
        lead=place.text("lead", ""),
        evidence=place.texts("evidence"),
        effect=place.text("effect", ""),
        basis=place.texts("basis"),
    )


# field of Spec and key of the file: (what a row is called, how it is read, must there be one)
PARTS = {
    "dimensions": ("维度", _dimension, True),
    "grades": ("等次", _grade, False),
    "eligibility": ("基本条件", _requirement, False),
    "data_items": ("数据项", _data_item, False),
    "indicators": ("指标", indicator, True),
    "bonus": ("加分项", _bonus, False),
    "penalties": ("倒扣项", _penalty, False),
    "veto": ("否决情形", _veto, False),
}


def _check_codes(spec: Spec) -> None:
    """Codes are unique in their list, and every indicator belongs to a dimension of the standard."""
    for name, (words, *_) in PARTS.items():
        if name != "grades":
            no_twins((row.code for row in getattr(spec, name)), words)
    no_twins((grade.level for grade in spec.grades), "等次")
    strays = [one for one in spec.indicators if one.dimension not in spec.dimension_by_code]
    if strays:
        raise ReadingError(*(f"指标 {one.code}：维度“{one.dimension}”不在标准里" for one in strays))
