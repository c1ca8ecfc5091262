"""A standard as the sheets of a workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.standards.source import canonical
from workflows.standards.workbook.columns import Column
from workflows.standards.workbook.head import HEAD
from workflows.standards.workbook.part import Part
from workflows.standards.workbook.parts import PARTS
from workflows.standards.workbook.rows import Details, around, cells_of

DETAILS = "细节"  # the hidden sheet
HEAD_HEADER = ("项目", "内容", "怎么填")
EXAMPLE, NOTE = "〔示例〕", "〔说明〕"


@dataclass(frozen=True)
class Grid:
    """A sheet: texts only, number columns named."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    choices: Mapping[str, tuple[str, ...]] | None = None
    numbers: frozenset[str] = frozenset()


def grids(body: Mapping[str, Any]) -> tuple[tuple[Grid, ...], Details]:
    """Of a standard that can be read."""
    whole: dict[str, Any] = {key: canonical(value) for key, value in body.items()}
    details: Details = {}
    names = around(whole)
    head = cells_of(HEAD, whole, names, details)
    found = [_head_grid(head)]
    for part in PARTS:
        rows = [cells_of(part, row, names, details) for row in whole.get(part.key) or []]
        if part.key in whole and not rows:
            details[f"{part.key}//"] = "null" if whole[part.key] is None else "[]"
        found.append(_grid(part, [_hints(part), *rows]))
    return tuple(found), details


def template() -> tuple[Grid, ...]:
    """Empty sheets with an example row each; what begins with 〔示例〕 or 〔说明〕 is not read."""
    found = [_head_grid([""] * len(HEAD.shown))]
    for part in PARTS:
        examples = [_example(part, row) for row in part.examples]
        found.append(_grid(part, [_hints(part), *examples]))
    return tuple(found)


def _example(part: Part, row: Mapping[str, str]) -> list[str]:
    cells = [row.get(column.title, "") for column in part.shown]
    return [f"{EXAMPLE}{cells[0]}", *cells[1:]]


def _hints(part: Part) -> list[str]:
    cells = [f"{'必填。' if column.required else ''}{column.hint}" for column in part.shown]
    return [f"{NOTE}{cells[0]}", *cells[1:]]


def _head_grid(cells: list[str]) -> Grid:
    rows = tuple(
        (column.title, said, f"{'必填。' if column.required else ''}{column.hint}")
        for column, said in zip(HEAD.shown, cells, strict=True)
    )
    return Grid(HEAD.title, HEAD_HEADER, rows, (20, 44, 60))


def _grid(part: Part, rows: Iterable[list[str]]) -> Grid:
    columns: tuple[Column, ...] = part.shown
    return Grid(
        part.title,
        tuple(column.title for column in columns),
        tuple(tuple(row) for row in rows),
        tuple(column.width for column in columns),
        {column.title: column.choices for column in columns if column.choices},
        frozenset(column.title for column in columns if column.is_number),
    )
