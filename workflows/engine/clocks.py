"""Two clocks of a case (两个时钟): the working days that have passed, and those during which the authorities had it.

The second stands still while a case is with the other side: the authority's limit stops when it returns a case for
correction and goes on, with the days that were left, when the case comes back (domain 9, 退回补正).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localtime

from accounts import clock

from .calendar import working_days_between
from .models import Case, Event


@dataclass(frozen=True)
class Clocks:
    """In working days: since it was first handed in, and of these the days that count against the authorities."""

    elapsed: int
    net: int

    @property
    def outside(self) -> int:
        """Days on which it waited on the other side."""
        return self.elapsed - self.net


@dataclass(frozen=True)
class Turn:
    """From this day on the case is with the authorities, or with the other side; or it has ended."""

    day: date
    with_us: bool
    ended: bool = False


def clocks_of(case: Case) -> Clocks:
    """Both clocks as they stand now, from the case's history."""
    moves = Event.objects.filter(process_id=case.process_id).order_by("pk").values_list("at", "after")
    return read_clocks(turns(case, moves), clock.today(), working_days_between)


def turns(case: Case, moves: Iterable[tuple]) -> list[Turn]:
    """The history as whose turn it was; what changes nothing is left out."""
    found: list[Turn] = []
    for at, state in moves:
        turn = Turn(localtime(at).date(), state not in case.WITH_THE_OTHER_SIDE, state in case.ENDED)
        if not found or (turn.with_us, turn.ended) != (found[-1].with_us, found[-1].ended):
            found.append(turn)
    return found


def read_clocks(turns: Sequence[Turn], today: date, working: Callable[[date, date], set[date]]) -> Clocks:
    """Count. A pure function of the turns, the day and the calendar.

    The day on which something arrives does not count (期间开始之日不计); so a day belongs to whoever had the case
    when it began, and a case that is returned and handed in again on one day loses nobody a day.

    :param working: (first, last) → the working days among them, both included.
    """
    begun = next((place for place, turn in enumerate(turns) if turn.with_us and not turn.ended), None)
    if begun is None:
        return Clocks(0, 0)
    held = list(turns[begun:])
    last = held[-1].day if held[-1].ended else today
    days = working(held[0].day + timedelta(days=1), last)
    return Clocks(len(days), sum(_holder(held, day).with_us and not _holder(held, day).ended for day in days))


def _holder(turns: Sequence[Turn], day: date) -> Turn:
    """Who had it when this day began."""
    return [turn for turn in turns if turn.day < day][-1]
