"""What a list says: one row for each region, whatever the file looked like."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from accounts.refusals import Problem


@dataclass(frozen=True)
class Facts:
    """What only a county's own file knows. ``None`` means: the file does not say, keep what is known."""

    kind: str = ""
    urban_rural: str = ""
    profile: dict[str, Any] | None = None
    former_name: str = ""
    renamed_on: date | None = None
    former_code: str = ""
    moved_on: date | None = None
    merged_into: str = ""
    merged_on: date | None = None


class Row(NamedTuple):
    """``source`` counts the files of one command from 0: a number is smaller than 661,000 references to a name."""

    code: str
    name: str
    source: int
    line: int
    facts: Facts | None = None


class BeltRow(NamedTuple):
    county: str
    code: str
    name: str
    villages: list[str]
    source: int
    line: int


@dataclass
class RegionList:
    """Everything read by one command, checked row by row, keyed by the full code."""

    files: list[str] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    belts: list[BeltRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    repeated: int = 0

    def add(self, row: Row) -> None:
        """A code may come twice with one name (a city without counties does); two names are a contradiction."""
        known = self.rows.setdefault(row.code, row)
        if known is row:
            return
        if known.name != row.name:
            where = f"{self.files[known.source]}第{known.line}行"
            self.refuse(row.source, row.line, f"代码 {row.code} 在{where}已写作“{known.name}”，此处却为“{row.name}”。")
        elif row.facts and not known.facts:
            self.rows[row.code] = row
        self.repeated += 1

    def refuse(self, source: int, line: int, reason: str) -> None:
        self.problems.append(Problem(self.files[source], line, reason))
