"""Small values that several papers share. All plain: text, numbers, dates and tuples of these."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Contact:
    """Whom to ask. Landlines only on papers that are published."""

    name: str
    phone: str
    unit: str = ""


@dataclass(frozen=True)
class Fact:
    """One labelled value of a form. ``wide`` takes the whole row."""

    label: str
    value: Any = None
    unit: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Opinion:
    """One body's opinion: its text, who signs, whose seals belong there, when. Blank names and dates are signed by hand."""

    heading: str  # 镇(街道)审核意见
    text: str = ""
    signer_label: str = "负责人（签字）"
    signer: str = ""
    seals: tuple[str, ...] = ()
    signed_on: date | None = None


@dataclass(frozen=True)
class Table:
    """A plain table: column heads with widths in millimetres (0 shares the rest; see ``form.css``), and rows of values."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class IndicatorScores:
    """One indicator with the four scores that are never mixed: self, township, department, final."""

    code: str  # V-RJ-03
    name: str
    points: Decimal
    rule: str = ""  # 评分细则摘要
    value: str = ""  # 指标值, with its unit
    self_score: Decimal | None = None
    self_note: str = ""
    evidence: str = ""  # 佐证编号
    town_score: Decimal | None = None
    department_score: Decimal | None = None
    reason: str = ""  # 扣分理由
    final_score: Decimal | None = None


@dataclass(frozen=True)
class DimensionScores:
    """One of the five dimensions with its indicators and subtotals."""

    name: str
    points: Decimal
    indicators: tuple[IndicatorScores, ...] = ()
    self_score: Decimal | None = None
    town_score: Decimal | None = None
    department_score: Decimal | None = None
    final_score: Decimal | None = None


@dataclass(frozen=True)
class Totals:
    """What is added up under a score table."""

    base: Decimal
    bonus: Decimal
    penalty: Decimal
    total: Decimal


@dataclass(frozen=True)
class Meeting:
    """One meeting of the democratic procedure. A number that was not asked for is None."""

    name: str  # 村民代表会议
    held_on: date
    place: str
    due: int | str | None  # 应到
    present: int | str | None  # 实到
    agreed: int | str | None  # 同意
    resolution: str


@dataclass(frozen=True)
class Listed:
    """One village or township in a published or recommended list."""

    name: str  # 侯家崾村
    township: str = ""  # 石岭镇; empty for a township
    note: str = ""


def in_pairs(facts: tuple[Fact, ...]) -> list[list[Fact | None]]:
    """Rows of a four-column table: two facts a row, a wide one alone."""
    rows: list[list[Fact | None]] = []
    for fact in facts:
        last = rows[-1] if rows else None
        if fact.wide:
            rows.append([fact])
        elif last and len(last) == 1 and last[0] and not last[0].wide:
            last.append(fact)
        else:
            rows.append([fact])
    return [row if len(row) == 2 or (row[0] and row[0].wide) else [*row, None] for row in rows]
