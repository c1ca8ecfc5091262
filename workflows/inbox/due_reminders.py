"""到期提醒: whoever holds a piece of work hears of its limit, before and after, by day and on working days.

Of each piece at most once a day, whoever reminds; nothing is ever decided because a limit has passed.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from accounts import clock
from accounts.models import Appointment, User
from accounts.notify import notify
from workflows.engine.calendar import COUNTY_TIME
from workflows.engine.models import StandIn, WorkItem

from .due_marks import MARGIN, Mark, last_mark, working_days
from .reminding import words_for

#: Nobody is reminded before the office opens.
FIRST_HOUR = time(8)


def remind_of_limits() -> int:
    """With every tick; returns how many pieces of work were named."""
    now, today = localtime(clock.now()), clock.today()
    if now.time() < FIRST_HOUR:
        return 0
    items = list(near(today))
    if not items:
        return 0
    working = working_days(min(due_day(item) for item in items), today)
    if today not in working:
        return 0
    groups: dict[tuple, list[int]] = defaultdict(list)
    for item in items:
        if is_to_be_named(item, last_mark(due_day(item), today, working)):
            groups[item.post, item.place_id, item.organisation_id, item.handed_to_id].append(item.pk)
    return sum(remind_group(work, today, working) for work in groups.values())


def near(today):
    """Open work with a limit behind or shortly ahead that nobody was reminded of today."""
    horizon = datetime.combine(today + MARGIN, time.min, COUNTY_TIME)
    items = WorkItem.objects.open().filter(due_at__lt=horizon)
    return items.filter(Q(reminded_on=None) | Q(reminded_on__lt=today)).order_by("due_at", "pk")


def due_day(item: WorkItem):
    """The last day of a limit, which may end at midnight."""
    return localtime(item.due_at - timedelta(seconds=1), COUNTY_TIME).date()


def is_to_be_named(item: WorkItem, mark: Mark | None) -> bool:
    """It was there before the mark's day, and nobody has been reminded since."""
    if mark is None or localtime(item.opened_at, COUNTY_TIME).date() >= mark.day:
        return False
    return item.reminded_on is None or item.reminded_on < mark.day


@transaction.atomic
def remind_group(keys: list[int], today, working) -> int:
    """One message to those who hold this work. What another machine has named meanwhile is left out."""
    items = WorkItem.objects.open().filter(pk__in=keys).select_for_update(of=("self",)).order_by("due_at", "pk")
    marks = {item: last_mark(due_day(item), today, working) for item in items.select_related("handed_to")}
    named = [item for item, mark in marks.items() if is_to_be_named(item, mark)]
    if not named:
        return 0
    WorkItem.objects.filter(pk__in=[item.pk for item in named]).update(reminded_on=today)
    url = f"/todo/{named[0].pk}/" if len(named) == 1 else "/"
    notify(holders_of(named), subject=subject_for([marks[item].left for item in named]), body=words_for(named), url=url)
    return len(named)


def subject_for(left: Iterable[int]) -> str:
    """``到期提醒：2件已过期，1件今天到期``; a short message says no more than this."""
    counts: dict[str, int] = defaultdict(int)
    for days in sorted(left):
        counts[words_of(days)] += 1
    return "到期提醒：" + "，".join(f"{count}件{words}" for words, count in counts.items())


def words_of(days: int) -> str:
    if days < 0:
        return "已过期"
    return f"还有{days}个工作日到期" if days else "今天到期"


def holders_of(items: list[WorkItem]) -> list[User]:
    """The colleague it was passed to; else all who hold the post, and who stand in for somebody there."""
    item = items[0]
    if colleague := item.colleague:
        return [colleague]
    held = Appointment.objects.current().filter(
        post=item.post, region_id=item.place_id, organisation_id=item.organisation_id
    )
    people = list(held.people())
    if item.organisation_id:
        stand_ins = StandIn.objects.filter(post=item.post, organisation_id=item.organisation_id, ended_at=None)
        people += [one.user for one in stand_ins.select_related("user") if any(covers(one, work) for work in items)]
    return people


def covers(stand_in: StandIn, item: WorkItem) -> bool:
    """A township's code covers its villages."""
    code = stand_in.region_code
    return item.region_code.startswith(code[:9]) if code.endswith("000") else item.region_code == code
