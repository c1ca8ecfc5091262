"""Indicators: their figures by method, their formula, their special cases."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from workflows.standards.decimals import ZERO, number, plain, whole
from workflows.standards.formula import Formula
from workflows.standards.methods import (
    BY_VALUE,
    Band,
    Bands,
    CheckItem,
    Checklist,
    Deduct,
    Finding,
    How,
    Level,
    Levels,
    Linear,
    Ratio,
    Step,
)
from workflows.standards.reading.place import Place, no_twins, read_all
from workflows.standards.spec import Example, Indicator, Special

KINDS = ("quantitative", "graded", "deduction")
ZERO_DENOMINATOR = ("na", "full", "zero", "special")


def indicator(place: Place) -> Indicator:
    points = place.positive("points")
    method = place.choice("method", METHODS)
    how = METHODS[method](place, points)
    if isinstance(how, BY_VALUE) != place.has("formula"):
        raise place.error("按数值计分的指标要有“formula”，其他指标不要")
    return Indicator(
        code=place.text("code"),
        name=place.text("name"),
        dimension=place.text("dimension"),
        points=points,
        kind=place.choice("kind", KINDS),
        method=method,
        how=how,
        key_task=place.text("key_task", ""),
        measure=place.text("measure", ""),
        lead=place.text("lead", ""),
        coop=place.texts("coop"),
        evidence=place.texts("evidence"),
        verify=place.texts("verify"),
        basis=place.texts("basis"),
        unit=place.text("unit", ""),
        formula=place.formula("formula") if place.has("formula") else None,
        inputs=place.texts("inputs"),
        zero_denominator=place.choice("zero_denominator", ZERO_DENOMINATOR, ""),
        special=read_all(place.rows("special", "特殊情形", required=False), lambda row: special(row, points)),
        applicable_if=place.maybe_condition("applicable_if"),
        note=place.text("note", ""),
        rule=place.text("rule", ""),
        examples=read_all(place.rows("examples", "例子", required=False), example),
        same_as=place.maybe_text("same_as"),
    )


def special(place: Place, points: Decimal) -> Special:
    return Special(place.condition("when"), score_within(place, points))


def example(place: Place) -> Example:
    return Example(place.number("value"), place.number("score", least=0))


def score_within(place: Place, points: Decimal, key: str = "score") -> Decimal:
    score = place.number(key, least=0)
    if score > points:
        raise place.error(f"得分{plain(score)}超过了分值{plain(points)}")
    return score


def bands(place: Place, points: Decimal) -> Bands:
    read = read_all(place.rows("bands", "档"), lambda row: band(row, points))
    return Bands(tuple(sorted(read, key=lambda one: one.score, reverse=True)))


def band(place: Place, points: Decimal) -> Band:
    limits = {key: place.maybe_number(key) for key in ("gte", "gt", "lte", "lt")}
    if not any(limit is not None for limit in limits.values()):
        raise place.error("没有写界限（gte 不低于、gt 高于、lte 不高于、lt 低于）")
    if len([1 for key in ("gte", "gt") if limits[key] is not None]) > 1 or (
        limits["lte"] is not None and limits["lt"] is not None
    ):
        raise place.error("同一侧写了两个界限")
    return Band(score_within(place, points), **limits)


def linear(place: Place, points: Decimal) -> Linear:
    full_at, zero_at = place.number("full_at"), place.number("zero_at")
    if full_at == zero_at:
        raise place.error("“full_at”和“zero_at”不能相等")
    return Linear(full_at, zero_at)


def step(place: Place, points: Decimal) -> Step:
    over = place.has("over_target_plus")
    return Step(
        target=target(place),
        per=place.positive("per"),
        minus=place.positive("minus"),
        lower_is_better=place.choice("better", ("higher", "lower"), "higher") == "lower",
        base=score_within(place, points, "base") if place.has("base") else None,
        over_per=(place.positive("over_target_per") if place.has("over_target_per") else place.positive("per"))
        if over
        else None,
        over_plus=place.positive("over_target_plus") if over else ZERO,
    )


def ratio(place: Place, points: Decimal) -> Ratio:
    goal = target(place)
    if isinstance(goal, Decimal) and goal <= 0:
        raise place.error("“target”应当大于0")
    return Ratio(goal)


def target(place: Place) -> Decimal | Formula:
    """A figure, or a formula over data items where each applicant has its own."""
    raw = place.get("target")
    if isinstance(raw, str) and not raw.replace(".", "", 1).lstrip("-").isdigit():
        return place.formula("target")
    return place.number("target")


def checklist(place: Place, points: Decimal) -> Checklist:
    items = read_all(place.rows("items", "项"), lambda row: check_item(row, points))
    no_twins((str(item.no) for item in items), f"{place.words} 第")
    scale = read_scale(place, points)
    scored = [item for item in items if item.score is not None]
    if bool(scale) == bool(scored) or (scored and len(scored) < len(items)):
        raise place.error("要么写“scale”（符合几项得几分），要么给每一项写“score”")
    return Checklist(items, scale)


def check_item(place: Place, points: Decimal) -> CheckItem:
    score = score_within(place, points) if place.has("score") else None
    return CheckItem(place.whole("no"), place.text("words"), score)


def read_scale(place: Place, points: Decimal) -> tuple[tuple[int, Decimal], ...]:
    raw = place.get("scale", {})
    if not isinstance(raw, Mapping):
        raise place.error("“scale”应当是“项数: 得分”")
    try:
        scale = {whole(count): number(score) for count, score in raw.items()}
    except ValueError as error:
        raise place.error(f"“scale”{error}") from None
    if any(score < 0 or score > points for score in scale.values()):
        raise place.error("“scale”里的得分应当在0和分值之间")
    return tuple(sorted(scale.items(), reverse=True))


def levels(place: Place, points: Decimal) -> Levels:
    read = read_all(place.rows("levels", "等次"), lambda row: level(row, points))
    no_twins((one.level for one in read), f"{place.words} 等次")
    return Levels(read)


def level(place: Place, points: Decimal) -> Level:
    return Level(place.text("level"), score_within(place, points), place.text("words", ""))


def deduct(place: Place, points: Decimal) -> Deduct:
    items = read_all(place.rows("items", "扣分项"), finding)
    no_twins((item.code for item in items), "扣分项")
    no_twins((item.words for item in items), "扣分项")
    return Deduct(items)


def finding(place: Place) -> Finding:
    return Finding(
        code=place.text("code"),
        words=place.text("words"),
        per=place.text("per", "每处"),
        minus=place.positive("minus"),
        max=place.maybe_number("max", least=0),
    )


METHODS: dict[str, Callable[[Place, Decimal], How]] = {
    "bands": bands,
    "linear": linear,
    "step": step,
    "ratio": ratio,
    "checklist": checklist,
    "levels": levels,
    "deduct_from_points": deduct,
}
