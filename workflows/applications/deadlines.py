"""Until when, in the words of a village: working days left, and the last day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from accounts import clock
from workflows.engine.calendar import count_working_days

SOON = 3


@dataclass(frozen=True)
class TimeLeft:
    """``还有 5 个工作日``, until ``11月28日 18:00``, and how urgent that is."""

    words: str
    until: str
    tone: str


def time_left(due_at: datetime) -> TimeLeft:
    """A deadline as it reads today; midnight belongs to the day that it ends."""
    due, now = localtime(due_at), localtime(clock.now())
    last = due - timedelta(seconds=1) if due == due.replace(hour=0, minute=0, second=0, microsecond=0) else due
    until = f"{last.month}月{last.day}日 {'24:00' if last != due else f'{due:%H:%M}'}"
    if due <= now:
        return TimeLeft("已过截止时间", until, "red")
    days = count_working_days(now.date() + timedelta(days=1), last.date())
    if last.date() == now.date():
        return TimeLeft("今天截止", until, "red")
    if not days:
        return TimeLeft("最后一个工作日已到", until, "red")
    return TimeLeft(f"还有 {days} 个工作日", until, "amber" if days <= SOON else "grey")
