"""催办: a message to those who are late, once a day at most."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localtime

from accounts import clock
from accounts.audit import record
from accounts.models import Appointment, Letter, User
from accounts.notify import notify
from accounts.outbox.letters import draft
from accounts.outbox.ways import bulk_limit
from workflows.engine.actions import Action
from workflows.engine.calendar import end_of
from workflows.engine.models import WorkItem
from workflows.engine.rights import may, require
from workflows.rounds.models import Round

from .round_figures import is_late, items_of


@dataclass(frozen=True)
class Reminded:
    """How many pieces of work were named; ``letter`` where so many people hold them that a colleague looks first."""

    count: int
    letter: Letter | None = None


@transaction.atomic
def remind(*, round_: Round, by, organisation_id: int | None = None) -> Reminded:
    """Remind one department of all its open work, or everybody who is late of what is late.

    Those named today already are left out. A reminder to very many lies in the outbox, for this day only: tomorrow
    other work may be late.
    """
    require(may(by, Action.REMIND, round_))
    items = items_of(round_).filter(state=WorkItem.State.OPEN).exclude(reminded_on=clock.today())
    items = items.filter(organisation_id=organisation_id) if organisation_id else items.filter(is_late())
    groups: dict[tuple, list[WorkItem]] = {}
    for item in items.select_for_update(of=("self",)).order_by("due_at"):
        groups.setdefault((item.post, item.place_id, item.organisation_id), []).append(item)
    named = [item.pk for work in groups.values() for item in work]
    if not named:
        return Reminded(0)
    texts = texts_for(groups)
    subject, letter = f"催办：{round_}", None
    if len(texts) > bulk_limit():
        letter = draft(
            county=round_.county,
            subject=subject,
            audience=f"逾期未办的{len(texts)}人，各发各的事项",
            people=texts,
            bodies={user.pk: text for user, text in texts.items()},
            url="/",
            good_until=end_of(clock.today()),
            by=by,
        )
    else:
        for user, text in texts.items():
            notify([user], subject=subject, body=text, url="/")
    WorkItem.objects.filter(pk__in=named).update(reminded_on=clock.today())
    record(actor=by, verb="催办", subject=round_, county=round_.county, detail={"count": len(named)})
    return Reminded(len(named), letter)


def texts_for(groups: dict[tuple, list[WorkItem]]) -> dict[User, str]:
    """What each person is told: one text, whatever posts he holds."""
    work: dict[User, list[WorkItem]] = {}
    for (post, place, organisation), items in groups.items():
        held = Appointment.objects.current().filter(post=post, region_id=place, organisation_id=organisation)
        for user in held.people():
            work.setdefault(user, []).extend(items)
    return {user: words_for(items) for user, items in work.items()}


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
