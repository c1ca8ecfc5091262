"""What lies behind the processes of one page of a list, in two questions however many there are."""

from collections.abc import Iterable

from workflows.applications.models import Application
from workflows.engine.models import Event
from workflows.rounds.models import Round

from .lists import RETURNED


def cases_of(processes: Iterable[int]) -> dict[int, Application | Round]:
    """The application or round that each process moves."""
    processes = list(processes)
    applications = Application.objects.filter(process_id__in=processes).select_related("region__parent", "round")
    found: dict[int, Application | Round] = {case.process_id: case for case in applications}
    missing = [process for process in processes if process not in found]
    rounds = Round.objects.filter(process_id__in=missing) if missing else ()
    return found | {case.process_id: case for case in rounds}


def last_returns(processes: Iterable[int]) -> dict[int, Event]:
    """Who last sent each of them back, and why."""
    back = Event.objects.filter(process_id__in=list(processes), after__in=RETURNED).exclude(before__in=RETURNED)
    return {event.process_id: event for event in back.order_by("pk")}
