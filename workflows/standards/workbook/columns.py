"""One column of a sheet: how a cell becomes fields of a row, and the fields a cell again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.standards.workbook.cells import CellError, listed, numeral, pairs, pieces, tight
from workflows.standards.workbook.formulas import names_in, read_formula

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Around:
    """What a cell may refer to by name: data items and facts (name → code), dimensions (name → code)."""

    items: Mapping[str, str]
    dimensions: Mapping[str, str]


Read = Callable[[str, Row, Around], dict[str, Any]]
Write = Callable[[Row], str]


@dataclass(frozen=True)
class Column:
    """`read` is asked with the cell's text (also an empty one) and the fields to its left."""

    title: str
    keys: tuple[str, ...]
    read: Read
    write: Write
    hint: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    width: int = 12
    is_number: bool = False
    hidden: bool = False  # has no place on the sheet: always the same, or told by other columns

    def fields(self, row: Row) -> dict[str, Any]:
        """What of the row this column carries."""
        return {key: row[key] for key in self.keys if key in row}


def text(
    title: str, key: str, *, hint: str = "", required: bool = False, choices: tuple = (), width: int = 12
) -> Column:
    return Column(
        title,
        (key,),
        lambda said, row, around: {key: said} if said else {},
        lambda row: str(row.get(key) or ""),
        hint,
        required,
        choices,
        width,
    )


def number(
    title: str, key: str, *, hint: str = "", required: bool = False, percent: bool = False, width: int = 9
) -> Column:
    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        if not said:
            return {}
        bare = tight(said).removesuffix("%").removesuffix("分")
        value = numeral(bare)
        if percent and "." in value and 0 < float(value) < 1:
            raise CellError(f"这里写百分数，{value}请写成{value.removeprefix('0.').ljust(2, '0')[:2]}（不带百分号）")
        return {key: value}

    return Column(title, (key,), read, lambda row: str(row.get(key) or ""), hint, required, width=width, is_number=True)


def choice(
    title: str,
    key: str,
    labels: Mapping[str, str],
    *,
    hint: str = "",
    required: bool = False,
    default: Callable[[Row], str | None] | None = None,
    width: int = 10,
) -> Column:
    """`labels`: value → what people call it. Both are understood; an empty cell means the default."""
    by_label = {tight(label).split("(")[0]: value for value, label in labels.items()}
    by_label |= {tight(label): value for value, label in labels.items()} | {value: value for value in labels}

    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        if not said:
            value = default(row) if default else None
            return {key: value} if value else {}
        if tight(said) not in by_label:
            raise CellError(f"只能填{'、'.join(labels.values())}，现在是“{said}”")
        return {key: by_label[tight(said)]}

    def write(row: Row) -> str:
        value = row.get(key)
        return "" if value is None or (default and default(row) == value) else labels.get(value, str(value))

    return Column(title, (key,), read, write, hint, required, tuple(labels.values()), width)


def names(title: str, key: str, *, hint: str = "", width: int = 14, always: bool = True) -> Column:
    """财政局、住建局. `always`: an empty cell is an empty list, not nothing."""

    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        return {key: listed(said)} if said or always else {}

    return Column(title, (key,), read, lambda row: "、".join(map(str, row.get(key) or [])), hint, width=width)


def lines(title: str, key: str, *, hint: str = "", width: int = 24) -> Column:
    """Things with commas in them: one a line, or parted by ；."""

    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        return {key: pieces(said)}

    return Column(title, (key,), read, lambda row: "；\n".join(map(str, row.get(key) or [])), hint, width=width)


def formula(title: str, key: str, *, hint: str = "", width: int = 24) -> Column:
    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        return {key: read_formula(said, around.items)} if said else {}

    return Column(title, (key,), read, lambda row: str(row.get(key) or ""), hint, width=width)


def inputs(title: str, key: str, *, source: str, hint: str = "") -> Column:
    """The data items of the formula; an empty cell means: just those."""

    def told(row: Row, known: set[str] | None = None) -> list[str]:
        used = names_in(row.get(source) or "")
        return [name for name in used if known is None or name in known]

    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        if said:
            return {key: [around.items.get(one, one) for one in listed(said)]}
        return {key: told(row)} if row.get(source) else {}

    def write(row: Row) -> str:
        given = [str(one) for one in row.get(key) or []]
        return "" if given == told(row) else "、".join(given)

    return Column(title, (key,), read, write, hint, width=14)


def same_as(title: str, what: str) -> Column:
    """Empty: the same code as last year; 新 says that there was no such question."""

    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        if not said:
            return {}
        return {"same_as": "" if tight(said) in ("新", f"新{what}", "新增", "无") else said}

    def write(row: Row) -> str:
        value = row.get("same_as")
        return f"新{what}" if value == "" else str(value or "")

    return Column(
        title, ("same_as",), read, write, f"编号没变不用填；改了编号的填上年编号；上年没有的填“新{what}”", width=12
    )


def key_values(title: str, key: str, *, hint: str = "") -> Column:
    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        return {key: pairs(said)} if said else {}

    def write(row: Row) -> str:
        return "；".join(f"{code}：{words}" for code, words in (row.get(key) or {}).items())

    return Column(title, (key,), read, write, hint, width=40)


def fixed(key: str, value: str) -> Column:
    """A field the format wants and no clerk need see."""
    return Column(key, (key,), lambda said, row, around: {key: value}, lambda row: "", hidden=True)
