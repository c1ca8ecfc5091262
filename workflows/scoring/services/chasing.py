"""Overdue countersignatures and answers: the department is reminded every working day, the office is told (催办升级).

Nobody's silence counts as consent: the piece of work stays open and holds up the lock.
"""

from collections import defaultdict

from django.db import transaction

from accounts import clock
from accounts.enums import Post
from accounts.models import Appointment
from accounts.notify import notify
from workflows.engine.calendar import is_working
from workflows.engine.models import WorkItem

#: Steps for which others wait and which no deadline ends.
CHASED = ("countersign", "countersign_again", "answer_objections", "sign_answers")


def chase() -> int:
    """Remind of what is overdue, each piece of work once a day; returns how many."""
    if not is_working(clock.today()):
        return 0
    late = WorkItem.objects.open().filter(node__in=CHASED, due_at__lt=clock.now())
    late = late.exclude(reminded_on=clock.today()).select_related("organisation")
    groups: dict[tuple, list[WorkItem]] = defaultdict(list)
    for item in late.order_by("organisation", "post", "due_at", "pk"):
        groups[item.county, item.organisation_id, item.post, item.place_id].append(item)
    told: dict[str, list[str]] = defaultdict(list)
    done = 0
    for (county, organisation, post, place), items in groups.items():
        if mine := remind(items, organisation, post, place):
            told[county].append(f"{mine[0].organisation} {mine[0].step_title}{len(mine)}件")
            done += len(mine)
    for county, lines in told.items():
        escalate(county, lines)
    return done


@transaction.atomic
def remind(items: list[WorkItem], organisation: int, post: str, place: str) -> list[WorkItem]:
    """A message to those who hold the post. A conditional update elects one of several machines."""
    mine = [
        item
        for item in items
        if WorkItem.objects.open()
        .filter(pk=item.pk)
        .exclude(reminded_on=clock.today())
        .update(reminded_on=clock.today())
    ]
    if mine:
        held = Appointment.objects.current().filter(post=post, region_id=place, organisation_id=organisation)
        titles = "\n".join(f"{item.step_title}：{item.title}" for item in mine[:10])
        more = f"\n等{len(mine)}件" if len(mine) > 10 else ""
        body = f"以下事项已过期限，没有办理不等于同意，锁分须等您办结：\n{titles}{more}"
        notify(held.people(), subject=f"超期催办：{len(mine)}件", body=body, url="/scoring/")
    return mine


def escalate(county: str, lines: list[str]) -> None:
    """The office hears which departments hold the lock up."""
    office = Appointment.objects.holding((Post.OFFICE_DIRECTOR, Post.OFFICE_OPERATOR), region_code=f"{county}000000")
    notify(
        office.people(),
        subject="部门会签和异议答复超期",
        body="以下部门超期没有办理，已催办，请督促：\n" + "\n".join(lines),
        url="/rounds/",
    )
