"""What is in a workbook: cells, sheets, and how much of them is read."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

Cell = str | int | Decimal | bool | date | None
MEGABYTE = 1 << 20


class WorkbookError(ValidationError):
    """The file cannot be taken; a Chinese sentence says what to do. ``str()`` is the sentence."""

    def __str__(self) -> str:
        return "".join(self.messages)


@dataclass(frozen=True)
class Limits:
    """How much of a workbook is opened at all."""

    size: int = 10 * MEGABYTE
    entries: int = 2_000
    ratio: int = 100
    unpacked: int = 60 * MEGABYTE
    sheets: int = 60
    rows: int = 5_000
    columns: int = 300
    cells: int = 400_000
    #: Of the child process that opens it.
    memory: int = 320 * MEGABYTE
    seconds: int = 15


LIMITS = Limits()


@dataclass(frozen=True)
class Sheet:
    """One sheet as it was read: row n is ``rows[n - 1]``; empty cells and rows at the end are left away.

    ``cut`` is true when there is more beyond the rows and columns that are read.
    """

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    cut: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """By the numbers that people see, from 1; nothing where there is nothing."""
        line = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return line[column - 1] if 0 < column <= len(line) else None


def text(cell: Cell) -> str:
    """What a person reads in the cell."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def number(cell: Cell) -> Decimal | None:
    """A number, also one that was stored as text (全角 digits and thousands' commas included); ValueError for other words."""
    if cell is None or isinstance(cell, Decimal):
        return cell
    if isinstance(cell, bool | date):
        raise ValueError("这里应当填数字。")
    if isinstance(cell, int):
        return Decimal(cell)
    written = unicodedata.normalize("NFKC", cell).replace(",", "").strip()
    if not written:
        return None
    try:
        found = Decimal(written)
    except InvalidOperation:
        raise ValueError("这里应当填数字。") from None
    if not found.is_finite() or len(written) > 30 or abs(found.adjusted()) > 20:
        raise ValueError("这里应当填数字。")
    return found
