"""逾期提级: what is two working days over its limit is told to the superior, once a step. Nothing is decided by it.

The work stays with whoever has it; the superior is told, and the history says that he was.
"""

from collections import defaultdict
from datetime import time, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from accounts import clock
from accounts.codes import line_of
from accounts.enums import Post
from accounts.models import Appointment
from accounts.notify import notify

from .actions import Action
from .calendar import COUNTY_TIME, working_days_between
from .models import WorkItem
from .nodes import case_of
from .transition import note

#: Who answers for whom; of a department within the department, of a place there or above it.
SUPERIORS: dict[str, Post] = {
    Post.VILLAGE_CLERK: Post.VILLAGE_SECRETARY,
    Post.VILLAGE_SECRETARY: Post.TOWN_LEADER,
    Post.TOWN_REVIEWER: Post.TOWN_LEADER,
    Post.TOWN_LEADER: Post.OFFICE_DIRECTOR,
    Post.DEPT_SCORER: Post.DEPT_LEADER,
    Post.VETO_RESPONDENT: Post.DEPT_LEADER,
    Post.DEPT_LEADER: Post.OFFICE_DIRECTOR,
    Post.OFFICE_OPERATOR: Post.OFFICE_DIRECTOR,
    Post.OFFICE_DIRECTOR: Post.COUNTY_LEADER,
}
IN_THE_DEPARTMENT = frozenset({Post.DEPT_LEADER})
#: Working days over the limit; on the first those who have the work are reminded themselves.
DAYS_OVER = 2
FIRST_HOUR = time(8)
#: Of one tick; the next takes the rest.
MOST = 500


def escalate_overdue() -> int:
    """A chore of every tick, on working days in office hours; returns how many pieces of work were told."""
    now, today = localtime(clock.now(), COUNTY_TIME), clock.today()
    if now.time() < FIRST_HOUR:
        return 0
    late = WorkItem.objects.open().filter(due_at__lt=now - timedelta(days=DAYS_OVER - 1), escalated_at=None)
    items = list(late.filter(post__in=SUPERIORS).order_by("due_at", "pk")[:MOST])
    if not items:
        return 0
    working = working_days_between(last_day(items[0]), today)
    if today not in working:
        return 0
    groups: dict[tuple, list[int]] = defaultdict(list)
    for item in items:
        if sum(day > last_day(item) for day in working) >= DAYS_OVER:
            groups[item.post, item.place_id, item.organisation_id].append(item.pk)
    return sum(tell(place, post, organisation, work) for (post, place, organisation), work in groups.items())


def last_day(item: WorkItem):
    """The day on which it was due; a limit that ends at midnight belongs to the day before."""
    return localtime(item.due_at - timedelta(seconds=1), COUNTY_TIME).date()


@transaction.atomic
def tell(place: str, post: str, organisation: int | None, work: list[int]) -> int:
    """One message to the superior of a post about several pieces of work, and an entry in the history of each."""
    fresh = WorkItem.objects.open().filter(pk__in=work, escalated_at=None)
    items = list(fresh.select_for_update(of=("self",)).select_related("task__process", "organisation").order_by("pk"))
    superior = SUPERIORS[post]
    held = holders_of(superior, place, organisation)
    if not items or not held.exists():
        return 0
    WorkItem.objects.filter(pk__in=[item.pk for item in items]).update(escalated_at=clock.now())
    for item in items:
        note(
            case_of(item.task.process),
            by=None,
            action=Action.ESCALATE,
            because=f"{item.step_title}逾期{DAYS_OVER}个工作日，已报{superior.label}督办",
            organisation=item.organisation,
            confidential=item.organisation_id is not None,
            data={"task": item.pk},
        )
    notify(
        held.people(),
        subject=f"逾期未办{len(items)}件，请督办",
        body=f"{items[0].get_post_display()}以下工作已逾期{DAYS_OVER}个工作日：\n{listed(items)}\n不办理不会自动通过。",
        url="/",
    )
    return len(items)


def holders_of(post: Post, place: str, organisation: int | None):
    """Who holds the superior's post: in the same department, or at the nearest place upwards that has one."""
    held = Appointment.objects.current().filter(post=post)
    if post in IN_THE_DEPARTMENT:
        return held.filter(organisation_id=organisation)
    return held.filter(region_id__in=line_of(place))


def listed(items: list[WorkItem]) -> str:
    """The longest overdue first."""
    shown = sorted(items, key=lambda item: (item.due_at, item.pk))[:10]
    lines = [f"{item.step_title}：{item.title}" for item in shown]
    return "\n".join(lines) + (f"\n等{len(items)}件" if len(items) > len(shown) else "")
