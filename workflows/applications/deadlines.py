"""Until when, in the words of a village: working days left, and the last day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from accounts import clock
from workflows.engine.calendar import working_days_between
from workflows.engine.due import SOON_DAYS, clock_time, last_moment


@dataclass(frozen=True)
class TimeLeft:
    """``还有 5 个工作日``, until ``11月28日 18:00``, and how urgent that is."""

    words: str
    until: str
    tone: str


def time_left(due_at: datetime) -> TimeLeft:
    """A deadline as it reads today; midnight belongs to the day that it ends."""
    return times_left([due_at])[due_at]


def times_left(deadlines: Iterable[datetime]) -> dict[datetime, TimeLeft]:
    """Several at once: the calendar is asked once."""
    today = localtime(clock.now()).date()
    last = {due_at: last_moment(due_at) for due_at in deadlines}
    latest = max((moment.date() for moment in last.values()), default=today)
    working = working_days_between(today + timedelta(days=1), latest)
    return {due_at: worded(due_at, moment, working) for due_at, moment in last.items()}


def worded(due_at: datetime, last: datetime, working: set[date]) -> TimeLeft:
    due, now = localtime(due_at), localtime(clock.now())
    until = f"{last.month}月{last.day}日 {clock_time(due)}"
    if due <= now:
        return TimeLeft("已过截止时间", until, "red")
    if last.date() == now.date():
        return TimeLeft("今天截止", until, "red")
    days = sum(day <= last.date() for day in working)
    if not days:
        return TimeLeft("最后一个工作日已到", until, "red")
    return TimeLeft(f"还有 {days} 个工作日", until, "amber" if days <= SOON_DAYS else "grey")
