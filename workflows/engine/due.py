"""Until when, as a county says it: in working days; midnight belongs to the day that it ends (24:00)."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from accounts import clock

from .calendar import working_days_between

#: Working days within which something is due soon (即将到期); today is not one of them.
SOON_DAYS = 3
#: So far ahead deadlines lie; one that lies further counts the days up to here.
HORIZON = timedelta(days=400)


@dataclass(frozen=True)
class DueText:
    """How a deadline reads today, and how urgent that is."""

    text: str
    tone: str


def due_text(due_at: datetime, now: datetime, working: Callable[[], Set[date]]) -> DueText:
    """今天 18:00 到期 / 还有 5 个工作日 / 已超期 2 天.

    :param working: gives the working days after today; asked only where the day is not today or tomorrow.
    """
    due, now = localtime(due_at), localtime(now)
    if due < now:
        late = (now - due).days
        return DueText(f"已超期 {late} 天" if late else "已超期", "red")
    last = last_moment(due)
    hour = clock_time(due)
    if last.date() == now.date():
        return DueText(f"今天 {hour} 到期", "red")
    if last.date() == now.date() + timedelta(days=1):
        return DueText(f"明天 {hour} 到期", "amber")
    days = sum(now.date() < day <= last.date() for day in working())
    if not days:
        return DueText(f"{last.month}月{last.day}日 {hour} 到期", "red")
    return DueText(f"还有 {days} 个工作日", "amber" if days <= SOON_DAYS else "grey")


def last_moment(due_at: datetime) -> datetime:
    """The last moment in time, in the county's own; midnight is a moment of the day that it ends."""
    due = localtime(due_at)
    return due - timedelta(seconds=1) if is_midnight(due) else due


def clock_time(due_at: datetime) -> str:
    """``18:00``; midnight is the 24th hour of the day that it ends."""
    due = localtime(due_at)
    return "24:00" if is_midnight(due) else f"{due:%H:%M}"


def is_midnight(moment: datetime) -> bool:
    return moment == moment.replace(hour=0, minute=0, second=0, microsecond=0)


def working_ahead(keeper: object) -> Set[date]:
    """The working days after today: the calendar is asked once a page.

    :param keeper: the page's request, which keeps them.
    """
    today = clock.today()
    kept = getattr(keeper, "working_ahead", None)
    if kept is None or kept[0] != today:
        kept = (today, working_days_between(today + timedelta(days=1), today + HORIZON))
        if keeper is not None:
            keeper.working_ahead = kept
    return kept[1]
