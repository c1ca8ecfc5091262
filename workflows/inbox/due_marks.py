"""The days on which somebody hears of a limit: three working days before, one before, that day, the day after, then weekly.

Nothing but arithmetic on working days. Each mark is a day, so "reminded since that day" is all that has to be kept; a
ticker that stood still makes up for the newest mark only.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from workflows.engine.models import CalendarDay

#: A working week.
WEEK = 5
#: Longer than any holiday and the days before it.
MARGIN = timedelta(days=25)


@dataclass(frozen=True)
class Mark:
    """The newest mark's day, and how many working days the limit lies ahead today (below zero: behind)."""

    day: date
    left: int


def last_mark(due: date, today: date, working: list[date]) -> Mark | None:
    """The newest mark up to today; ``None`` while the limit is far.

    :param working: the working days from before the limit up to today, in order. A limit on a day off counts as the
        working day before it.
    """
    at, now = bisect_right(working, due) - 1, bisect_right(working, today) - 1
    past = now - at
    if past < -3:
        return None
    if past < -1:
        mark = at - 3
    elif past <= 1:
        mark = at + past
    else:
        mark = at + 1 + (past - 1) // WEEK * WEEK
    return Mark(working[max(mark, 0)], -past)


def working_days(first: date, last: date) -> list[date]:
    """With room on both sides; one query."""
    begin, end = first - MARGIN, last + MARGIN
    special = dict(CalendarDay.objects.filter(day__range=(begin, end)).values_list("day", "is_working"))
    days = (begin + timedelta(days=number) for number in range((end - begin).days + 1))
    return [day for day in days if special.get(day, day.weekday() < 5)]
