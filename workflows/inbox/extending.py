"""延期 and 催办 of one piece of work, from the page that tracks its case."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from accounts import clock
from accounts.enums import Post
from accounts.models import Appointment, User
from accounts.notify import notify
from workflows.engine.actions import Action
from workflows.engine.calendar import end_of, is_working
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.models import Event, WorkItem
from workflows.engine.nodes import case_of
from workflows.engine.rights import may, require
from workflows.engine.transition import note

from .reminding import words_for

#: The longest prolongation.
LONGEST = timedelta(days=30)
#: What the applicant fills in is due for all at the end of the intake, or by the day that a return names.
OF_THE_APPLICANT = frozenset({"fill_in", "submit"})
#: Townships look after the work of their own villages.
TOWNSHIP = (Post.TOWN_REVIEWER, Post.TOWN_LEADER)


@transaction.atomic
def extend(*, item: WorkItem, by: User, until: date, reason: str) -> None:
    """Give a piece of work more time, once; the director's to allow.

    :raises NotNow, NotYou, Incomplete: nothing was changed.
    """
    item = held(item)
    case = case_of(item.task.process)
    require(may(by, Action.EXTEND, case))
    if item.due_at is None or item.node in OF_THE_APPLICANT:
        raise NotNow("申报和补正的期限对各单位是统一的，不能单独延期。")
    if Event.objects.filter(process_id=item.process_id, action=Action.EXTEND, data__task=item.pk).exists():
        raise NotNow("这项工作已经延期过一次，不能再延。")
    if not reason.strip():
        raise Incomplete("请写明延期的理由。")
    due = end_of(until)
    if due <= max(item.due_at, clock.now()):
        raise Incomplete("新的期限要晚于原来的期限，也要晚于今天。")
    if due - item.due_at > LONGEST:
        raise Incomplete(f"一次最多延{LONGEST.days}天。")
    if not is_working(until):
        raise Incomplete("期限请定在工作日。")
    before, item.due_at = item.due_at, due
    item.save(update_fields=["due_at"])
    words = f"{item.step_title}由{day(before)}延至{until.month}月{until.day}日：{reason.strip()}"
    note(case, by=by, action=Action.EXTEND, because=words, data={"task": item.pk})
    notify(holders(item).people(), subject=f"已延期：{item.title}", body=words, url=f"/todo/{item.pk}/")


@transaction.atomic
def urge(*, item: WorkItem, by: User) -> None:
    """Remind those who hold one piece of work, once a day.

    :raises NotNow, NotYou: nobody was reminded.
    """
    item = held(item)
    case = case_of(item.task.process)
    if not may_urge(by, item, case):
        raise NotYou("催办由县领导小组办公室办理；本镇村里的事项由镇（街道）催办。")
    if item.reminded_on == clock.today():
        raise NotNow("今天已经催办过，明天再催。")
    item.reminded_on = clock.today()
    item.save(update_fields=["reminded_on"])
    note(case, by=by, action=Action.REMIND, because=f"催办{item.step_title}", organisation=None)
    notify(holders(item).people(), subject=f"催办：{item.title}", body=words_for([item]), url=f"/todo/{item.pk}/")


def may_urge(user: User, item: WorkItem, case) -> bool:
    """The office everything of its county; a township what waits in its own villages."""
    round_ = getattr(case, "round", case)
    if may(user, Action.REMIND, round_):
        return True
    return item.node in OF_THE_APPLICANT and any(
        held.post in TOWNSHIP and held.covers(item.place_id) for held in user.current_appointments
    )


def held(item: WorkItem) -> WorkItem:
    """Locked behind its case; still open."""
    with item.task.flow_task.flow_class.lock(item.process_id):
        item = WorkItem.objects.select_related("task__process", "organisation").get(pk=item.pk)
    if item.state != WorkItem.State.OPEN:
        raise NotNow("这项工作已经办结，不用再办。")
    return item


def holders(item: WorkItem):
    """Appointments under which the piece of work can be done today."""
    return Appointment.objects.current().filter(
        post=item.post, region_id=item.place_id, organisation_id=item.organisation_id
    )


def day(moment) -> str:
    """``3月6日``: the last day of a limit that ends at midnight."""
    last = localtime(moment - timedelta(seconds=1))
    return f"{last.month}月{last.day}日"
