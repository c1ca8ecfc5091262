"""Which column is what, as the page asks it: proposed first, then as the person chose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounts.models import Organisation
from documents.workbooks import WorkbookError, text
from workflows.rounds.models import Round
from workflows.standards.spec import DataItem

from ..services.sheets import names_of
from .headings import PLACES, Head, Heading, factor_of, head_of, items_for, remembered_by
from .keeping import Sent
from .matching import Matched, match
from .places import Places

#: Values of a column shown beside its heading.
EXAMPLES = 3


@dataclass(frozen=True)
class Line:
    """One column on the page."""

    heading: Heading
    examples: str
    unit_differs: bool
    same_unit: bool
    item: DataItem | None


@dataclass(frozen=True)
class Mapping:
    """The chosen sheet with its columns, and what comes of it."""

    sent: Sent
    sheet: int
    head: Head
    items: tuple[DataItem, ...]
    same_unit: frozenset[str]
    matched: Matched

    @property
    def used(self) -> list[str]:
        """Data items that the ledger gives."""
        known = {item.code for item in self.items}
        return [one.key for one in self.head.headings if one.key in known]

    @property
    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What a column may be, for a list with groups."""
        return [
            ("村镇", list(PLACES.items())),
            ("数据项", [(item.code, f"{item.name}（{item.unit}）") for item in self.items]),
        ]

    @property
    def lines(self) -> list[Line]:
        """The columns with some of their values."""
        items = {item.code: item for item in self.items}
        return [self.line_of(one, items.get(one.key)) for one in self.head.headings]

    def line_of(self, heading: Heading, item: DataItem | None) -> Line:
        below = self.sent.sheets[self.sheet].rows[self.head.row + 1 :]
        values = (text(row[heading.place]) for row in below if heading.place < len(row))
        examples = [value for value in values if value][:EXAMPLES]
        differs = item is not None and factor_of(heading, item) is None
        return Line(heading, "、".join(examples), differs, bool(item and item.code in self.same_unit), item)


def mapping_of(sent: Sent, round_: Round, organisation: Organisation, data) -> Mapping:
    """Read the ledger as the page says: ``sheet``, ``column-<place>``, ``same-<place>``; what it leaves out is proposed."""
    items = items_for(round_.standard.spec, names_of(organisation))
    number = number_of(data.get("sheet"), len(sent.sheets))
    head = head_of(sent.sheets[number], items, remembered_by(organisation))
    if head is None:
        raise WorkbookError("这张工作表里找不到表头。请保留一行栏目名称后重新上传。")
    same: frozenset[str] = frozenset()
    if "chosen" in data:
        head = replace(head, headings=tuple(chosen(one, items, data) for one in head.headings))
        same = frozenset(one.key for one in head.headings if data.get(f"same-{one.place}"))
    by_code = {item.code: item for item in items}
    matched = match(sent.sheets[number], head, by_code, Places.of(round_), same_unit=same)
    return Mapping(sent, number, head, items, same, matched)


def number_of(said: str | None, count: int) -> int:
    """Which sheet: the first unless another is asked for."""
    return int(said) if said and said.isdecimal() and int(said) < count else 0


def chosen(heading: Heading, items: Sequence[DataItem], data) -> Heading:
    """The column as the person chose it."""
    key = data.get(f"column-{heading.place}", "")
    return replace(heading, key=key if key in PLACES or any(item.code == key for item in items) else "")


def obstacles_to(mapping: Mapping) -> list[str]:
    """Why it cannot be saved as it is."""
    keys = [one.key for one in mapping.head.headings if one.key]
    doubled = {key for key in keys if keys.count(key) > 1}
    found = [f"有两栏都选了“{name_of(key, mapping.items)}”，请只留一栏。" for key in sorted(doubled)]
    if not any(key in PLACES for key in keys):
        found.append("请指明哪一栏是区划代码，或者乡镇和村名。")
    if not mapping.used:
        found.append("请至少把一栏对应到数据项。")
    return found


def name_of(key: str, items: Sequence[DataItem]) -> str:
    return PLACES.get(key) or next((item.name for item in items if item.code == key), key)
