"""Timers are rows: one command fires what is due, once, whichever machine runs it."""

import logging
from collections.abc import Callable
from datetime import datetime

from accounts import clock

from .models import Deadline, Event, WorkItem
from .steps import release_task

log = logging.getLogger("shifan.deadlines")

#: What else a tick sees to; the stages add theirs. Each elects one machine for itself.
CHORES: list[Callable[[], int]] = []


def run_chores() -> int:
    """Everything that the stages want done from time to time; one that fails does not stop the others."""
    done = 0
    for chore in CHORES:
        try:
            done += chore()
        except Exception:
            log.exception("chore %s failed", chore.__name__)
    return done


def fire_due() -> int:
    """Let every waiting step go on whose moment has come; returns how many did.

    A conditional update elects one of several tickers; a step that fails stays armed and is tried at the next tick.
    The process is locked first, as by everybody else who touches a case.
    """
    fired = 0
    due = Deadline.objects.filter(due_at__lte=clock.now(), fired_at=None, cancelled_at=None)
    for deadline in due.select_related("task__process").order_by("due_at"):
        try:
            task = deadline.task
            with task.flow_task.flow_class.lock(task.process_id):
                won = Deadline.objects.filter(pk=deadline.pk, fired_at=None, cancelled_at=None).update(
                    fired_at=clock.now()
                )
                if won:
                    release_task(task)
                    fired += 1
        except Exception:  # one broken case must not stop the others
            log.exception("deadline %s of task %s failed", deadline.pk, deadline.task_id)
    return fired


def next_due() -> datetime | None:
    """When the next timer goes off, for whoever waits."""
    armed = Deadline.objects.filter(fired_at=None, cancelled_at=None)
    return armed.order_by("due_at").values_list("due_at", flat=True).first()


def backlog() -> dict[str, int]:
    """Figures for the operator: armed timers, overdue work, entries of history."""
    return {
        "armed": Deadline.objects.filter(fired_at=None, cancelled_at=None).count(),
        "overdue": WorkItem.objects.open().filter(due_at__lt=clock.now()).count(),
        "events": Event.objects.count(),
    }
