"""Entering holidays and worked weekends (调休). Deadlines that run already are instants and stay where they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Count, Min

from accounts import clock
from accounts.audit import record
from accounts.models import User

from .calendar import COUNTY_TIME
from .errors import Incomplete
from .models import CalendarDay, CalendarYear, Deadline, WorkItem


@transaction.atomic
def enter(*, by: User | None, days: Iterable[date], working: bool | None, note: str = "", county: str = "") -> int:
    """Say of some days whether people work on them; ``None`` for as their weekday has it. Returns how many changed.

    A person enters days to come: what has been counted with the days gone by stands. ``by=None`` is the command line.

    :raises Incomplete: nothing was changed.
    """
    days = sorted(set(days))
    if not days:
        raise Incomplete("请选择日期。")
    if by is not None and days[0] < clock.today():
        raise Incomplete("已经过去的日子不能再改：期限和用时已经按原来的日历计算。")
    known = CalendarDay.objects.select_for_update().in_bulk(days)
    changed = 0
    for day in days:
        before = known[day].is_working if day in known else None
        after = None if working and day.weekday() < WEEKEND else working
        changed += before != after
        if after is None:
            CalendarDay.objects.filter(pk=day).delete()
        else:
            CalendarDay.objects.update_or_create(day=day, defaults={"is_working": after, "note": note[:40]})
    detail = {"起": str(days[0]), "止": str(days[-1]), "天数": len(days), "改为": WORDS[working], "说明": note}
    record(actor=by, verb="编制工作日历", county=county, detail=detail)
    return changed


#: Saturday, as ``date.weekday`` counts.
WEEKEND = 5
WORDS = {True: "上班", False: "放假", None: "照平常"}


@transaction.atomic
def announce(*, by: User | None, year: int, source: str, county: str = "") -> None:
    """The year's holidays are known from now on: its days are no longer estimated (推算).

    :raises Incomplete: nothing was changed.
    """
    if not source.strip():
        raise Incomplete("请写明依据，例如：国办发明电〔2026〕7号。")
    CalendarYear.objects.update_or_create(year=year, defaults={"source": source.strip()[:80]})
    record(actor=by, verb="登记日历依据", county=county, detail={"年份": year, "依据": source.strip()})


@dataclass(frozen=True)
class Running:
    """Deadlines of one kind that stay as they are: what, how many, the first of them."""

    title: str
    count: int
    first: datetime


def running_beyond(county: str, day: date) -> list[Running]:
    """Deadlines of a county that end on that day or later and were set before: they are not moved."""
    begins = datetime.combine(day, time.min, COUNTY_TIME)
    open_work = WorkItem.objects.open().filter(county=county, due_at__gte=begins)
    kinds = open_work.order_by().values_list("step_title").annotate(count=Count("pk"), first=Min("due_at"))
    found = [Running(*kind) for kind in kinds]
    armed = Deadline.objects.filter(county=county, due_at__gte=begins, fired_at=None, cancelled_at=None)
    waits: dict[str, list[datetime]] = {}
    for deadline in armed.select_related("task__process"):
        waits.setdefault(str(deadline.task.flow_task.task_title), []).append(deadline.due_at)
    found += [Running(title, len(dates), min(dates)) for title, dates in waits.items()]
    return sorted(found, key=lambda kind: kind.first)
