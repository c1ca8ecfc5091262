"""催办: a message to those who are late, once a day at most."""

from django.db import transaction
from django.utils.timezone import localtime

from accounts import clock
from accounts.audit import record
from accounts.models import Appointment
from accounts.notify import notify
from workflows.engine.actions import Action
from workflows.engine.models import WorkItem
from workflows.engine.rights import may, require
from workflows.rounds.models import Round

from .round_figures import is_late, items_of


@transaction.atomic
def remind(*, round_: Round, by, organisation_id: int | None = None) -> int:
    """Remind one department of all its open work, or everybody who is late of what is late.

    :returns: how many pieces of work were named; those named today already are left out.
    """
    require(may(by, Action.REMIND, round_))
    items = items_of(round_).filter(state=WorkItem.State.OPEN).exclude(reminded_on=clock.today())
    items = items.filter(organisation_id=organisation_id) if organisation_id else items.filter(is_late())
    groups: dict[tuple, list[WorkItem]] = {}
    for item in items.select_for_update(of=("self",)).order_by("due_at"):
        groups.setdefault((item.post, item.place_id, item.organisation_id), []).append(item)
    for (post, place, organisation), work in groups.items():
        held = Appointment.objects.current().filter(post=post, region_id=place, organisation_id=organisation)
        notify(held.people(), subject=f"催办：{round_}", body=words_for(work), url="/")
    named = [item.pk for work in groups.values() for item in work]
    WorkItem.objects.filter(pk__in=named).update(reminded_on=clock.today())
    if named:
        record(actor=by, verb="催办", subject=round_, county=round_.county, detail={"count": len(named)})
    return len(named)


def words_for(work: list[WorkItem]) -> str:
    """What is asked for, the most urgent first."""
    lines = [f"{item.step_title}：{item.title}{due_words(item)}" for item in work[:10]]
    more = f"等{len(work)}件" if len(work) > len(lines) else ""
    return "请抓紧办理：\n" + "\n".join(lines) + more


def due_words(item: WorkItem) -> str:
    """``（期限11月5日）``, where there is one."""
    if item.due_at is None:
        return ""
    due = localtime(item.due_at)
    return f"（期限{due.month}月{due.day}日）"
