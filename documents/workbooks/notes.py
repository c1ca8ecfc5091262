"""What a workbook carries for the program: a hidden sheet of keys and values."""

from collections.abc import Iterable

from .cells import Sheet, text

#: The hidden sheet's name.
NOTES = "_shifan"


def notes_of(sheets: Iterable[Sheet]) -> dict[str, str]:
    """The keys and values that ``Table.notes`` wrote; empty for a workbook that is not ours."""
    found = next((sheet for sheet in sheets if sheet.title == NOTES), None)
    rows = found.rows if found else ()
    return {text(row[0]): text(row[1]) if len(row) > 1 else "" for row in rows if row and text(row[0])}
