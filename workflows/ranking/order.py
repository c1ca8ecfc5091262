"""The order of a round and the line drawn through it; pure, no database.

Ties (domain 5): 人居环境 → 产业发展 → 满意度 → on a belt → drawing lots, whose outcome is recorded. Lots are drawn only
where they decide who is proposed: two that are equal in everything and both proposed need none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

BY_LOT, BY_NUMBER = "抽签", "各项相同，按申报编号排列，不影响入选"


@dataclass(frozen=True)
class Candidate:
    """One application as the ranking sees it."""

    key: str
    group: str
    total: Decimal
    dimensions: dict[str, Decimal] = field(default_factory=dict)
    satisfaction: Decimal = Decimal(0)
    on_belt: bool = False
    reaches_grade: bool = True


@dataclass(frozen=True)
class Placed:
    """A candidate's place, and why it is or is not proposed."""

    candidate: Candidate
    position: int
    tied: bool
    decided_by: str
    proposed: bool
    reason: str


@dataclass(frozen=True)
class Line:
    """The quota line: below which position it runs, at what total, and who ties across it."""

    position: int
    total: Decimal
    tied_above: tuple[str, ...] = ()
    tied_below: tuple[str, ...] = ()

    @property
    def tied(self) -> int:
        """How many have the line's total on either side of it; 0 where it separates clearly."""
        return len(self.tied_above) + len(self.tied_below) if self.tied_below else 0


#: Name of each comparison, and what it compares; more is better.
COMPARISONS: tuple[tuple[str, Callable[[Candidate], Decimal | bool]], ...] = (
    ("总分", lambda candidate: candidate.total),
    ("人居环境", lambda candidate: candidate.dimensions.get("RJ", Decimal(0))),
    ("产业发展", lambda candidate: candidate.dimensions.get("CY", Decimal(0))),
    ("满意度", lambda candidate: candidate.satisfaction),
    ("示范带", lambda candidate: candidate.on_belt),
)


def merits(candidate: Candidate) -> tuple:
    """All comparisons, in their order."""
    return tuple(compare(candidate) for _, compare in COMPARISONS)


def in_order(candidates: Iterable[Candidate], lots: Sequence[str] = ()) -> list[Candidate]:
    """Best first. ``lots``: keys in the order they were drawn; the order of the input never matters."""
    drawn = {key: place for place, key in enumerate(lots)}
    by_lot = sorted(candidates, key=lambda candidate: (drawn.get(candidate.key, len(drawn)), candidate.key))
    return sorted(by_lot, key=merits, reverse=True)


def place(
    candidates: Iterable[Candidate], *, places: int, cap: int | None = None, lots: Sequence[str] = ()
) -> list[Placed]:
    """Rank, then propose down to the quota; a place may stay empty, the quota is never passed.

    :param places: the round's quota.
    :param cap: how many of one group (township) at most.
    """
    ordered = in_order(candidates, lots)
    totals = Counter(candidate.total for candidate in ordered)
    taken: Counter[str] = Counter()
    placed = []
    for position, candidate in enumerate(ordered, start=1):
        reason = refusal(candidate, taken, places, cap)
        if not reason:
            taken[candidate.group] += 1
        tied = totals[candidate.total] > 1
        placed.append(
            Placed(
                candidate=candidate,
                position=position,
                tied=tied,
                decided_by=told_apart(ordered, position - 1, lots) if tied else "",
                proposed=not reason,
                reason=reason,
            )
        )
    return placed


def refusal(candidate: Candidate, taken: Counter, places: int, cap: int | None) -> str:
    """Why a candidate is not proposed; empty when it is."""
    if not candidate.reaches_grade:
        return "未达到评定标准"
    if taken.total() >= places:
        return f"超出名额（共{places}个）"
    if cap is not None and taken[candidate.group] >= cap:
        return f"本镇（街道）已满{cap}个"
    return ""


def draws_needed(
    candidates: Iterable[Candidate], *, places: int, cap: int | None = None, lots: Sequence[str] = ()
) -> list[list[str]]:
    """Groups equal in everything of whom only some can be proposed: lots decide. Those drawn already are left out.

    A draw may open or close a place for a later group, so ask again with the lots that were drawn.
    """
    taken: Counter[str] = Counter()
    needed = []
    for _, equals in groupby(in_order(candidates, lots), key=merits):
        eligible = [one for one in equals if not refusal(one, taken, places, cap)]
        proposed = 0
        for candidate in eligible:
            if not refusal(candidate, taken, places, cap):
                taken[candidate.group] += 1
                proposed += 1
        if proposed < len(eligible) and not {one.key for one in eligible} <= set(lots):
            needed.append(sorted(one.key for one in eligible))
    return needed


def line_of(placed: Sequence[Placed]) -> Line | None:
    """Where the quota line runs: below the last that is proposed; ``None`` when nobody is."""
    last = max((row.position for row in placed if row.proposed), default=0)
    if not last:
        return None
    total = placed[last - 1].candidate.total
    level = [row for row in placed if row.candidate.total == total]
    return Line(
        position=last,
        total=total,
        tied_above=tuple(row.candidate.key for row in level if row.position <= last),
        tied_below=tuple(row.candidate.key for row in level if row.position > last and row.candidate.reaches_grade),
    )


def deciding(candidate: Candidate, neighbour: Candidate, lots: Sequence[str]) -> str:
    """By which comparison two candidates of equal total were told apart."""
    for name, compare in COMPARISONS[1:]:
        if compare(candidate) != compare(neighbour):
            return name
    return BY_LOT if {candidate.key, neighbour.key} & set(lots) else BY_NUMBER


def told_apart(ordered: list[Candidate], index: int, lots: Sequence[str]) -> str:
    """What decided between a candidate and its equal neighbour above or below."""
    candidate = ordered[index]
    for neighbour in (index - 1, index + 1):
        if 0 <= neighbour < len(ordered) and ordered[neighbour].total == candidate.total:
            return deciding(candidate, ordered[neighbour], lots)
    return ""
