"""A case's history as the person may read it, and on whom it waits now."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from accounts import clock
from accounts.enums import RegionLevel
from accounts.models import Appointment, Proxy
from workflows.engine.actions import Action
from workflows.engine.models import Case, Event, WorkItem

#: An entry and the piece of work that it ends are written in one transaction.
SAME_MOMENT = timedelta(seconds=30)


def steps_of(case: Case, events: Iterable[Event], user) -> dict:
    """Entries of the history and the open work.

    A confidential entry (a department's score, a veto answer) shows that it was made, not what it says nor by
    whom, to anybody outside that department.
    """
    own = {held.organisation_id for held in user.current_appointments if held.organisation_id}
    names = {held.organisation.name for held in user.current_appointments if held.organisation}
    work = list(
        WorkItem.objects.filter(process_id=case.process_id)
        .exclude(state=WorkItem.State.CANCELLED)
        .select_related("organisation", "place__parent")
        .order_by("opened_at", "pk")
    )
    done = [item for item in work if item.state == WorkItem.State.DONE]
    entries = [entry_of(case, event, done, sealed=is_sealed(event, names)) for event in events]
    waiting = [item for item in work if item.state == WorkItem.State.OPEN]
    return {"entries": entries, "waiting": waits(waiting, user, own), "acts": acts(waiting, user)}


def is_sealed(event: Event, own_departments: set[str]) -> bool:
    """May only its department read it?"""
    return event.confidential and event.organisation_name not in own_departments


def entry_of(case: Case, event: Event, done: list[WorkItem], *, sealed: bool) -> dict:
    """One line of the history."""
    moved = event.before != event.after
    return {
        "at": event.at,
        "actor": "" if sealed else event.actor_name,
        "on_behalf_of": "" if sealed else event.on_behalf_of,
        "post": event.get_post_display(),
        "organisation": event.organisation_name,
        "action": Action(event.action).label,
        "opinion": "" if sealed else event.opinion,
        "sealed": sealed,
        "after": label_of(case, event.after) if moved else "",
        "back": moved and is_return(event.after),
        "days": None if sealed else days_taken(event, done),
    }


def is_return(state: str) -> bool:
    """Did this entry send the case back, or end it?"""
    return (
        state.endswith("returned")
        or state.startswith("not_")
        or state in {"vetoed", "disqualified", "lapsed", "terminated"}
    )


def days_taken(event: Event, done: list[WorkItem]) -> int | None:
    """Whole days between the arrival of the piece of work and this entry; ``None`` where it was none."""
    for item in done:
        if item.done_by_id == event.actor_id and abs(item.done_at - event.at) < SAME_MOMENT:
            return (event.at - item.opened_at).days
    return None


def label_of(case: Case, state: str) -> str:
    """A state in the office's words."""
    return dict(case._meta.get_field("state").choices).get(state, state)


def waits(items: list[WorkItem], user, own: set[int]) -> list[dict]:
    """On whom the case waits, step by step: who holds it, where, since when.

    Who scores is known to the county's own people only: nobody below should be tempted to call.
    """
    people = holders(items)
    at_county = any(held.region.level <= RegionLevel.COUNTY for held in user.current_appointments)
    steps: dict[str, dict] = {}
    for item in items:
        step = steps.setdefault(item.node, {"title": item.step_title, "due_at": item.due_at, "entries": []})
        step["entries"].append(
            {
                "place": str(item.organisation) if item.organisation else item.place.full_name,
                "post": item.get_post_display(),
                "people": people[key_of(item)] if at_county or not item.organisation_id else [],
                "opened_at": item.opened_at,
                "days": (clock.now() - item.opened_at).days,
                "mine": item.organisation_id in own,
                "item": item,
            }
        )
    return list(steps.values())


def key_of(item: WorkItem) -> tuple:
    return item.post, item.place_id, item.organisation_id


def holders(items: list[WorkItem]) -> dict[tuple, list[str]]:
    """Names of those who can do each piece of work today: one query for all of them."""
    found: dict[tuple, list[str]] = defaultdict(list)
    wanted = Q(pk__in=[])
    for post, place, organisation in {key_of(item) for item in items}:
        wanted |= Q(post=post, region_id=place, organisation_id=organisation)
    current = list(Appointment.objects.current().filter(wanted).select_related("user"))
    deputies = Proxy.objects.current().filter(principal__in=[held.user_id for held in current])
    stands_in = {proxy.principal_id: proxy.deputy.display_name for proxy in deputies.select_related("deputy")}
    for held in current:
        deputy = stands_in.get(held.user_id)
        name = f"{held.user.display_name}（{deputy}代理）" if deputy else held.user.display_name
        found[held.post, held.region_id, held.organisation_id].append(name)
    return found


def acts(waiting: list[WorkItem], user) -> list[WorkItem]:
    """The open steps of this case that the person can do now."""
    mine = {(held.post, held.region_id, held.organisation_id) for held in user.current_appointments}
    return [item for item in waiting if key_of(item) in mine]
