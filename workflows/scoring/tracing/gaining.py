"""What would earn more, in a sentence: 差2个百分点可多得1分. Pure."""

from collections.abc import Mapping
from decimal import Decimal

from workflows.standards.decimals import ZERO, plain
from workflows.standards.explaining import distance, gap_unit
from workflows.standards.methods import Band, Bands, Checklist, Deduct, Levels, Linear, Ratio, Step
from workflows.standards.spec import Indicator


def gain(
    indicator: Indicator, *, value: Decimal | None, score: Decimal, target: Decimal | None = None, answer: Mapping = {}
) -> str:
    """How far the next better score is; empty where there is none."""
    if score >= indicator.points:
        return ""
    match indicator.how:
        case Bands() as how if value is not None:
            return by_bands(indicator, how, value, score)
        case Linear() as how if value is not None:
            return by_line(indicator, how, value, score)
        case Step() | Ratio() if value is not None and target is not None:
            return by_target(indicator, value, target, score)
        case Checklist() as how if answer.get("checked") is not None:
            return by_checklist(how, frozenset(answer["checked"]), score)
        case Levels() as how:
            return by_levels(how, score)
        case Deduct() if score < indicator.points:
            return f"整改到位可多得{plain(indicator.points - score)}分"
    return ""


def by_bands(indicator: Indicator, how: Bands, value: Decimal, score: Decimal) -> str:
    following = next_band(how, value, score)
    if following is None:
        return ""
    short, band = following
    if not short:
        return f"超过{plain(value)}{indicator.unit}可多得{plain(band.score - score)}分"
    return f"差{plain(abs(short))}{gap_unit(indicator.unit)}可多得{plain(band.score - score)}分"


def next_band(how: Bands, value: Decimal, score: Decimal) -> tuple[Decimal, Band] | None:
    """The nearest band that earns more, and how far it is."""
    better = [(distance(band, value), band) for band in how.bands if band.score > score]
    return min(better, key=lambda pair: (abs(pair[0]), -pair[1].score), default=None)


def by_line(indicator: Indicator, how: Linear, value: Decimal, score: Decimal) -> str:
    short = abs(how.full_at - value)
    unit = gap_unit(indicator.unit)
    if score:
        return f"差{plain(short)}{unit}得满分，可多得{plain(indicator.points - score)}分"
    return f"差{plain(abs(how.zero_at - value))}{unit}到起分线{plain(how.zero_at)}{indicator.unit}"


def by_target(indicator: Indicator, value: Decimal, target: Decimal, score: Decimal) -> str:
    lower = isinstance(indicator.how, Step) and indicator.how.lower_is_better
    short = value - target if lower else target - value
    if short <= 0:
        return ""
    at_target = indicator.points
    if isinstance(indicator.how, Step) and indicator.how.base is not None:
        at_target = indicator.how.base
    words = f"差{plain(short)}{gap_unit(indicator.unit)}到目标{plain(target)}{indicator.unit}"
    return f"{words}，可多得{plain(at_target - score)}分" if at_target > score else words


def by_checklist(how: Checklist, met: frozenset[int], score: Decimal) -> str:
    """Which items are not met is said by the explanation of the score."""
    unmet = [item for item in how.items if item.no not in met]
    if not unmet:
        return ""
    if not how.scale:
        more = sum((item.score or ZERO for item in unmet), ZERO)
        return f"其余{len(unmet)}项都符合可多得{plain(more)}分"
    steps = [(least - len(met), earned) for least, earned in how.scale if earned > score and least > len(met)]
    if not steps:
        return ""
    more_items, earned = min(steps)
    return f"再符合{more_items}项可多得{plain(earned - score)}分"


def by_levels(how: Levels, score: Decimal) -> str:
    better = [level for level in how.levels if level.score > score]
    if not better:
        return ""
    following = min(better, key=lambda level: level.score)
    words = f"（{following.words}）" if following.words else ""
    return f"评为“{following.level}”可多得{plain(following.score - score)}分{words}"
