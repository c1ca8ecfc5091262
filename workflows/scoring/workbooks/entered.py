"""What somebody typed into the cells of a line, as the scores understand it."""

from dataclasses import replace

from documents.workbooks import Cell, number, text
from workflows.standards.decimals import plain

from ..models import DepartmentScore
from ..services.sheets import Given, Row
from .layout import AND, COUNT, LEVEL, NO_BONUS, NOT_APPLICABLE, REASON, SCORE, Column

Typed = dict[Column, Cell]


def stood(score: DepartmentScore | None) -> Given:
    """A score as it stands, as something given; an empty one where there is none."""
    if score is None:
        return Given(score=None)
    return Given(score=score.score, reason=score.reason, applicable=score.applicable, basis=score.basis)


def given_of(row: Row, typed: Typed, base: Given) -> Given:
    """The line as typed over what stood there; columns that were deleted leave it as it was. ValueError with a sentence."""
    parts = {column.part for column in typed}
    line = base
    if SCORE in parts:
        line = with_score(line, typed[Column(row.indicator.code, SCORE)])
    if LEVEL in parts:
        line = with_level(line, typed[Column(row.indicator.code, LEVEL)])
    if COUNT in parts:
        line = with_counts(line, {column.words: cell for column, cell in typed.items() if column.part == COUNT})
    if REASON in parts:
        line = replace(line, reason=text(typed[Column(row.indicator.code, REASON)]))
    return line


def with_score(line: Given, cell: Cell) -> Given:
    """A number, 不适用, or nothing."""
    if text(cell) == NOT_APPLICABLE:
        return replace(line, applicable=False, score=None)
    try:
        return replace(line, applicable=True, score=number(cell))
    except ValueError:
        raise ValueError(f"“{short(cell)}”不是数字。请填数字，指标不适用的填“{NOT_APPLICABLE}”。") from None


def with_level(line: Given, cell: Cell) -> Given:
    """The words of a level, several between semicolons, 不加分, or nothing."""
    words = [word.strip() for word in text(cell).replace(";", AND).split(AND) if word.strip()]
    if words == [NO_BONUS]:
        return replace(line, basis=None, score=number(0))
    return replace(line, basis=words or None, score=None)


def with_counts(line: Given, cells: dict[str, Cell]) -> Given:
    """How often each thing was found; all empty is not looked at, all zero nothing found."""
    before = {} if line.basis is None else dict(line.basis)
    counts = {**before, **{words: count_of(cell) for words, cell in cells.items()}}
    if all(count is None for count in counts.values()):
        return replace(line, basis=None, score=None)
    found = {words: count for words, count in counts.items() if count}
    return replace(line, basis=found or None, score=None if found else number(0))


def count_of(cell: Cell) -> int | None:
    """0, 1, 2, … or nothing."""
    try:
        found = number(cell)
    except ValueError:
        found = number(-1)
    if found is None:
        return None
    if found < 0 or found != found.to_integral_value():
        raise ValueError(f"“{short(cell)}”不是次数。请填发现的次数，如0、1、2。")
    return int(found)


def short(cell: Cell) -> str:
    """A cell as a message repeats it."""
    words = text(cell)
    return words if len(words) <= 20 else f"{words[:20]}…"


def said(row: Row, line: Given) -> str:
    """A line in words: 12.5, 不适用, 省级, 一般错误2次; with its reason."""
    if not line.applicable:
        words = NOT_APPLICABLE
    elif line.basis and row.kind == "penalty":
        words = "、".join(f"{what}{count}次" for what, count in dict(line.basis).items())
    elif line.basis:
        words = AND.join(line.basis)
    elif line.score is None:
        words = "空"
    else:
        words = NO_BONUS if row.kind == "bonus" and not line.score else plain(line.score)
    return f"{words}（{line.reason}）" if line.reason else words
