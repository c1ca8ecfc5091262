"""The order of a round and the line drawn through it; pure, no database.

Ties (domain 5): 人居环境 → 产业发展 → 满意度 → on a belt → drawing lots, whose outcome is recorded.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


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


def ties_for_lots(candidates: Iterable[Candidate]) -> list[list[str]]:
    """Groups that no comparison separates: only lots can."""
    groups: dict[tuple, list[str]] = {}
    for candidate in candidates:
        groups.setdefault(merits(candidate), []).append(candidate.key)
    return [sorted(group) for group in groups.values() if len(group) > 1]


def in_order(candidates: Iterable[Candidate], lots: Sequence[str] = ()) -> list[Candidate]:
    """Best first. ``lots``: keys in the order they were drawn; the order of the input never matters."""
    drawn = {key: place for place, key in enumerate(lots)}
    by_lot = sorted(candidates, key=lambda candidate: (drawn.get(candidate.key, len(drawn)), candidate.key))
    return sorted(by_lot, key=merits, reverse=True)


def deciding(candidate: Candidate, neighbour: Candidate) -> str:
    """By which comparison two candidates of equal total were told apart."""
    for name, compare in COMPARISONS[1:]:
        if compare(candidate) != compare(neighbour):
            return name
    return "抽签"


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
        placed.append(
            Placed(
                candidate=candidate,
                position=position,
                tied=totals[candidate.total] > 1,
                decided_by=told_apart(ordered, position - 1),
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
        return "超出名额"
    if cap is not None and taken[candidate.group] >= cap:
        return f"本镇(街道)已满{cap}个"
    return ""


def told_apart(ordered: list[Candidate], index: int) -> str:
    """What decided between a candidate and its equal neighbour above or below."""
    candidate = ordered[index]
    for neighbour in (index - 1, index + 1):
        if 0 <= neighbour < len(ordered) and ordered[neighbour].total == candidate.total:
            return deciding(candidate, ordered[neighbour])
    return ""
