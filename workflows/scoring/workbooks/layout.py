"""Which column of the score workbook is what; the same for writing and for reading, in whatever order they come back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from documents.workbooks import Cell, Sheet, text
from workflows.standards.decimals import plain

from ..services.rows import GridLine
from ..services.sheets import NO_LIMIT, Row, shown

NUMBER, TOWNSHIP, NAME, STATUS = "申报编号", "乡镇", "申报单位", "状态"
FIXED = (NUMBER, TOWNSHIP, NAME, STATUS)
SELF, TOWN, SUGGESTED, SCORE, LEVEL, COUNT, REASON = "自评", "镇核", "按细则建议", "评分", "等次", "次数", "理由"
NOT_APPLICABLE, NO_BONUS = "不适用", "不加分"
#: Between the levels of a bonus item whose levels add up.
AND = "；"
HEADER = re.compile(r"(?P<code>\S+)\s.*｜(?P<part>评分|等次|次数|理由)(?:：(?P<words>.*?))?(?:（[^（）]*）)?")
LONGEST_HEADING = 300
#: So far down the header is looked for.
HEADER_WITHIN = 30


@dataclass(frozen=True)
class Column:
    """One column of a line.

    :param words: which kind of finding a 次数 column counts.
    """

    code: str
    part: str
    words: str = ""


def columns_of(row: Row) -> Iterator[tuple[Column, str]]:
    """The columns of one line with their headings."""
    code, name = row.indicator.code, row.indicator.name
    parts: list[tuple[Column, str]] = []
    if row.kind == "indicator":
        parts = [(Column(code, part), part) for part in (SELF, TOWN, SUGGESTED)]
        parts.append((Column(code, SCORE), f"{SCORE}（满分{plain(row.points)}）"))
    elif row.kind == "bonus":
        parts = [(Column(code, LEVEL), f"{LEVEL}（最多加{plain(row.points)}）")]
    else:
        parts = [(Column(code, COUNT, item.words), f"{COUNT}：{item.words}") for item in row.indicator.items]
    parts.append((Column(code, REASON), REASON))
    for column, words in parts:
        yield column, f"{code} {name}｜{words}"


def value_of(line: GridLine, column: Column) -> Cell:
    """What stands in a column for an applicant."""
    row, given = line.row, line.given
    if column.part == SELF:
        return line.self_score
    if column.part == TOWN:
        return line.township
    if column.part == SUGGESTED:
        return row.suggested if row.applicable and row.suggested is not None else shown(row)
    if given is None:
        return None
    if column.part == REASON:
        return given.reason or None
    if column.part == SCORE:
        return given.score if given.applicable else NOT_APPLICABLE
    if column.part == LEVEL:
        return AND.join(given.basis) if given.basis else (NO_BONUS if given.score is not None else None)
    return (given.basis or {}).get(column.words, 0) if given.score is not None else None


def is_typed(column: Column) -> bool:
    """May people write in it?"""
    return column.part in (SCORE, LEVEL, COUNT, REASON)


def limits_of(row: Row, column: Column) -> tuple[Decimal, Decimal] | None:
    """Least and greatest number of a column; ``None`` for a column of words."""
    if column.part == SCORE:
        return Decimal(0), row.points
    return (Decimal(0), NO_LIMIT) if column.part == COUNT else None


def choices_of(row: Row, column: Column) -> list[str]:
    """The words to choose from; none where several may be given."""
    if column.part != LEVEL or row.indicator.pick == "sum":
        return []
    return [NO_BONUS, *(level.words for level in row.indicator.levels)]


# --- reading --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """Where the header is and what its columns are: column → what it holds, from 0."""

    header: int
    number: int
    columns: dict[int, Column]
    doubled: tuple[str, ...] = ()


def find(sheet: Sheet) -> Found | None:
    """The header row: the one that names the applicants' numbers."""
    for place, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        words = [text(cell) for cell in cells]
        if NUMBER in words:
            return _found(place, words)
    return None


def _found(place: int, words: Sequence[str]) -> Found:
    columns: dict[int, Column] = {}
    doubled = []
    for at, heading in enumerate(words):
        match = HEADER.fullmatch(" ".join(heading.split())) if len(heading) <= LONGEST_HEADING else None
        if not match:
            continue
        column = Column(match["code"], match["part"], match["words"] or "")
        if column in columns.values():
            doubled.append(heading)
        else:
            columns[at] = column
    return Found(place, words.index(NUMBER), columns, tuple(doubled))
