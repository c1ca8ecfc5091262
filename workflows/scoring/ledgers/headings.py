"""Which column of a ledger is what: proposed by its heading, chosen by a person, remembered for the next time."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Organisation
from documents.workbooks import Sheet, text
from workflows.standards.spec import DataItem, Spec

from ..models import Ledger

CODE, TOWNSHIP, VILLAGE, FULL_NAME = "@code", "@township", "@village", "@full"
PLACES = {CODE: "12位区划代码", TOWNSHIP: "乡镇（街道）", VILLAGE: "村（社区）", FULL_NAME: "乡镇和村写在一栏"}
#: Headings of places, as departments write them.
PLACE_WORDS = (
    (CODE, re.compile(r"区划代码|行政区划|地区代码|村代码|村级代码|统计代码|^代码$|^编码$")),
    (
        VILLAGE,
        re.compile(r"^(行政)?村(名|名称|委会)?$|^村（社区）$|^村\(社区\)$|^社区(名称)?$|^单位(名称)?$|^申报单位$"),
    ),
    (TOWNSHIP, re.compile(r"^(所属|所在)?(乡镇|镇|街道|镇街|镇办|乡镇（街道）|镇（街道）|镇\(街道\))(名|名称)?$")),
    (FULL_NAME, re.compile(r"镇村|乡村名|村全称|村全名")),
)
UNIT = re.compile(r"[（(](?P<unit>[^（）()]{1,8})[）)]\s*$")
#: So far down the header is looked for.
HEADER_WITHIN = 20
#: What one of the first is, counted in the second.
FACTORS = {
    ("元", "万元"): Decimal("0.0001"),
    ("千元", "万元"): Decimal("0.1"),
    ("亿元", "万元"): Decimal(10000),
    ("万元", "元"): Decimal(10000),
    ("公顷", "亩"): Decimal(15),
    ("米", "公里"): Decimal("0.001"),
    ("公里", "米"): Decimal(1000),
    ("公斤", "吨"): Decimal("0.001"),
    ("吨", "公斤"): Decimal(1000),
}
SAME = {"％": "%", "个百分点": "%", "km": "公里", "千米": "公里", "m": "米", "户数": "户", "人数": "人"}


@dataclass(frozen=True)
class Heading:
    """One column of the ledger.

    :param key: a place (``@code`` …), a data item, or empty for a column that is not used.
    """

    place: int
    words: str
    key: str = ""

    @property
    def unit(self) -> str:
        """The unit that the heading names."""
        found = UNIT.search(self.words)
        return normal_unit(found["unit"]) if found else ""


@dataclass(frozen=True)
class Head:
    """The header of a sheet: which row it is, from 0, and its columns."""

    row: int
    headings: tuple[Heading, ...]


def items_for(spec: Spec, names: set[str]) -> tuple[DataItem, ...]:
    """Data items that the department keeps, or that its indicators are computed from."""
    used = {code for one in spec.indicators if one.lead in names for code in one.inputs}
    return tuple(item for item in spec.data_items if item.source in names or item.code in used)


def normal_unit(unit: str) -> str:
    bare = unit.strip()
    return SAME.get(bare, bare)


def factor_of(heading: Heading, item: DataItem) -> Decimal | None:
    """What a figure under the heading is multiplied by; ``None`` where the units cannot be reconciled."""
    unit = normal_unit(item.unit)
    if not heading.unit or heading.unit == unit or item.unit == "是/否":
        return Decimal(1)
    return FACTORS.get((heading.unit, unit))


def head_of(sheet: Sheet, items: Sequence[DataItem], remembered: Mapping[str, str]) -> Head | None:
    """The row that looks most like a header, with a proposal for each column."""
    best: tuple[int, Head] | None = None
    for row, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        words = [" ".join(text(cell).split()) for cell in cells]
        headings = proposed(words, items, remembered)
        known = sum(bool(one.key) for one in headings)
        if known and (best is None or known > best[0]):
            best = (known, Head(row, headings))
    if best:
        return best[1]
    first = next((row for row, cells in enumerate(sheet.rows) if sum(cell is not None for cell in cells) > 1), None)
    if first is None:
        return None
    words = [" ".join(text(cell).split()) for cell in sheet.rows[first]]
    return Head(first, tuple(Heading(place, one) for place, one in enumerate(words) if one))


def proposed(words: Sequence[str], items: Sequence[DataItem], remembered: Mapping[str, str]) -> tuple[Heading, ...]:
    """As it was chosen before, else by the words themselves; nothing is proposed twice."""
    taken: set[str] = set()
    headings = []
    for place, one in enumerate(words):
        if not one:
            continue
        key = remembered.get(one) or key_of(one, items)
        key = "" if key in taken or (key and not is_known(key, items)) else key
        taken.add(key)
        headings.append(Heading(place, one, key))
    return tuple(headings)


def is_known(key: str, items: Iterable[DataItem]) -> bool:
    return key in PLACES or any(item.code == key for item in items)


def key_of(words: str, items: Sequence[DataItem]) -> str:
    """A place by its usual names; a data item by its name or code."""
    for key, pattern in PLACE_WORDS:
        if pattern.search(words):
            return key
    tight = words.replace(" ", "")
    said = {tight, UNIT.sub("", tight)}
    exact = next((item.code for item in items if {item.name.replace(" ", ""), item.code} & said), "")
    return exact or next((item.code for item in items if bared(words) == bared(item.name)), "")


def bared(words: str) -> str:
    """Without unit, blanks and 其中."""
    return UNIT.sub("", words).replace(" ", "").removeprefix("其中：").removeprefix("其中")


def remembered_by(organisation: Organisation) -> dict[str, str]:
    """Heading → what the department said it is, in this round or before."""
    found: dict[str, str] = {}
    ledgers = Ledger.objects.filter(organisation=organisation).order_by("-pk")
    for columns in ledgers.values_list("columns", flat=True)[:20]:
        found = {**columns, **found}
    return found
