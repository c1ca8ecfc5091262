"""Rows of the grid as its screen writes them: text instead of numbers, one attribute a fact."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Organisation
from workflows.rounds.models import Round
from workflows.standards.decimals import plain

from .overview import RowState, Standing
from .services.rows import GridLine, GridRow, grid_rows
from .services.sheets import NO_LIMIT
from .typed import as_given

NOT_APPLICABLE = "不适用"


@dataclass(frozen=True)
class ScreenCell:
    """One cell as it is drawn."""

    code: str
    kind: str
    name: str
    most: str
    text: str
    version: int
    rule: str
    value: str
    reason: str
    basis: str
    lacking: bool

    @property
    def hint(self) -> str:
        """What an empty cell says."""
        return f"建议 {self.rule}" if self.rule else ""


@dataclass(frozen=True)
class ScreenRow:
    """One applicant as it is drawn."""

    row: GridRow
    standing: Standing
    cells: list[ScreenCell]

    @property
    def state(self) -> RowState:
        return self.standing.state

    @property
    def value(self) -> str:
        """The figure of the first line that has one; the screen shows that of the column being scored."""
        return next((cell.value for cell in self.cells if cell.value), "")


def screen_rows(
    round_: Round, organisation: Organisation, user, township: str, wanted: Iterable[Standing]
) -> list[ScreenRow]:
    """The rows of a township that are wanted."""
    standing = {one.application.pk: one for one in wanted}
    return [
        ScreenRow(row, standing[row.application.pk], [cell_of(line) for line in row.lines])
        for row in grid_rows(round_, organisation, user, township=township)
        if row.application.pk in standing
    ]


def cell_of(line: GridLine) -> ScreenCell:
    """One cell."""
    row, given = line.row, as_given(line.given)
    return ScreenCell(
        code=line.code,
        kind=row.kind,
        name=row.indicator.name,
        most="" if row.points == NO_LIMIT else plain(row.points),
        text=NOT_APPLICABLE if given["na"] else given["score"],
        version=line.version,
        rule=rule_of(line),
        value="" if line.value is None else plain(line.value),
        reason=given["reason"],
        basis=json.dumps(given["basis"], ensure_ascii=False) if given["basis"] else "",
        lacking=given["lacking"],
    )


def rule_of(line: GridLine) -> str:
    """What the rule gives, as one would type it; nothing where it has no answer, or for items that are found."""
    row = line.row
    if row.kind != "indicator":
        return ""
    if not row.applicable:
        return NOT_APPLICABLE
    return "" if row.suggested is None else plain(row.suggested)
