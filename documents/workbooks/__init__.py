"""Workbooks from people and for people: hostile files are refused, text never becomes a formula.

``read`` looks at the package before it is opened and opens it in a limited child process; ``write`` gives the same bytes
for the same data. CSV goes through ``write_csv`` and the same ``read``.
"""

from .cells import LIMITS, Cell, Limits, Sheet, WorkbookError, number, text
from .csv_files import safe, write_csv
from .keeping import keep
from .notes import NOTES, notes_of
from .reading import ACCEPTED, read, received
from .tables import MEDIA_TYPE, Table
from .writing import write

__all__ = [
    "ACCEPTED",
    "LIMITS",
    "MEDIA_TYPE",
    "NOTES",
    "Cell",
    "Limits",
    "Sheet",
    "Table",
    "WorkbookError",
    "keep",
    "notes_of",
    "number",
    "read",
    "received",
    "safe",
    "text",
    "write",
    "write_csv",
]
