"""How the demonstration's people act: each does, through the engine's one door, what lies in their inbox."""

from collections.abc import Callable

from accounts.models import Appointment, User
from workflows.engine.models import Case, WorkItem
from workflows.engine.steps import perform

_HOLDERS: dict[tuple, User] = {}


def holder(item: WorkItem) -> User:
    """Who does this piece of work; remembered, so that appointments are read once."""
    key = (item.post, item.place_id, item.organisation_id)
    if key not in _HOLDERS:
        held = Appointment.objects.current().filter(
            post=item.post, region_id=item.place_id, organisation_id=item.organisation_id
        )
        _HOLDERS[key] = held.select_related("user").order_by("pk")[0].user
    return _HOLDERS[key]


def work(case: Case, node: str) -> list[WorkItem]:
    """Open pieces of work of a case at a node."""
    items = WorkItem.objects.open().filter(process_id=case.process_id, node=node)
    return list(items.select_related("task", "organisation").order_by("pk"))


def act(case: Case, node: str, **data: object | Callable[[WorkItem], object]) -> Case:
    """Do every open piece of work of a case at a node, as its holder.

    :param data: what the step's form would yield; a callable is asked once a piece of work.
    :returns: the case as it stands afterwards.
    """
    for item in work(case, node):
        given = {key: value(item) if callable(value) else value for key, value in data.items()}
        perform(item.task, by=holder(item), **given)
    return type(case).objects.select_related("process").get(pk=case.pk)
