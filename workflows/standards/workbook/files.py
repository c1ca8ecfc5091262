"""The workbook as a file: out, in, and the empty template."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from documents.workbooks import Sheet, Table, notes_of, read, write
from workflows.standards.workbook.cells import numeral
from workflows.standards.workbook.guide import LINES
from workflows.standards.workbook.reading import read_sheets
from workflows.standards.workbook.writing import Grid, grids, template

#: A cell holds no more than this when it is read.
LONGEST_NOTE = 3_000
#: Empty rows with drop-downs, for a table to be filled in.
ROOM = {"指标": 150, "数据项": 100}
EXACT_DIGITS = 15


def to_workbook(body: Mapping[str, Any]) -> bytes:
    """A standard as a workbook that reads back to the same digest."""
    found, details = grids(body)
    dimensions = tuple(str(row["code"]) for row in body.get("dimensions") or [])
    tables = [_table(_with_dimensions(grid, dimensions)) for grid in found]
    tables[0] = replace(tables[0], notes=_cut(details))
    return write([_guide(), *tables])


def template_workbook() -> bytes:
    return write([_guide(), *(_table(grid) for grid in template())])


def from_workbook(data: bytes, name: str = "") -> tuple[dict[str, Any], tuple[str, ...]]:
    """The body and what was left aside. WorkbookError: not a workbook; BookError: cells that cannot be understood."""
    sheets: Sequence[Sheet] = read(data, name=name)
    return read_sheets([sheet for sheet in sheets if not sheet.hidden], _joined(notes_of(sheets)))


def _guide() -> Table:
    return Table("说明", (), [(line,) for line in LINES], lead=("评定标准填表说明",), widths=(120,))


def _table(grid: Grid) -> Table:
    rows: list[list[str | Decimal | None]] = [
        [_cell(said, title in grid.numbers) for said, title in zip(row, grid.header, strict=True)] for row in grid.rows
    ]
    rows += [[None] * len(grid.header)] * (ROOM.get(grid.title, 30) if grid.choices is not None else 0)
    places = {title: n for n, title in enumerate(grid.header)}
    choices = {places[title]: words for title, words in (grid.choices or {}).items()}
    text = [place for title, place in places.items() if title not in grid.numbers]
    return Table(grid.title, grid.header, rows, widths=grid.widths, choices=choices, text=text, frozen=(1, 2))


def _cell(said: str, is_number: bool) -> str | Decimal | None:
    """A number where Excel keeps every digit of it."""
    if is_number and said and len(said.replace(".", "").lstrip("-0")) <= EXACT_DIGITS:
        try:
            return Decimal(said) if numeral(said) == said else said
        except ValueError:
            return said
    return said or None


def _with_dimensions(grid: Grid, codes: tuple[str, ...]) -> Grid:
    return replace(grid, choices={**(grid.choices or {}), "维度": codes}) if "维度" in grid.header and codes else grid


def _cut(details: Mapping[str, str]) -> dict[str, str]:
    """Long values on several lines of the hidden sheet."""
    return {
        f"{key}#{n}": value[at : at + LONGEST_NOTE]
        for key, value in details.items()
        for n, at in enumerate(range(0, len(value), LONGEST_NOTE))
    }


def _joined(notes: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in notes.items():
        name, mark, _ = key.rpartition("#")
        if mark:
            found[name] = found.get(name, "") + value
    return found
