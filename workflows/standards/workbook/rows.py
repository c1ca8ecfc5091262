"""From the rows of a standard to cells and back. What a cell cannot say exactly is kept beside it, for as long as it is not edited."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflows.standards.spec import OBJECT_FACTS
from workflows.standards.workbook.cells import CellError
from workflows.standards.workbook.columns import Around, Column
from workflows.standards.workbook.part import Part

#: A cell holds no more when it is read, and no characters that people cannot see.
LONGEST = 4_000
UNSEEN = ("Cc", "Cf", "Cs")
#: Excel's own way to write a character by its number.
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")

Details = dict[str, str]


def clean(text: str) -> str:
    """What is left of a text after a journey through Excel."""
    text = _ESCAPE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))[:LONGEST]
    if not text.isprintable():
        text = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) not in UNSEEN)
    return text.strip()


def around(body: Mapping[str, Any]) -> Around:
    facts = OBJECT_FACTS | {str(code): str(words) for code, words in (body.get("object_facts") or {}).items()}
    rows = [row for row in body.get("data_items") or [] if isinstance(row, Mapping)]
    items = {str(row.get("name")): str(row.get("code")) for row in reversed(rows)}
    dimensions = {str(row.get("name")): str(row.get("code")) for row in reversed(body.get("dimensions") or [])}
    codes = {code: code for code in (*items.values(), *facts)}
    return Around({words: code for code, words in facts.items()} | items | codes, dimensions)


@dataclass(frozen=True)
class Kept:
    """What is kept beside the cells of one row: the exact fields, for as long as the cell's text is not edited."""

    part: Part
    row_id: str
    details: Details

    def key(self, column: Column, said: str) -> str:
        digest = hashlib.sha256(f"{self.row_id}\n{said}".encode()).hexdigest()[:20]
        return f"{self.part.key}/{column.title}/{digest}"

    def keep(self, column: Column, said: str, fields: Mapping[str, Any]) -> None:
        self.details[self.key(column, said)] = json.dumps(fields)

    def get(self, column: Column, said: str) -> dict[str, Any] | None:
        kept = self.details.get(self.key(column, said))
        if kept is None:
            return None
        try:
            fields = json.loads(kept)
        except ValueError:
            return None
        return fields if isinstance(fields, dict) and set(fields) <= set(column.keys) else None


def cells_of(part: Part, row: Mapping[str, Any], names: Around, details: Details) -> list[str]:
    """The cells of a row; what does not come back from them exactly goes into `details`."""
    known: dict[str, Any] = {}
    cells = []
    kept = Kept(part, clean(part.columns[0].write(row)) if part.key else "", details)
    for column in part.columns:
        said = "" if column.hidden else clean(column.write(row))
        wanted = column.fields(row)
        fields = _read_back(column, said, known, names)
        if fields is None or (column.keys and fields != wanted):
            kept.keep(column, said, wanted)
            fields = wanted
        known |= fields
        if not column.hidden:
            cells.append(said)
    return cells


def _read_back(column: Column, said: str, known: Mapping[str, Any], names: Around) -> dict[str, Any] | None:
    if column.required and not said:
        return None
    try:
        return column.read(said, known, names)
    except CellError:
        return None


def fields_of(column: Column, said: str, known: Mapping[str, Any], names: Around, kept: Kept) -> dict[str, Any]:
    """What a cell says: as kept beside it while it is unedited, else as it reads."""
    exact = kept.get(column, said)
    if exact is not None:
        return exact
    if column.required and not said:
        raise CellError(f"不能空着{f'，{column.hint}' if column.hint and len(column.hint) < 60 else ''}")
    return column.read(said, known, names)


def read_row(
    part: Part, texts: Mapping[str, str], body: Mapping[str, Any], before: Mapping[str, Any] | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """One row typed on a page: its fields, and what is wrong in which column. What stays as `before` stays exactly so."""
    names, details = around(body), Details()
    if before is not None:
        cells_of(part, before, names, details)
    kept = Kept(part, clean(texts.get(part.columns[0].title, "")) if part.key else "", details)
    known: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for column in part.columns:
        try:
            known |= fields_of(column, clean(texts.get(column.title, "")), known, names, kept)
        except CellError as error:
            wrong[column.title] = str(error)
    return known, wrong
