"""Sums of a department's sheet, for its head."""

from dataclasses import dataclass
from decimal import Decimal

from workflows.standards.decimals import plain

from .services.sheets import Row


@dataclass(frozen=True)
class Totals:
    """What was given on a sheet and what the rule would give."""

    given: Decimal
    suggested: Decimal
    points: Decimal
    bonus: Decimal
    penalty: Decimal
    departures: int
    unscored: int

    @property
    def difference(self) -> Decimal:
        return self.given - self.suggested

    @property
    def of(self) -> str:
        return f"/ {plain(self.points)} 分"

    @property
    def extras(self) -> str:
        return f"{plain(self.bonus)} / {plain(self.penalty)}"


def totals_of(rows: list[Row]) -> Totals:
    """Add the lines up; a line that does not apply counts on neither side."""
    lines = [row for row in rows if row.kind == "indicator"]
    counted = [row for row in lines if applies(row)]
    return Totals(
        given=total(row.given.score for row in counted if row.given),
        suggested=total(row.suggested for row in counted),
        points=total(row.points for row in counted),
        bonus=total(row.given.score for row in rows if row.kind == "bonus" and row.given),
        penalty=total(row.given.score for row in rows if row.kind == "penalty" and row.given),
        departures=sum(departed(row) for row in lines),
        unscored=sum(row.given is None or is_emptied(row.given) for row in lines),
    )


def applies(row: Row) -> bool:
    """As the scorer found, else as the rule says."""
    return row.given.applicable if row.given else row.applicable


def departed(row: Row) -> bool:
    """Was something else given than the rule suggests?"""
    if row.given is None or is_emptied(row.given):
        return False
    if not row.given.applicable or not row.applicable:
        return row.given.applicable != row.applicable
    return row.given.score != row.suggested


def is_emptied(given) -> bool:
    """A cell that was scored and emptied again."""
    return given.applicable and given.score is None


def total(scores) -> Decimal:
    """A sum in which what is missing counts nothing."""
    return sum((score for score in scores if score is not None), Decimal(0))
