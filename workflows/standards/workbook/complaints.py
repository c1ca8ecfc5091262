"""What is wrong in a workbook, and in which cell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workflows.standards.workbook.head import HEAD
from workflows.standards.workbook.part import Part
from workflows.standards.workbook.parts import BY_KEY, PARTS


@dataclass(frozen=True, order=True)
class Complaint:
    """`row` and `column` count from 1, as Excel does; zero where there is none."""

    sheet: str
    row: int
    column: int
    title: str
    words: str

    def __str__(self) -> str:
        place = f"“{self.sheet}”表" + (f"第{self.row}行" if self.row else "")
        cell = f"{letters(self.column)}列（{self.title}）" if self.column else ""
        return f"{place}{cell}：{self.words}"


class BookError(ValueError):
    """A workbook that cannot be read; every bad cell is named."""

    def __init__(self, complaints: Iterable[Complaint]):
        self.complaints = tuple(sorted(set(complaints)))
        super().__init__("\n".join(map(str, self.complaints)))


def letters(column: int) -> str:
    """1 → A, 27 → AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


@dataclass(frozen=True)
class Place:
    """Where a row of the standard stands, and in which columns its fields."""

    sheet: str
    row: int
    columns: Mapping[str, int]


_ROW = re.compile(rf"(?P<words>{'|'.join(part.words for part in PARTS)}) (?P<rest>.*)", re.DOTALL)
_NTH = re.compile(rf"标准第(?P<n>\d+)个(?P<words>{'|'.join(part.words for part in PARTS)})：(?P<said>.*)", re.DOTALL)
_KEY = re.compile(r"“([a-z_]+)”")


def relocated(complaint: str, places: Mapping[tuple[str, str], Place], order: Mapping[str, Sequence[str]]) -> Complaint:
    """What the reader of standards complains of by code, said by sheet, row and column."""
    part, code, said = _who(complaint, places, order)
    titles = {key: (part or HEAD).title_of(key) for key in _KEY.findall(said)}
    words = _KEY.sub(lambda match: f"“{titles[match[1]]}”", said)
    place = places.get((part.key if part else "", code))
    if place is None:
        return Complaint(part.title if part else HEAD.title, 0, 0, "", words)
    title = next(iter(titles.values()), "") or _guess(part, said)
    return Complaint(place.sheet, place.row, place.columns.get(title, 0), title, words)


def _who(complaint: str, places: Mapping, order: Mapping[str, Sequence[str]]) -> tuple[Part | None, str, str]:
    if match := _NTH.fullmatch(complaint):
        part = next(one for one in PARTS if one.words == match["words"])
        codes = order.get(part.key, ())
        n = int(match["n"])
        return part, codes[n - 1] if n <= len(codes) else "", match["said"]
    if match := _ROW.fullmatch(complaint):
        part = next(one for one in PARTS if one.words == match["words"])
        known = [code for key, code in places if key == part.key and match["rest"].startswith(code)]
        code = max(known, key=len, default="")
        return part, code, match["rest"][len(code) :].lstrip("：")
    return None, "", complaint.removeprefix("标准：")


def _guess(part: Part | None, said: str) -> str:
    """Complaints of a figure inside the rule name no key."""
    if (
        part is not None
        and part is BY_KEY["indicators"]
        and re.match(r"第\d+个(档|项|等次|特殊情形|例子|扣分项)|得分|没有写界限|同一侧", said)
    ):
        return {"特殊情形": "特殊情形", "例子": "试算例子"}.get(
            (re.match(r"第\d+个(特殊情形|例子)", said) or ["", ""])[1], "计分规则"
        )
    return "编号" if "编号重复" in said else ""
