"""A workbook's sheets as the body of a standard. All or nothing, and every bad cell is named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from workflows.standards.decimals import plain
from workflows.standards.reading import ReadingError, read_spec
from workflows.standards.workbook.cells import CellError, tight
from workflows.standards.workbook.columns import Around, Column
from workflows.standards.workbook.complaints import BookError, Complaint, Place, relocated
from workflows.standards.workbook.head import HEAD
from workflows.standards.workbook.part import Part
from workflows.standards.workbook.parts import PARTS
from workflows.standards.workbook.rows import Details, Kept, around, clean, fields_of
from workflows.standards.workbook.writing import EXAMPLE, NOTE

#: The header stands in one of the first rows.
SEARCHED = 10
SUMS = ("合计", "小计", "总计")
#: Of one list; real schemes run to some hundred.
MOST_ROWS = 1_000


class SheetLike(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def rows(self) -> Sequence[Sequence[Any]]: ...


@dataclass
class Reading:
    """What has been read so far."""

    body: dict[str, Any] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    order: dict[str, list[str]] = field(default_factory=dict)
    details: Details = field(default_factory=dict)

    def complain(self, sheet: str, row: int, column: int, title: str, words: str) -> None:
        self.complaints.append(Complaint(sheet, row, column, title, words))


def read_sheets(sheets: Sequence[SheetLike], details: Details | None = None) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The body and notes of what was left aside; BookError names every bad cell."""
    by_title = {tight(sheet.title): sheet for sheet in sheets}
    done = Reading(details=details or {})
    _read_head(by_title.get(HEAD.title), done)
    for part in PARTS:
        sheet = next((by_title[title] for title in (part.title, *part.aliases) if title in by_title), None)
        _read_part(part, sheet, done)
    if done.complaints:
        raise BookError(done.complaints)
    try:
        read_spec(done.body)
    except ReadingError as error:
        raise BookError(relocated(one, done.places, done.order) for one in error.complaints) from None
    return done.body, tuple(done.notes)


def cell_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float | Decimal):
        return plain(Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell))
    if isinstance(cell, date):
        raise CellError("Excel把这一格当成了日期。请把单元格格式设为“文本”，再重新填写")
    return clean(str(cell))


# --- 基本信息 -------------------------------------------------------------------------------------------------


def _read_head(sheet: SheetLike | None, done: Reading) -> None:
    if sheet is None:
        done.complain(HEAD.title, 0, 0, "", "没有这张表。请从模板复制，不要改表名")
        return
    lines = {tight(str(row[0])): n for n, row in enumerate(sheet.rows, 1) if row and row[0] is not None}
    columns = {column.title: 2 for column in HEAD.shown}
    known: dict[str, Any] = {}
    for column in HEAD.columns:
        n = lines.get(column.title, 0)
        row = sheet.rows[n - 1] if n else ()
        try:
            said = cell_text(row[1]) if len(row) > 1 else ""
            known |= fields_of(column, said, known, around({}), Kept(HEAD, "", done.details))
        except CellError as error:
            done.complain(sheet.title, n, 2 if n else 0, column.title, str(error))
    done.places[("", "")] = Place(sheet.title, 0, columns)
    done.body |= known


# --- lists ----------------------------------------------------------------------------------------------------


def _read_part(part: Part, sheet: SheetLike | None, done: Reading) -> None:
    empty = done.details.get(f"{part.key}//")
    if sheet is None:
        if part.required:
            done.complain(part.title, 0, 0, "", "没有这张表。请从模板复制，不要改表名")
        return
    header = _header(part, sheet, done)
    if header is None:
        return
    start, columns = header
    if len(sheet.rows) > MOST_ROWS + start:
        done.complain(sheet.title, 0, 0, "", f"太长，最多{MOST_ROWS}行。请删去下面多余的行再上传")
        return
    rows = list(_rows(part, sheet, start, columns, done))
    if part.required and not rows and not done.complaints:
        done.complain(sheet.title, 0, 0, "", f"一行也没有填，至少要有一个{part.words}")
    if rows:
        done.body[part.key] = rows
    elif empty is not None:
        done.body[part.key] = None if empty == "null" else []


def _header(part: Part, sheet: SheetLike, done: Reading) -> tuple[int, dict[str, int]] | None:
    """The number of the header's row and where each column stands; titles are recognised without their spaces."""
    wanted = {tight(column.title): column.title for column in part.shown}
    best: tuple[int, dict[str, int]] = (0, {})
    for n, row in enumerate(sheet.rows[:SEARCHED], 1):
        said = [tight(str(cell)) if cell is not None else "" for cell in row]
        found = {wanted[title]: at for at, title in enumerate(said, 1) if title in wanted}
        if len(found) > len(best[1]):
            best = (n, found)
            spare = [title for title in said if title and title not in wanted]
    start, columns = best
    gone = [column.title for column in part.columns if column.required and column.title not in columns]
    if not columns and not part.required and not any(any(cell is not None for cell in row) for row in sheet.rows):
        return None
    if gone:
        done.complain(
            sheet.title, start, 0, "", f"表头缺少{'、'.join(f'“{title}”' for title in gone)}，请从模板复制表头"
        )
        return None
    if spare:
        done.notes.append(f"“{sheet.title}”表里没有用到的列：{'、'.join(spare)}")
    return start, columns


@dataclass(frozen=True)
class Line:
    """One row of a sheet."""

    part: Part
    sheet: str
    n: int
    columns: Mapping[str, int]
    done: Reading

    def complain(self, title: str, words: str) -> None:
        self.done.complain(self.sheet, self.n, self.columns.get(title, 0), title, words)

    def texts(self, row: Sequence[Any]) -> dict[str, str]:
        found = {}
        for title, at in self.columns.items():
            try:
                found[title] = cell_text(row[at - 1]) if at <= len(row) else ""
            except CellError as error:
                self.complain(title, str(error))
        return found

    def fields(self, texts: Mapping[str, str], names: Around) -> dict[str, Any]:
        known: dict[str, Any] = {}
        kept = Kept(self.part, texts.get(self.part.columns[0].title, ""), self.done.details)
        for column in self.part.columns:
            if self._waits_for(column, known):
                continue
            try:
                known |= fields_of(column, texts.get(column.title, ""), known, names, kept)
            except CellError as error:
                self.complain(column.title, str(error))
        return known

    def _waits_for(self, column: Column, known: Mapping[str, Any]) -> bool:
        """A rule whose method could not be read is not complained of as well."""
        return (
            column.title == "计分规则" and "method" not in known and any(o.row == self.n for o in self.done.complaints)
        )


def _rows(part: Part, sheet: SheetLike, start: int, columns: dict[str, int], done: Reading) -> Iterator[dict[str, Any]]:
    names, last = around(done.body), ""
    for n, row in enumerate(sheet.rows[start:], start + 1):
        if _is_left_out(row, columns):
            continue
        line, before = Line(part, sheet.title, n, columns, done), len(done.complaints)
        texts = line.texts(row)
        if part.key == "indicators":  # merged cells: the dimension stands in the first of its rows
            last = texts["维度"] = texts.get("维度") or last
        found = line.fields(texts, names)
        if len(done.complaints) == before:
            code = str(found.get(part.id_key, ""))
            done.places[(part.key, code)] = Place(sheet.title, n, columns)
            done.order.setdefault(part.key, []).append(code)
            yield found


def _is_left_out(row: Sequence[Any], columns: Mapping[str, int]) -> bool:
    """Empty rows, examples, hints and sums."""
    said = [str(row[at - 1]).strip() for at in sorted(columns.values()) if at <= len(row) and row[at - 1] is not None]
    said = [one for one in said if one]
    if not said:
        return True
    return said[0].startswith((EXAMPLE, NOTE)) or (tight(said[0]) in SUMS and len(said) <= 3)
