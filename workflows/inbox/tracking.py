"""A case's history as the person may read it."""

from collections.abc import Iterable

from workflows.engine.actions import Action
from workflows.engine.models import Case, Event, WorkItem

from .days_held import DaysHeld
from .whose_turn import waits


def steps_of(case: Case, events: Iterable[Event], user) -> dict:
    """Entries of the history, both clocks, and the open work.

    A confidential entry (a department's score, a veto answer) shows that it was made, not what it says nor by
    whom, to anybody outside that department.
    """
    names = {held.organisation.name for held in user.current_appointments if held.organisation}
    events, work = list(events), work_of(case)
    days = DaysHeld(case, events, work)
    waiting = [item for item in work if item.state == WorkItem.State.OPEN]
    return {
        "entries": [entry_of(case, event, days, sealed=is_sealed(event, names)) for event in events],
        "clocks": days.clocks(),
        "waiting": waits(case, waiting, user, days),
    }


def work_of(case: Case) -> list[WorkItem]:
    """Every piece of work of a case, done, open or cancelled, as it came."""
    found = WorkItem.objects.filter(process_id=case.process_id).order_by("opened_at", "pk")
    return list(found.select_related("organisation", "place__parent", "handed_to__user"))


def is_sealed(event: Event, own_departments: set[str]) -> bool:
    """May only its department read it?"""
    return event.confidential and event.organisation_name not in own_departments


def entry_of(case: Case, event: Event, days: DaysHeld, *, sealed: bool) -> dict:
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
        "days": "" if sealed else days.words(event),
    }


def is_return(state: str) -> bool:
    """Did this entry send the case back, or end it?"""
    return (
        state.endswith("returned")
        or state.startswith("not_")
        or state in {"vetoed", "disqualified", "lapsed", "terminated"}
    )


def label_of(case: Case, state: str) -> str:
    """A state in the office's words."""
    return dict(case._meta.get_field("state").choices).get(state, state)
