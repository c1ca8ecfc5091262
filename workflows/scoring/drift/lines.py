"""What the report compares: scores of one line by three hands, texts, and figures, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

SELF, TOWNSHIP, DEPARTMENT = "self", "township", "department"
HANDS = {SELF: "自评", TOWNSHIP: "镇核", DEPARTMENT: "部门"}
#: Which two are compared, the one that came first before the other.
PAIRS = ((SELF, TOWNSHIP), (SELF, DEPARTMENT), (TOWNSHIP, DEPARTMENT))
HUNDRED = Decimal(100)

Pair = tuple[str, str]


def pair_words(pair: Pair) -> str:
    """``自评 → 镇核``"""
    return f"{HANDS[pair[0]]} → {HANDS[pair[1]]}"


@dataclass(frozen=True, slots=True)
class Place:
    """An applicant as the report names it."""

    application_id: int
    name: str
    township: str
    #: Its own names, so that a text that differs only in them is the same text.
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of one applicant; a score is ``None`` where it was not given, does not apply or is sealed."""

    application_id: int
    township: str
    code: str
    points: Decimal
    scores: Mapping[str, Decimal | None]
    #: Hand → who gave the score; the self-score is computed.
    by: Mapping[str, int] = field(default_factory=dict)
    organisation_id: int = 0

    def difference(self, pair: Pair) -> Decimal | None:
        """How much the second gives above the first, in percent of the points."""
        first, second = self.scores.get(pair[0]), self.scores.get(pair[1])
        if first is None or second is None or not self.points:
            return None
        return (second - first) * HUNDRED / self.points


@dataclass(frozen=True, slots=True)
class Text:
    """Words somebody wrote: which application, where, under which anchor of its page."""

    application_id: int
    where: str
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Figures:
    """An applicant's data items in the standard's order."""

    application_id: int
    values: tuple[tuple[str, Decimal], ...]
