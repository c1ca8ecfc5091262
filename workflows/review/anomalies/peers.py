"""A village far from the others of its township: the modified z-score of Iglewicz and Hoaglin, which one stray value cannot move."""

from collections import defaultdict
from decimal import Decimal
from statistics import fmean, median

from workflows.standards.decimals import plain
from workflows.standards.spec import Spec

from .anomaly import Anomaly, Kind, Subject

#: Fewer villages than this are no company to be compared with.
FEWEST = 5
#: The usual limit of the modified z-score.
FAR = 3.5
#: A village must also lie this share of the median away: where all are alike, a hair's breadth is no oddity.
LEAST = 0.15


def of_peers(spec: Spec, subjects: list[Subject]) -> dict[int, list[Anomaly]]:
    """Subject's key → indicators at which it stands apart from its neighbours."""
    found: dict[int, list[Anomaly]] = defaultdict(list)
    for indicator in spec.indicators:
        if indicator.formula is None:  # what is ticked or chosen is no measure
            continue
        values = {one.key: float(one.values[indicator.code]) for one in subjects if indicator.code in one.values}
        for key, middle in strays(values).items():
            unit = indicator.unit or ""
            words = f"{indicator.name}{shown(values[key])}{unit}，本镇{len(values)}个村的中位数为{shown(middle)}{unit}"
            found[key].append(Anomaly(Kind.OUTLIER, words, (indicator.code,)))
    return found


def shown(value: float) -> str:
    """To two places at most."""
    return plain(Decimal(str(round(value, 2))))


def strays(values: dict[int, float]) -> dict[int, float]:
    """Key → the others' middle, for those far from it."""
    if len(values) < FEWEST:
        return {}
    middle = median(values.values())
    away = {key: abs(value - middle) for key, value in values.items()}
    spread = 1.4826 * median(away.values()) or 1.253314 * fmean(away.values())
    least = LEAST * abs(middle)
    return {key: middle for key, far in away.items() if spread and far / spread > FAR and far > least}
