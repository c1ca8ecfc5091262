"""Working days (工作日): Monday to Friday, but for the State Council's holidays and worked weekends.

A year without an announcement counts Monday to Friday and is marked as estimated (推算); a deadline once set is
an instant and is not moved by a later announcement.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .models import CalendarDay, CalendarYear

COUNTY_TIME = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class WorkingDate:
    """A day found by counting, and whether the calendar of every year on the way was announced."""

    day: date
    estimated: bool

    @property
    def closes_at(self) -> datetime:
        """The end of that day: midnight, county time."""
        return end_of(self.day)


def end_of(day: date) -> datetime:
    """The instant at which a day ends in the county."""
    return datetime.combine(day + timedelta(days=1), time.min, COUNTY_TIME)


def is_working(day: date) -> bool:
    """Is this a working day?"""
    special = CalendarDay.objects.filter(pk=day).values_list("is_working", flat=True).first()
    return day.weekday() < 5 if special is None else special


def add_working_days(start: date, days: int, *, count_first_day: bool = False) -> WorkingDate:
    """The ``days``-th working day after ``start``, and whether the calendar on the way was announced: two queries."""
    day = working_day_after(start, days, count_first_day=count_first_day)
    return WorkingDate(day, estimated=not announced(start.year, day.year))


def working_day_after(start: date, days: int, *, count_first_day: bool = False) -> date:
    """The ``days``-th working day after ``start`` (or from ``start`` on, when the first day counts).

    One query for the special days of the span; spans of a year at most are expected.
    """
    if days < 1:
        raise ValueError("count at least one working day")
    horizon = start + timedelta(days=days * 3 + 30)
    special = dict(CalendarDay.objects.filter(day__range=(start, horizon)).values_list("day", "is_working"))
    day = start if count_first_day else start + timedelta(days=1)
    left = days
    while True:
        left -= special.get(day, day.weekday() < 5)
        if not left:
            return day
        day += timedelta(days=1)


def working_days_between(first: date, last: date) -> set[date]:
    """The working days from ``first`` to ``last``, both included; none when the span is empty."""
    special = dict(CalendarDay.objects.filter(day__range=(first, last)).values_list("day", "is_working"))
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day for day in days if special.get(day, day.weekday() < 5)}


def count_working_days(first: date, last: date) -> int:
    """How many working days from ``first`` to ``last``, both included; 0 when the span is empty."""
    return len(working_days_between(first, last))


def announced(first_year: int, last_year: int) -> bool:
    """Are the holidays of all these years known?"""
    known = CalendarYear.objects.filter(year__range=(first_year, last_year)).count()
    return known == last_year - first_year + 1
