"""Opening a checked package: run in a limited child process."""

import math
import unicodedata
import warnings
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import load_workbook

from documents.pdf_cleaning import Refusal

from . import package
from .cells import Cell, Limits, Sheet

#: What Excel itself shows of a number.
DIGITS = 15
LONGEST_TEXT = 4_000
#: Control, direction and broken characters.
HIDDEN = ("Cc", "Cf", "Cs")


def open_sheets(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """Check the package, then read the values of its cells; formulas give what they last came to."""
    package.check(data, limits)
    warnings.simplefilter("ignore")  # openpyxl speaks of what it does not keep; nothing is written back
    try:
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        if len(workbook.worksheets) > limits.sheets:
            raise Refusal(package.HUGE)
        return _sheets(workbook, limits)
    except (Refusal, MemoryError):
        raise
    except (BadZipFile, Exception) as error:  # whatever a parser stumbles over is a broken file
        raise Refusal(package.BROKEN) from error


def _sheets(workbook, limits: Limits) -> tuple[Sheet, ...]:
    sheets, room = [], limits.cells
    for worksheet in workbook.worksheets:
        sheet = _sheet(worksheet, limits, room)
        room -= sum(map(len, sheet.rows))
        sheets.append(sheet)
    return tuple(sheets)


def _sheet(worksheet, limits: Limits, room: int) -> Sheet:
    """One row and one column more than is kept tell whether there is more."""
    worksheet.reset_dimensions()  # what the file says of its size is not believed
    rows: list[tuple[Cell, ...]] = []
    cut, empty = False, 0
    for values in worksheet.iter_rows(max_row=limits.rows + 1, max_col=limits.columns + 1, values_only=True):
        row = _trimmed(values)
        cut = cut or len(row) > limits.columns or (bool(row) and len(rows) + empty >= limits.rows)
        if not row:
            empty += 1
        elif len(rows) + empty < limits.rows:
            rows.extend([()] * empty)
            empty = 0
            rows.append(row[: limits.columns])
            room -= len(row)
        if room < 0:
            raise Refusal(package.HUGE)
    return Sheet(worksheet.title, tuple(rows), hidden=worksheet.sheet_state != "visible", cut=cut)


def _trimmed(values: tuple) -> tuple[Cell, ...]:
    length = next((place for place in range(len(values), 0, -1) if values[place - 1] is not None), 0)
    cells = [cell_of(value) for value in values[:length]]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def cell_of(value) -> Cell:
    """What openpyxl found, as one of our kinds of cell."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return Decimal(format(value, f".{DIGITS}g")) if math.isfinite(value) else str(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value
    return plain_text(value.total_seconds() if isinstance(value, timedelta) else value)


def plain_text(value, longest: int = LONGEST_TEXT) -> str | None:
    """Without control characters and blanks at the ends; nothing instead of an empty text."""
    written = str(value)[:longest]
    if not written.isprintable():
        written = "".join(letter for letter in written if letter == "\n" or unicodedata.category(letter) not in HIDDEN)
    return written.strip() or None
