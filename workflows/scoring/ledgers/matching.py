"""A ledger's sheet read: figures by village and data item, and every row that could not be used, by its number."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from accounts.models import Region
from documents.workbooks import Cell, Sheet, number, text
from workflows.standards.decimals import LARGEST, plain
from workflows.standards.spec import DataItem

from .headings import CODE, FULL_NAME, TOWNSHIP, VILLAGE, Head, Heading, factor_of
from .places import Named, Places

FLAGS = {"是": Decimal(1), "否": Decimal(0), "有": Decimal(1), "无": Decimal(0), "√": Decimal(1), "×": Decimal(0)}
QUANTUM = Decimal("0.0001")


@dataclass
class Matched:
    """What a ledger says.

    :param figures: region → data item → figure.
    :param items: data items whose columns could be used.
    """

    figures: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    rows: int = 0

    @property
    def count(self) -> int:
        """How many figures."""
        return sum(len(row) for row in self.figures.values())


def match(
    sheet: Sheet, head: Head, items: Mapping[str, DataItem], places: Places, *, same_unit: Collection[str] = ()
) -> Matched:
    """Read the rows below the header.

    :param same_unit: data items whose unit is theirs although the heading names another, as the person says.
    """
    found = Matched()
    columns = usable(found, head, items, same_unit)
    found.items = sorted(item.code for _, item, _ in columns)
    seen: dict[str, int] = {}
    for at, cells in enumerate(sheet.rows[head.row + 1 :], head.row + 2):
        named = named_by(head, cells)
        if not any(cell is not None for cell in cells) or named.is_sum:
            continue
        found.rows += 1
        region, reason = places.find(named)
        if region is not None and region.code in seen:
            region, reason = None, f"和第{seen[region.code]}行是同一个单位（{region.full_name}），只取前面一行。"
        if region is None:
            found.unmatched.append(f"第{at}行：{reason}")
            continue
        seen[region.code] = at
        found.regions[region.code] = region
        found.figures[region.code] = figures_in(found, at, region, cells, columns)
    if sheet.cut:
        found.notes.append("表格太长或者太宽，超出的行列没有读取。")
    return found


def usable(
    found: Matched, head: Head, items: Mapping[str, DataItem], same_unit: Collection[str]
) -> list[tuple[Heading, DataItem, Decimal]]:
    """The columns of figures whose unit is clear, with what they are multiplied by."""
    columns = []
    for heading in head.headings:
        item = items.get(heading.key)
        if item is None:
            continue
        factor = Decimal(1) if item.code in same_unit else factor_of(heading, item)
        if factor is None:
            found.problems.append(
                f"“{heading.words}”的单位是{heading.unit}，“{item.name}”要求{item.unit}，这一栏没有取。"
                "请换算后重新上传；如果数字本来就是按要求的单位填的，请勾选“单位相同”。"
            )
            continue
        if factor != 1:
            found.notes.append(f"“{heading.words}”按1{heading.unit}={plain(factor)}{item.unit}换算。")
        columns.append((heading, item, factor))
    return columns


def named_by(head: Head, cells: tuple[Cell, ...]) -> Named:
    """What the row says of its place."""
    said = {
        heading.key: text(cells[heading.place])
        for heading in head.headings
        if heading.key.startswith("@") and heading.place < len(cells)
    }
    return Named(said.get(CODE, ""), said.get(TOWNSHIP, ""), said.get(VILLAGE, ""), said.get(FULL_NAME, ""))


def figures_in(found: Matched, at: int, region: Region, cells: tuple[Cell, ...], columns) -> dict[str, Decimal]:
    """The row's figures; what is none is said."""
    figures = {}
    for heading, item, factor in columns:
        cell = cells[heading.place] if heading.place < len(cells) else None
        try:
            value = figure_of(cell, item)
        except ValueError as error:
            found.problems.append(f"第{at}行 {region.full_name} “{heading.words}”：{error}这一格没有取。")
            continue
        if value is not None:
            figures[item.code] = (value * factor).quantize(QUANTUM)
    return figures


def figure_of(cell: Cell, item: DataItem) -> Decimal | None:
    """A figure that the data item may have. ValueError with a sentence."""
    words = text(cell).replace("％", "%")
    if words in ("", "-", "—", "/"):
        return None
    if item.unit == "是/否" and words in FLAGS:
        return FLAGS[words]
    if item.unit == "%" and words.endswith("%"):
        cell = words.removesuffix("%")
    try:
        value = number(cell)
    except ValueError:
        raise ValueError(f"“{words[:20]}”不是数字，") from None
    if value is None or value < 0:
        raise ValueError(f"“{words[:20]}”不能是负数，")
    if value >= LARGEST / 10:
        raise ValueError("数字太大，请检查单位，")
    if item.unit == "是/否" and value not in (0, 1):
        raise ValueError("请填“是”或“否”，")
    return value
