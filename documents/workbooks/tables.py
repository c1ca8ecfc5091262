"""What a sheet to be written looks like."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .cells import Cell

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Table:
    """One sheet. Columns are counted from 0, as the rows' values are."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    #: Lines above the header: the first is the heading, the others say how to fill the table in.
    lead: Sequence[str] = ()
    #: Width of each column in characters; by place or by column.
    widths: Sequence[float] | Mapping[int, float] = ()
    #: For the program: written on one hidden sheet of the workbook.
    notes: Mapping[str, str] = field(default_factory=dict)
    #: Column → the words that may be chosen.
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    #: Column → least and greatest number.
    between: Mapping[int, tuple[int | Decimal, int | Decimal]] = field(default_factory=dict)
    #: Column with limits → a word that may stand there instead of a number.
    besides: Mapping[int, str] = field(default_factory=dict)
    #: Columns in which a number typed in stays as it was typed: codes, of which 1.10 is not 1.1.
    text: Iterable[int] = ()
    #: Columns that cannot be typed in. None: the sheet is not protected. There is no password: it guards against slips.
    locked: Iterable[int] | None = None
    #: Rows (places in ``rows``) that are headings of a group: bold, never typed in.
    groups: Iterable[int] = ()
    #: Rows (places in ``rows``) in which nothing can be typed.
    closed: Iterable[int] = ()
    #: Rows and columns that stay in sight.
    frozen: tuple[int, int] | None = None
    paper: str = "A4"
    hidden: bool = False


def clean_title(title: str, taken: Iterable[str] = ()) -> str:
    """A name that Excel takes: at most 31 characters, none of ``[]:*?/\\``, no two alike."""
    bare = FORBIDDEN.sub(" ", title).strip().strip("'").strip() or "表"
    if bare.lower() == "history":
        bare += "_"
    used = {name.lower() for name in taken}
    name, number = bare[:LONGEST_TITLE], 2
    while name.lower() in used:
        tail = f"（{number}）"
        name, number = bare[: LONGEST_TITLE - len(tail)] + tail, number + 1
    return name
