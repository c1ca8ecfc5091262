"""A year as it hangs on the wall: twelve months, each day with what it is."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from accounts import clock
from workflows.engine.models import CalendarDay, CalendarYear

MONDAY = 0
WEEKEND = 5


@dataclass(frozen=True)
class Day:
    """One square of the picture."""

    day: date
    working: bool
    special: bool
    note: str
    is_today: bool

    @property
    def mark(self) -> str:
        """The one character beside the number: only what departs from the week needs one."""
        return ("班" if self.working else "休") if self.special else ""

    @property
    def kind(self) -> str:
        """Name of its class."""
        if self.special:
            return "worked" if self.working else "holiday"
        return "" if self.working else "weekend"


@dataclass(frozen=True)
class Month:
    """A month in weeks from Monday; ``None`` where a week has days of another month."""

    number: int
    weeks: list[list[Day | None]]
    working_days: int


@dataclass(frozen=True)
class Year:
    """Twelve months, and where its holidays were announced."""

    number: int
    months: list[Month]
    source: str
    working_days: int


def year_picture(number: int) -> Year:
    """Two questions: the special days, and the source."""
    special = {one.day: one for one in CalendarDay.objects.filter(day__year=number)}
    source = CalendarYear.objects.filter(year=number).values_list("source", flat=True).first() or ""
    months = [month_picture(number, month, special) for month in range(1, 13)]
    return Year(number, months, source, sum(month.working_days for month in months))


def month_picture(year: int, month: int, special: dict[date, CalendarDay]) -> Month:
    """One month."""
    today = clock.today()
    weeks: list[list[Day | None]] = [
        [day_picture(day, special.get(day), today) if day.month == month else None for day in week]
        for week in Calendar(MONDAY).monthdatescalendar(year, month)
    ]
    return Month(month, weeks, sum(day.working for week in weeks for day in week if day))


def day_picture(day: date, known: CalendarDay | None, today: date) -> Day:
    """One day."""
    working = day.weekday() < WEEKEND if known is None else known.is_working
    return Day(day, working, known is not None, known.note if known else "", day == today)
