"""Several applicants at once, as offices do it: one list, one tick each. Every piece of work still goes through the one door."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workflows.engine.errors import Refusal
from workflows.engine.models import WorkItem
from workflows.engine.steps import perform


@dataclass
class Outcome:
    """What was done, and what was refused and why."""

    done: list[WorkItem] = field(default_factory=list)
    refused: list[tuple[WorkItem, str]] = field(default_factory=list)


def perform_each(items: Iterable[WorkItem], *, by, **data) -> Outcome:
    """Do each piece of work in a transaction of its own: one refusal leaves the others done."""
    outcome = Outcome()
    for item in items:
        try:
            perform(item.task, by=by, **data)
        except Refusal as refusal:
            outcome.refused.append((item, "".join((refusal.reason, *getattr(refusal, "missing", ())))))
        else:
            outcome.done.append(item)
    return outcome
