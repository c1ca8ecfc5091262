"""A case's history as the person may read it, and on whom it waits now."""

from accounts.models import Appointment
from workflows.engine.actions import Action
from workflows.engine.models import Case, WorkItem


def steps_of(case: Case, events, user) -> dict:
    """Entries of the history and the open work.

    A confidential entry (a department's score, a veto answer) shows that it was made, not what it says, to anybody
    outside that department.
    """
    own = {held.organisation.name for held in user.current_appointments if held.organisation}
    entries = []
    for event in events:
        sealed = event.confidential and event.organisation_name not in own
        entries.append(
            {
                "at": event.at,
                "actor": event.actor_name,
                "post": event.get_post_display(),
                "organisation": event.organisation_name,
                "action": Action(event.action).label,
                "opinion": "" if sealed else event.opinion,
                "state": "done",
                "after": label_of(case, event.after),
                "changed": event.before != event.after,
            }
        )
    return {"entries": entries, "waiting": waiting(case), "user_acts": acts(case, user)}


def label_of(case: Case, state: str) -> str:
    """A state in the office's words."""
    return dict(case._meta.get_field("state").choices).get(state, state)


def waiting(case: Case) -> list[dict]:
    """On whom the case waits: step, post, place, who holds it, until when."""
    items = WorkItem.objects.open().filter(process_id=case.process_id).select_related("organisation", "place__parent")
    return [{"item": item, "people": holders(item)} for item in items.order_by("opened_at", "pk")]


def holders(item: WorkItem) -> list[str]:
    """Names of those who can do it today."""
    held = Appointment.objects.current().filter(
        post=item.post, region_id=item.place_id, organisation_id=item.organisation_id
    )
    return [row.user.display_name for row in held.select_related("user")]


def acts(case: Case, user) -> list[WorkItem]:
    """The open steps of this case that the person can do now."""
    return list(WorkItem.objects.waiting_for(user).filter(process_id=case.process_id))


