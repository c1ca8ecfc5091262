"""Two standards on the same applicants: who moves, whose grade changes, who enters and who leaves the quota."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from workflows.standards.decimals import CONTEXT, rounded
from workflows.standards.simulation.running import Run, Tried
from workflows.standards.simulation.stats import correlation, mean
from workflows.standards.simulation.trials import in_order


@dataclass(frozen=True, slots=True)
class Move:
    """One applicant under both standards. Places are None where it does not compete."""

    key: str
    name: str
    place_before: int | None
    place_after: int | None
    total_before: Decimal | None
    total_after: Decimal | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    enters: bool
    leaves: bool

    @property
    def climbed(self) -> int:
        """Places won; below zero: lost."""
        return self.place_before - self.place_after if self.place_before and self.place_after else 0

    @property
    def fallen(self) -> int:
        return -self.climbed

    @property
    def change(self) -> Decimal | None:
        if self.total_before is None or self.total_after is None:
            return None
        return self.total_after - self.total_before


@dataclass(frozen=True, slots=True)
class Comparison:
    """`order_kept`: correlation of the two orders, 1 where nobody moves."""

    moves: tuple[Move, ...]
    mean_change: Decimal | None
    order_kept: Decimal | None

    @property
    def moved(self) -> tuple[Move, ...]:
        """Who moved, the furthest first."""
        return tuple(sorted((one for one in self.moves if one.climbed), key=lambda one: -abs(one.climbed)))

    @property
    def regraded(self) -> tuple[Move, ...]:
        return tuple(one for one in self.moves if one.gained or one.lost)

    @property
    def entering(self) -> tuple[Move, ...]:
        return tuple(one for one in self.moves if one.enters)

    @property
    def leaving(self) -> tuple[Move, ...]:
        return tuple(one for one in self.moves if one.leaves)


def compare(before: Run, after: Run, *, places: int) -> Comparison:
    """
    :param before, after: runs over the same applicants, known by their keys.
    """
    with localcontext(CONTEXT):
        old = {row.sample.key: row for row in before.rows}
        was, now = _places(before), _places(after)
        moves = tuple(_move(old[row.sample.key], row, was, now, places) for row in after.rows if row.sample.key in old)
        changes = [one.change for one in moves if one.change is not None]
        both = [(Decimal(was[key]), Decimal(now[key])) for key in was if key in now]
        return Comparison(
            moves=moves,
            mean_change=rounded(mean(changes), 2) if changes else None,
            order_kept=correlation([a for a, _ in both], [b for _, b in both]),
        )


def _places(run: Run) -> Mapping[str, int]:
    """Equal totals share the better place."""
    places: dict[str, int] = {}
    last: tuple[Decimal | None, int] = (None, 0)
    for place, row in enumerate(in_order(run.rows), start=1):
        if row.summary.total != last[0]:
            last = (row.summary.total, place)
        places[row.sample.key] = last[1]
    return places


def _move(before: Tried, after: Tried, was: Mapping[str, int], now: Mapping[str, int], places: int) -> Move:
    key = after.sample.key
    old = {grade.level for grade in before.summary.grades if grade.reached}
    new = {grade.level for grade in after.summary.grades if grade.reached}
    names = {grade.level: grade.name for grade in (*before.summary.grades, *after.summary.grades)}
    inside = [key in each and each[key] <= places for each in (was, now)]
    return Move(
        key=key,
        name=after.sample.name,
        place_before=was.get(key),
        place_after=now.get(key),
        total_before=before.summary.total,
        total_after=after.summary.total,
        gained=tuple(name for level, name in names.items() if level in new - old),
        lost=tuple(name for level, name in names.items() if level in old - new),
        enters=inside == [False, True],
        leaves=inside == [True, False],
    )
