"""What changed between two versions of a standard, in a clerk's words: rows matched by code or by `same_as`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from workflows.standards.decimals import ZERO
from workflows.standards.workbook.head import HEAD
from workflows.standards.workbook.part import Part
from workflows.standards.workbook.parts import PARTS

Body = Mapping[str, Any]
#: Changes of these are no changes of the question.
SILENT = ("对应上年指标", "对应上年数据项")
LONGEST_COMPARED = 2_000
#: So much must two lines have in common to be one line that changed.
ALIKE = 0.6
#: Among more rows than this nobody guesses by likeness.
MOST_GUESSED = 200


@dataclass(frozen=True)
class Piece:
    """Part of a text; `changed` is what the other version does not have."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Field:
    title: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class Change:
    """One row: `kind` is added, removed or changed; `code_before` differs where the row was renamed."""

    kind: str
    code: str
    name: str
    code_before: str = ""
    fields: tuple[Field, ...] = ()

    @property
    def renamed(self) -> bool:
        return bool(self.code_before) and self.code_before != self.code


@dataclass(frozen=True)
class Section:
    title: str
    key: str
    changes: tuple[Change, ...]

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)


@dataclass(frozen=True)
class Moved:
    """Points of a dimension or an indicator, before and after; zero where there is none."""

    code: str
    name: str
    before: Decimal
    after: Decimal

    @property
    def by(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True)
class Comparison:
    head: tuple[Field, ...]
    sections: tuple[Section, ...]
    dimensions: tuple[Moved, ...]
    indicators: tuple[Moved, ...]

    def __bool__(self) -> bool:
        return bool(self.head or any(section.changes for section in self.sections))

    def count(self, kind: str) -> int:
        return sum(section.count(kind) for section in self.sections)

    @property
    def added(self) -> int:
        return self.count("added")

    @property
    def removed(self) -> int:
        return self.count("removed")

    @property
    def changed(self) -> int:
        return self.count("changed") + bool(self.head)


def compare(before: Body, after: Body) -> Comparison:
    """Of two canonical bodies."""
    sections = tuple(Section(part.title, part.key, tuple(_changes(part, before, after))) for part in PARTS)
    by_key = {part.key: part for part in PARTS}
    return Comparison(
        tuple(_fields(HEAD, before, after)),
        sections,
        tuple(_moved(by_key["dimensions"], before, after)),
        tuple(_moved(by_key["indicators"], before, after)),
    )


def pairs(part: Part, before: Body, after: Body) -> Iterator[tuple[Body | None, Body | None]]:
    """Rows of before and after that are the same question; new rows in their place, removed ones at the end."""
    then = {str(row[part.id_key]): row for row in before.get(part.key) or []}
    left = dict(then)
    for row in after.get(part.key) or []:
        same = row.get("same_as")
        code = str(row[part.id_key]) if same is None else str(same)
        yield left.pop(code, None), row
    yield from ((row, None) for row in left.values())


def _changes(part: Part, before: Body, after: Body) -> Iterator[Change]:
    for old, new in pairs(part, before, after):
        row = new if new is not None else old
        assert row is not None  # noqa: S101 - one of the two is there
        code, name = str(row[part.id_key]), str(row.get("name") or row.get("words") or "")
        if old is None or new is None:
            yield Change("added" if old is None else "removed", code, name, "" if old is None else code)
        elif fields := tuple(_fields(part, old, new)):
            yield Change("changed", code, name, str(old[part.id_key]), fields)


def _fields(part: Part, old: Body, new: Body) -> Iterator[Field]:
    for column in part.shown:
        if column.title in SILENT:
            continue
        then, now = column.write(old), column.write(new)
        if then != now:
            is_code = column.keys == (part.id_key,)
            yield Field(column.title, *((_whole(then), _whole(now)) if is_code else marked(then, now)))


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts, cut where they differ: lists line by line, sentences letter by letter."""
    if "\n" in before or "\n" in after:
        return _by_lines(_lines(before), _lines(after))
    return _by_letters(before, after)


def _lines(text: str) -> list[str]:
    return [line.rstrip("；") for line in text.split("\n")] if text else []


def _by_lines(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """A line that changed a little stands beside its old self; others are new or gone as a whole."""
    old: list[tuple[Piece, ...]] = []
    new: list[tuple[Piece, ...]] = []
    at = 0
    for line in after:
        place = _likeliest(line, before, at)
        if place is None:
            new.append(_whole(line))
            continue
        old += [_whole(gone) for gone in before[at:place]]
        then, now = _by_letters(before[place], line)
        old.append(then)
        new.append(now)
        at = place + 1
    old += [_whole(gone) for gone in before[at:]]
    return _joined(old), _joined(new)


def _likeliest(line: str, before: Sequence[str], start: int) -> int | None:
    """The same line further down, else one much like it."""
    if line in before[start:]:
        return before.index(line, start)
    like = {n: SequenceMatcher(None, before[n], line, autojunk=False).ratio() for n in range(start, len(before))}
    best = max(like, key=lambda n: like[n], default=None)
    return best if best is not None and like[best] >= ALIKE else None


def _joined(lines: Sequence[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for n, line in enumerate(lines):
        found += [Piece("\n", False)] if n else []
        found += line
    return tuple(found)


def _by_letters(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Very long or very different texts are not cut to pieces."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if max(len(before), len(after)) > LONGEST_COMPARED or matcher.quick_ratio() < 0.4:
        return _whole(before), _whole(after)
    old: list[Piece] = []
    new: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        changed = tag != "equal"
        old += [Piece(before[i1:i2], changed)] if i2 > i1 else []
        new += [Piece(after[j1:j2], changed)] if j2 > j1 else []
    return tuple(old), tuple(new)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, True),) if text else ()


def _moved(part: Part, before: Body, after: Body) -> Iterator[Moved]:
    for old, new in pairs(part, before, after):
        row = new or old or {}
        then, now = (Decimal(str(one["points"])) if one else ZERO for one in (old, new))
        if then != now:
            yield Moved(str(row[part.id_key]), str(row.get("name") or ""), then, now)


def suggestions(part: Part, before: Sequence[Body], after: Sequence[Body]) -> dict[str, tuple[str, str]]:
    """For new codes: (code of before, why) of what is probably the same question, as a clerk would guess."""
    codes = {str(row["code"]) for row in after}
    left = {str(row["code"]): str(row.get("name") or "") for row in before if str(row["code"]) not in codes}
    known = {str(row["code"]) for row in before}
    found: dict[str, tuple[str, str]] = {}
    for row in after:
        code, name = str(row["code"]), str(row.get("name") or "")
        if code in known or row.get("same_as") is not None or not name:
            continue
        if guess := _guess(name, left):
            found[code] = guess
            left.pop(guess[0])
    return found


def _guess(name: str, left: Mapping[str, str]) -> tuple[str, str] | None:
    for code, other in left.items():
        if other == name:
            return code, "名称相同"
    if len(left) > MOST_GUESSED:
        return None
    likeness = {code: SequenceMatcher(None, name, other, autojunk=False).ratio() for code, other in left.items()}
    best = max(likeness, key=lambda code: likeness[code], default="")
    return (best, "名称相近") if best and likeness[best] >= 0.6 else None
