"""The columns of the grid: one a line of the department, with what its cells may hold."""

from dataclasses import dataclass
from typing import Any

from workflows.standards.decimals import plain

from .overview import Lines
from .services.sheets import NO_LIMIT, ceiling

#: Longer names are cut in the head of a column; the whole name is its tooltip and stands in the drawer.
SHOWN = 8


@dataclass(frozen=True)
class Column:
    """One line of the standard as a column."""

    indicator: Any  # of the standard's specification
    kind: str
    most: str

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def name(self) -> str:
        return self.indicator.name

    @property
    def short(self) -> str:
        """As much of the name as a column's head holds."""
        return self.name if len(self.name) <= SHOWN else f"{self.name[: SHOWN - 1]}…"

    @property
    def unit(self) -> str:
        """Of the applicant's figure."""
        return getattr(self.indicator, "unit", "") or ""

    @property
    def range(self) -> str:
        """What may be given, in a few signs."""
        if self.kind == "indicator":
            return f"0–{self.most}"
        words = "加分" if self.kind == "bonus" else "倒扣"
        return f"{words} 0–{self.most}" if self.most else words


def columns_of(lines: Lines) -> list[Column]:
    """In the standard's order: indicators, then bonus and penalty items."""
    columns = [Column(one, "indicator", plain(one.points)) for one in lines.indicators]
    for kind, items in (("bonus", lines.bonus), ("penalty", lines.penalties)):
        for one in items:
            most = ceiling(one)
            columns.append(Column(one, kind, "" if most == NO_LIMIT else plain(most)))
    return columns
