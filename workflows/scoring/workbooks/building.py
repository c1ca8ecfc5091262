"""The department's score workbook of a round, to be filled in Excel or WPS."""

from collections.abc import Sequence
from itertools import groupby

from django.db.models import Max

from accounts.models import Organisation
from documents import workbooks
from documents.workbooks import Cell, Table
from workflows.applications.models import Submission
from workflows.rounds.models import Round

from ..services.rows import GridRow, grid_rows
from . import stamp
from .layout import FIXED, NOT_APPLICABLE, REASON, Column, choices_of, columns_of, is_typed, limits_of, value_of

LEAD = (
    "只在白色的“评分”“等次”“次数”“理由”栏里填写：评分填数字，指标不适用的填“不适用”；与按细则建议不一致、或者扣分的，要写理由。",
    "可以排序、删行、删列，但请保留“申报编号”一栏和表头。填好后回到“本局评分”导入；别人在您下载以后改过的格子不会被覆盖，导入前会逐条列出。",
)
OPEN, DONE = "待评", "已提交"
WIDTHS = (20, 12, 16, 8)
#: Columns of 建议, 评分 and so on; reasons are wider.
NARROW, WIDE = 9.0, 24.0


def score_workbook(round_: Round, organisation: Organisation, user) -> bytes:
    """Applicants by township, the department's lines as columns, and hidden what an import needs to know."""
    rows = grid_rows(round_, organisation, user)
    held = held_by(rows)
    notes = stamp.notes_for(round_, organisation)
    hidden = stamp.rows_for(held)
    notes_with_seal = {**notes, "seal": stamp.sign(notes, hidden)}
    sheet = sheet_of(round_, organisation, rows, notes_with_seal)
    return workbooks.write([sheet, Table(stamp.ROWS, (), hidden, hidden=True)])


def held_by(rows: Sequence[GridRow]) -> dict[str, stamp.Held]:
    """The version of every cell."""
    latest = latest_submissions(rows)
    return {
        row.application.number: stamp.Held(
            row.application.pk,
            latest[row.application.pk],
            {line.code: line.version for line in row.lines if line.version},
        )
        for row in rows
    }


def latest_submissions(rows: Sequence[GridRow]) -> dict[int, int]:
    """Application → its submission in force: one query."""
    found = Submission.objects.filter(application__in=[row.application.pk for row in rows]).values("application")
    return {one["application"]: one["last"] for one in found.annotate(last=Max("pk")).order_by()}


def sheet_of(round_: Round, organisation: Organisation, rows: Sequence[GridRow], notes: dict[str, str]) -> Table:
    """The sheet that people see."""
    lines = rows[0].lines if rows else ()
    columns = [(line.row, column, heading) for line in lines for column, heading in columns_of(line.row)]
    cells, groups, done = grouped(rows, [column for _, column, _ in columns])
    offset = len(FIXED)
    typed = [place for place, (_, column, _) in enumerate(columns, offset) if is_typed(column)]
    limits = {
        place: found for place, (row, column, _) in enumerate(columns, offset) if (found := limits_of(row, column))
    }
    return Table(
        "评分",
        (*FIXED, *(heading for _, _, heading in columns)),
        cells,
        lead=(f"{organisation}评分表（{round_.title}）", *LEAD),
        widths=(*WIDTHS, *(WIDE if column.part == REASON else NARROW for _, column, _ in columns)),
        notes=notes,
        choices={
            place: words for place, (row, column, _) in enumerate(columns, offset) if (words := choices_of(row, column))
        },
        between=limits,
        besides={place: NOT_APPLICABLE for place in limits if columns[place - offset][0].kind == "indicator"},
        locked=[place for place in range(offset + len(columns)) if place not in typed],
        groups=groups,
        closed=done,
        frozen=(len(LEAD) + 2, 3),
        paper="A3",
    )


def grouped(rows: Sequence[GridRow], columns: Sequence[Column]) -> tuple[list[tuple[Cell, ...]], list[int], list[int]]:
    """The rows with a heading for each township; places of the headings, and of rows that are closed already."""
    cells: list[tuple[Cell, ...]] = []
    groups, done = [], []
    for township, members in groupby(rows, key=lambda row: row.application.township.short_name):
        listed = list(members)
        groups.append(len(cells))
        cells.append((f"{township}（{len(listed)}个）",))
        for row in listed:
            if not row.editable:
                done.append(len(cells))
            cells.append(cells_of(row, township, columns))
    return cells, groups, done


def cells_of(row: GridRow, township: str, columns: Sequence[Column]) -> tuple[Cell, ...]:
    """One applicant's row."""
    lines = {line.code: line for line in row.lines}
    one = row.application
    values = (value_of(lines[column.code], column) if column.code in lines else None for column in columns)
    return (one.number, township, one.region.short_name, OPEN if row.editable else DONE, *values)
