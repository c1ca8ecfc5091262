"""A believable size for a data item nothing else decides, by its unit and by what applies."""

from decimal import ROUND_HALF_UP, Decimal

from workflows.standards.simulation.chances import Chance
from workflows.standards.spec import YES_OR_NO, DataItem

#: What is counted one by one.
COUNTED = frozenset(["户", "人", "个", "座", "件", "份", "处", "项", "场", "次", "名", "家", "所", "支", "辆", "盏"])
#: Lowest and highest of a village of middling size.
SIZES = {
    "户": (80, 420),
    "人": (240, 1400),
    "个": (4, 12),
    "座": (1, 4),
    "件": (8, 40),
    "份": (50, 100),
    "处": (4, 16),
    "项": (3, 12),
    "万元": (60, 900),
    "元": (11000, 19000),
    "亩": (300, 2600),
    "公里": (2, 14),
    "平方公里": (2, 12),
    "%": (5, 10),
}
OTHERS = (5, 60)
#: How much larger than a village; figures that are an average or a rate do not grow.
LARGER = {"village": 1, "township": 14, "county": 180}
RATES = frozenset({"%", "元", "份"})
#: One figure for all who apply.
OF_ALL = ("全县", "全市", "全省", "全国")
#: How often a yes-or-no item, usually a fault to be reported, is a yes.
YES = 0.08


def size_of(item: DataItem, chance: Chance, everybody: Chance, *, applicant: str, size: float) -> Decimal:
    """
    :param everybody: chance that all applicants share, for figures of the whole county.
    :param size: of this applicant beside the others, about 1.
    """
    if item.unit == YES_OR_NO:
        return Decimal(int(chance.happens(YES)))
    low, high = SIZES.get(item.unit, OTHERS)
    if item.name.startswith(OF_ALL):
        return as_written(everybody.between(low, high), item)
    grows = 1.0 if item.unit in RATES else size * LARGER[applicant]
    return as_written(chance.between(low, high) * grows, item, least=Decimal(1))


def as_written(value: float | Decimal, item: DataItem, least: Decimal = Decimal(0)) -> Decimal:
    """With the decimals somebody would fill in; never below nothing."""
    places = Decimal(1) if item.unit in COUNTED else Decimal("0.01")
    return max(Decimal(str(value)).quantize(places, ROUND_HALF_UP), least)
