"""What a trace holds: plain rows, made by ``building``."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from workflows.applications.models import Application
from workflows.applications.proofs import ProofList
from workflows.review.wording import Said


@dataclass(frozen=True)
class LedgerEntry:
    """What a department's own ledger (台账) says of the figure, and who put it in."""

    department: str
    value: str
    ledger: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Input:
    """One figure that goes in: what it says, whose it is, who entered it and when, what it was before."""

    name: str
    value: str  # 412户; empty: not there
    source: str  # 水务局，申报时点
    last_year: str = ""
    before: str = ""  # as the submission before said, where it was another
    remark: str = ""
    by: str = ""
    at: datetime | None = None
    ledgers: tuple[LedgerEntry, ...] = ()


@dataclass(frozen=True)
class Given:
    """One of the four scores (自评 镇核 部门评分 最终得分) with its author."""

    stage: str
    score: Decimal | None = None
    applies: bool = True
    by: str = ""
    at: datetime | None = None
    reason: str = ""
    note: str = ""  # why there is none: 锁分前密封
    differs: bool = False  # from the score before it


@dataclass(frozen=True)
class Proofs:
    """What the standard wants proved, and the files that prove it."""

    listed: ProofList
    files: dict[str, list[dict]]  # named proof (empty: 其他) → files as the viewer takes them

    @property
    def rows(self) -> list[tuple[str, list[dict]]]:
        """Each named proof with its files, then what was handed in beside them."""
        named = [(proof.name, self.files.get(proof.name, [])) for proof in self.listed.named]
        return [*named, *([("其他材料", self.files[""])] if self.files.get("") else [])]


@dataclass(frozen=True)
class Trace:
    """Everything behind the score of one line of the standard."""

    application: Application
    code: str
    name: str
    points: Decimal | None
    rule: str
    standard: str
    kind: str = "indicator"
    dimension: str = ""
    applies: bool = True
    value: str = ""
    formula: str = ""
    target: str = ""
    explanation: str = ""
    sentence: str = ""
    more: str = ""
    inputs: tuple[Input, ...] = ()
    said: tuple[Said, ...] = ()
    said_by: str = ""
    remark: str = ""
    proofs: Proofs | None = None
    scores: tuple[Given, ...] = ()
    previous: str = ""
    following: str = ""


@dataclass(frozen=True)
class TracedLine:
    """One line of the standard in the list under the total."""

    code: str
    name: str
    points: Decimal
    applies: bool
    own: Decimal | None
    town: Decimal | None
    given: Decimal | None
    sentence: str


@dataclass(frozen=True)
class TracedDimension:
    """A dimension, what it got, and how the sum came about."""

    name: str
    points: Decimal
    score: Decimal | None
    words: str
    lines: tuple[TracedLine, ...]

    @property
    def short(self) -> int:
        """Lines with something to say: short of full points, or a proof missing."""
        return sum(bool(line.sentence) for line in self.lines)


@dataclass(frozen=True)
class TracedExtra:
    """A bonus or penalty item that was found."""

    code: str
    name: str
    sign: str
    score: Decimal | None
    words: str


@dataclass(frozen=True)
class TotalTrace:
    """From the total down: sums, dimensions, lines."""

    application: Application
    standard: str
    total: Decimal | None
    sum: str  # 86.2＋1.2－0.5＝86.9
    is_locked: bool
    locked_by: str = ""
    locked_at: datetime | None = None
    dimensions: tuple[TracedDimension, ...] = ()
    extras: tuple[TracedExtra, ...] = ()
    missing: tuple[str, ...] = field(default=())
