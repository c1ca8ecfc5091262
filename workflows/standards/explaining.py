"""The sentence behind a score, in the words of the standard: what was reached, what it earns, what is short of more."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from workflows.standards.decimals import ZERO, plain
from workflows.standards.methods import (
    Band,
    Bands,
    Checklist,
    Deduct,
    Level,
    Linear,
    Step,
    steps_begun,
    steps_completed,
)
from workflows.standards.spec import Indicator, Spec, Special


def earns(score: Decimal) -> str:
    return f"得{plain(score)}分" if score else "不得分"


def gap_unit(unit: str) -> str:
    return "个百分点" if unit == "%" else unit


def missing(words: Iterable[str]) -> str:
    return f"缺{''.join(f'“{word}”' for word in words)}，未计分"


def by_value(one: Indicator, value: Decimal, target: Decimal | None, score: Decimal) -> str:
    reached = f"{plain(value)}{one.unit}"
    match one.how:
        case Bands():
            return f"{reached}：{_bands(one, one.how, value, score)}"
        case Linear():
            return f"{reached}：{_linear(one, one.how, score)}"
        case Step():
            return f"{reached}：{_step(one, one.how, value, target or ZERO, score)}"
    return f"{reached}：{_ratio(one, value, target or ZERO, score)}"


def _bands(one: Indicator, how: Bands, value: Decimal, score: Decimal) -> str:
    band = how.reached(value)
    said = f"{limits(band, one.unit)}，{earns(score)}" if band else "未达到最低一档，不得分"
    better = [(distance(candidate, value), candidate) for candidate in how.bands if candidate.score > score]
    if not better:
        return said
    short, next_band = min(better, key=lambda pair: (abs(pair[0]), -pair[1].score))
    verb = "再提高" if short > 0 else "再降低"
    return f"{said}；{verb}{plain(abs(short))}{gap_unit(one.unit)}可得{plain(next_band.score)}分"


def limits(band: Band, unit: str) -> str:
    low, high = band.gte if band.gte is not None else band.gt, band.lte if band.lte is not None else band.lt
    if low is not None and high is not None:
        return f"在{plain(low)}{unit}至{plain(high)}{unit}之间"
    if low is not None:
        return f"{'达到' if band.gte is not None else '高于'}{plain(low)}{unit}"
    return f"{'不高于' if band.lte is not None else '低于'}{plain(high or ZERO)}{unit}"


def distance(band: Band, value: Decimal) -> Decimal:
    """How far the value must rise (positive) or fall (negative) to the edge of a band."""
    low = band.gte if band.gte is not None else band.gt
    high = band.lte if band.lte is not None else band.lt
    return low - value if low is not None and value <= low else (high or ZERO) - value


def _linear(one: Indicator, how: Linear, score: Decimal) -> str:
    if score == one.points:
        return f"达到满分线{plain(how.full_at)}{one.unit}，{earns(score)}"
    if not score:
        return f"未越过起分线{plain(how.zero_at)}{one.unit}，不得分"
    return f"在{plain(how.zero_at)}{one.unit}与{plain(how.full_at)}{one.unit}之间按直线折算，{earns(score)}"


def _step(one: Indicator, how: Step, value: Decimal, target: Decimal, score: Decimal) -> str:
    unit = gap_unit(one.unit)
    short = value - target if how.lower_is_better else target - value
    if short > 0:
        steps = steps_begun(short, how.per)
        side = "高" if how.lower_is_better else "低"
        off = f"按{plain(steps)}档扣{plain(steps * how.minus)}分" + ("、扣完为止" if not score else "")
        return f"比目标{plain(target)}{one.unit}{side}{plain(short)}{unit}，{off}，{earns(score)}"
    extra = steps_completed(-short, how.over_per) * how.over_plus if how.over_per else ZERO
    return (
        f"达到目标{plain(target)}{one.unit}" + (f"，超出部分加{plain(extra)}分" if extra else "") + f"，{earns(score)}"
    )


def _ratio(one: Indicator, value: Decimal, target: Decimal, score: Decimal) -> str:
    goal = f"目标{plain(target)}{one.unit}"
    if value >= target:
        return f"达到{goal}，{earns(score)}"
    if value <= 0:
        return f"为零或负值，{earns(score)}"
    return f"{plain(value)}÷{plain(target)}×{plain(one.points)}，{earns(score)}；差{plain(target - value)}{gap_unit(one.unit)}到{goal}"


def by_checklist(how: Checklist, met: frozenset[int], score: Decimal) -> str:
    unmet = [f"（{item.no}）{item.words}" for item in how.items if item.no not in met]
    said = f"{len(how.items)}项中符合{len(met)}项，{earns(score)}"
    return f"{said}；未符合：{'；'.join(unmet)}" if unmet else said


def by_level(level: Level) -> str:
    words = f"（{level.words}）" if level.words else ""
    return f"评为“{level.level}”{words}，{earns(level.score)}"


def by_deductions(how: Deduct, counts: Mapping[str, int], score: Decimal) -> str:
    found = [
        f"{item.words}{counts[item.code]}{item.per.removeprefix('每')}扣{plain(item.deduction(counts[item.code]))}分"
        for item in how.items
        if counts.get(item.code)
    ]
    if not found:
        return f"未发现扣分问题，{earns(score)}"
    return f"{'；'.join(found)}{'；' if score else '；扣完为止，'}{earns(score)}"


def by_special(spec: Spec, special: Special) -> str:
    return f"特殊情形（{special.when.wording(spec.word)}），{earns(special.score)}"


def how_computed(spec: Spec, one: Indicator, data: Mapping[str, Decimal | None]) -> str:
    """卫生户厕农户数÷应建户厕农户数×100 ＝ 190÷200×100: the formula in words, then in figures."""
    if one.formula is None:
        return ""

    def figure(code: str) -> str:
        value = data.get(code)
        return "缺" if value is None else plain(value)

    return f"{one.formula.wording(spec.word)} ＝ {one.formula.wording(figure)}"
