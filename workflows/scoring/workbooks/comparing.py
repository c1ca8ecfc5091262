"""A filled-in score workbook against what stands: what would change, what is stale or foreign, what cannot stand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from xlsxwriter.utility import xl_col_to_name

from accounts.models import Organisation
from documents.workbooks import Sheet, WorkbookError, text
from workflows.applications.models import Application
from workflows.rounds.models import Round

from ..models import DepartmentScore
from ..services.cells import Cell, settled
from ..services.rows import GridRow, grid_rows
from ..services.sheets import Given, Row, differs
from . import stamp
from .building import latest_submissions
from .entered import Typed, given_of, said, stood
from .layout import Found, find


@dataclass(frozen=True)
class Change:
    """A cell that would be written."""

    row: int
    application: Application
    line: Row
    old: str
    new: str
    cell: Cell


@dataclass(frozen=True)
class Stale:
    """A cell that somebody scored since the workbook was made: both values, nothing written."""

    row: int
    place: str
    typed: str
    now: str
    by: str
    at: datetime | None

    @property
    def words(self) -> str:
        return f"第{self.row}行 {self.place}：表里是{self.typed}，{self.by}已改为{self.now}，没有导入。"


@dataclass(frozen=True)
class Problem:
    """A row or a cell that is not taken, and why."""

    row: int
    place: str
    reason: str

    @property
    def words(self) -> str:
        return f"第{self.row}行 {self.place}：{self.reason}" if self.place else f"第{self.row}行：{self.reason}"


@dataclass
class Preview:
    """What an import would do."""

    changes: list[Change] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    foreign: list[Problem] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)  # cells typed in rows that are handed in
    unchanged: int = 0
    absent: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def by_applicant(self) -> list[tuple[Application, list[Change]]]:
        """The changes, village by village."""
        ordered = sorted(self.changes, key=lambda one: (one.application.region_id, one.row))
        return [
            (members[0].application, members)
            for _, group in groupby(ordered, key=_applicant)
            if (members := list(group))
        ]

    @property
    def left_out(self) -> list[str]:
        """Everything that is not taken, one sentence each."""
        return [one.words for one in (*self.foreign, *self.stale, *self.problems)]


def _applicant(change: Change) -> int:
    return change.application.pk


@dataclass(frozen=True)
class Desk:
    """What stands now, beside what stood when the workbook was made."""

    rows: dict[str, GridRow]
    held: dict[str, stamp.Held]
    submissions: dict[int, int]
    bases: dict[tuple[int, str], dict[int, DepartmentScore]]
    #: Indicator → the letter of the column in which it is scored.
    letters: dict[str, str]

    def base(self, held: stamp.Held, code: str) -> DepartmentScore | None:
        """The version of a cell that its writer had before the eyes."""
        return self.bases.get((held.submission, code), {}).get(held.versions.get(code, 0))


@dataclass(frozen=True)
class Place:
    """Where on the sheet we are, and whose row it is."""

    at: int
    row: GridRow
    held: stamp.Held
    name: str


def preview_of(sheets: tuple[Sheet, ...], round_: Round, organisation: Organisation, user) -> Preview:
    """Compare; writes nothing. WorkbookError when it is not this department's workbook of this round."""
    held = stamp.check(sheets, round_, organisation)
    sheet, found = table_of(sheets)
    desk = desk_of(held, found, round_, organisation, user)
    preview = Preview()
    if found.doubled:
        preview.warnings.append(f"这些栏出现了两次，只取左边的一栏：{'、'.join(found.doubled)}。")
    if sheet.cut:
        preview.warnings.append("表格太长或者太宽，超出的行列没有读取。")
    seen: dict[str, int] = {}
    for at, cells in rows_of(sheet, found):
        number = text(cells[found.number]) if found.number < len(cells) else ""
        compare_row(preview, desk, seen, at, number, typed_of(cells, found))
    preview.absent = [row.application.region.full_name for number, row in desk.rows.items() if number not in seen]
    return preview


def table_of(sheets: Sequence[Sheet]) -> tuple[Sheet, Found]:
    """The sheet with the scores."""
    for sheet in sheets:
        if not sheet.hidden and (found := find(sheet)):
            return sheet, found
    raise WorkbookError("表里找不到“申报编号”一栏，对不上是哪个村。请保留表头和“申报编号”栏，" + stamp.DOWNLOAD_AGAIN)


def desk_of(held: dict[str, stamp.Held], found: Found, round_: Round, organisation: Organisation, user) -> Desk:
    """Everything that the comparison needs, in a bounded number of queries."""
    rows = grid_rows(round_, organisation, user)
    submissions = {one.submission for one in held.values()}
    scores = DepartmentScore.objects.filter(submission__in=submissions, organisation=organisation)
    bases: dict[tuple[int, str], dict[int, DepartmentScore]] = defaultdict(dict)
    for score in scores:
        bases[score.submission_id, score.indicator][score.version] = score
    letters: dict[str, str] = {}
    for at, column in sorted(found.columns.items()):
        letters.setdefault(column.code, xl_col_to_name(at))
    return Desk({row.application.number: row for row in rows}, held, latest_submissions(rows), bases, letters)


def rows_of(sheet: Sheet, found: Found) -> Iterator[tuple[int, tuple]]:
    """Rows with something in them that are no headings of a township, with their number on the sheet."""
    for at, cells in enumerate(sheet.rows[found.header + 1 :], found.header + 2):
        filled = [cell for cell in cells if cell is not None]
        if len(filled) > 1 or (filled and not text(filled[0]).endswith("个）")):
            yield at, cells


def typed_of(cells: tuple, found: Found) -> dict[str, Typed]:
    """The row's cells, line by line."""
    typed: dict[str, Typed] = defaultdict(dict)
    for at, column in found.columns.items():
        typed[column.code][column] = cells[at] if at < len(cells) else None
    return typed


def compare_row(
    preview: Preview, desk: Desk, seen: dict[str, int], at: int, number: str, typed: dict[str, Typed]
) -> None:
    """One row of the sheet: whose is it, may it be written on, and what differs."""
    reason = obstacle_to(desk, seen, number)
    seen.setdefault(number, at)
    if reason:
        preview.foreign.append(Problem(at, "", reason))
        return
    row = desk.rows[number]
    place = Place(at, row, desk.held[number], row.application.region.full_name)
    lines = {line.code: line.row for line in place.row.lines}
    before = len(preview.closed)
    for code, cells in typed.items():
        if code in lines:
            compare_cell(preview, desk, place, lines[code], cells)
    if closed := len(preview.closed) - before:
        preview.problems.append(
            Problem(at, place.name, f"评分已经提交，或者不由您办理，表里改动的{closed}格没有导入。")
        )


def obstacle_to(desk: Desk, seen: dict[str, int], number: str) -> str:
    """Why a whole row is not taken."""
    if not number:
        return "没有申报编号，不知道是哪个村，没有导入。"
    if number in seen:
        return f"{number}在第{seen[number]}行已经出现过，只取前面一行。"
    if number not in desk.held:
        return f"{number}不在这张表下载时的名单里，没有导入。"
    if number not in desk.rows:
        return f"{number}现在不由您评分（已退回、回避或者不在本批次），没有导入。"
    if desk.submissions.get(desk.rows[number].application.pk) != desk.held[number].submission:
        return f"{number}在您下载以后重新提交过材料，请重新下载后按新材料评分。"
    return ""


def compare_cell(preview: Preview, desk: Desk, place: Place, line: Row, typed: Typed) -> None:
    """One line of one applicant."""
    code, application = line.indicator.code, place.row.application
    name = f"{desk.letters[code]}列 {place.name} {code} {line.indicator.name}"
    base, now = desk.base(place.held, code), line.given
    try:
        new, reason = settled(line, given_of(line, typed, stood(base)))
    except ValueError as error:
        new, reason = Given(score=None), str(error)
    if not reason and (untouched(base, new) or untouched(now, new)):
        preview.unchanged += 1
    elif not place.row.editable:
        preview.closed.append(name)
    elif reason:
        preview.problems.append(Problem(place.at, name, f"{reason}没有导入。"))
    elif (now.version if now else 0) != place.held.versions.get(code, 0):
        by, when = (now.by_name, now.at) if now else ("", None)
        preview.stale.append(Stale(place.at, name, said(line, new), said(line, stood(now)), by, when))
    else:
        cell = Cell(application.pk, code, place.held.versions.get(code, 0), new)
        preview.changes.append(Change(place.at, application, line, said(line, stood(now)), said(line, new), cell))


def untouched(before: DepartmentScore | None, line: Given) -> bool:
    """Does the line say what stood before?"""
    return line == Given(score=None) if before is None else not differs(before, line)
