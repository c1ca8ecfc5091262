"""Many at the same moment: threads with connections of their own that start together, and what became of each.

Used in ``transaction=True`` tests only: inside a test's own transaction nothing could collide.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from threading import Barrier, Thread

from django.db import connections

from tests.world import County, fresh, work
from workflows.engine.errors import Refusal
from workflows.engine.steps import perform
from workflows.flows.agreement import disagreements

#: How many press the button at once.
CROWD = 8


@dataclass
class Outcome:
    """What one of them was told."""

    value: object = None
    error: Exception | None = None

    @property
    def accepted(self) -> bool:
        return self.error is None

    @property
    def refused(self) -> bool:
        """Told no, in words; anything else is a crash."""
        return isinstance(self.error, Refusal)


def race(*calls: Callable[[], object]) -> list[Outcome]:
    """Call all of them at the same moment, each in a thread and on a connection of its own."""
    outcomes = [Outcome() for _ in calls]
    barrier = Barrier(len(calls))

    def run(number: int) -> None:
        try:
            connections["default"].ensure_connection()
            barrier.wait(timeout=30)
            outcomes[number].value = calls[number]()
        except Exception as error:
            outcomes[number].error = error
        finally:
            connections.close_all()

    threads = [Thread(target=copy_context().run, args=(run, number)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


class Crew:
    """Eight who stay for many races: each keeps a thread and a connection, so that a race costs little more than itself."""

    def __init__(self, size: int = CROWD):
        self.size, self.barrier, self.pool = size, Barrier(size), ThreadPoolExecutor(size)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *error) -> None:
        self.race(*[connections.close_all] * self.size)
        self.pool.shutdown()

    def race(self, *calls: Callable[[], object]) -> list[Outcome]:
        """As many calls as there are people, at the same moment."""
        return [one.result() for one in [self.pool.submit(copy_context().run, self.run, call) for call in calls]]

    def run(self, call: Callable[[], object]) -> Outcome:
        connections["default"].ensure_connection()
        self.barrier.wait(timeout=30)
        try:
            return Outcome(call())
        except Exception as error:
            return Outcome(error=error)


@dataclass
class Tally:
    """Counts over many races."""

    trials: int = 0
    doubled: int = 0
    lost: int = 0
    crashes: list[str] = field(default_factory=list)

    def count(self, outcomes: list[Outcome], *, expected: int = 1) -> None:
        """One race: so many may be accepted, the others are refused in words."""
        accepted = sum(one.accepted for one in outcomes)
        self.trials += 1
        self.doubled += max(accepted - expected, 0)
        self.lost += max(expected - accepted, 0)
        self.crashes += [repr(one.error) for one in outcomes if not one.accepted and not one.refused]

    @property
    def faults(self) -> dict:
        return {"doubled": self.doubled, "lost": self.lost, "crashes": self.crashes}


NO_FAULTS = {"doubled": 0, "lost": 0, "crashes": []}


def contest(county: County, case, node: str, tally: Tally, **data):
    """Like ``world.act``, but for every piece of work eight people press the button at the same moment."""
    for item in work(case, node):
        given = {key: value(item) if callable(value) else value for key, value in data.items()}
        people = county.holders(item)
        tally.count(race(*(partial(perform, item.task, by=people[n % len(people)], **given) for n in range(CROWD))))
        assert list(disagreements(fresh(case))) == []
    return fresh(case)


def together(county: County, case, node: str, tally: Tally, **data):
    """Like ``world.act``, but everybody who has a piece of work at the node does it at the same moment."""
    items = work(case, node)
    calls = [
        partial(
            perform,
            item.task,
            by=county.holder(item),
            **{key: value(item) if callable(value) else value for key, value in data.items()},
        )
        for item in items
    ]
    tally.count(race(*calls), expected=len(items))
    assert list(disagreements(fresh(case))) == []
    return fresh(case)


def footprint(case) -> dict:
    """Everything that a case has left in the database, counted: two cases with the same story leave the same."""
    tasks = case.process.task_set.all()
    rows = {
        relation.name: relation.related_model._base_manager.filter(**{relation.field.name: case}).count()
        for relation in case._meta.related_objects
    }
    return {
        **rows,
        "state": case.state,
        "tasks": Counter((task.flow_task.name, task.status) for task in tasks),
        "work": Counter(case.process.work_items.values_list("node", "state")),
        "events": Counter(case.process.events.values_list("action", "after")),
    }
