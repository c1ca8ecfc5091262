"""What a person's step may cost: the figure that every story holds, whatever it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.test.utils import CaptureQueriesContext

from workflows.engine.models import Case
from workflows.rounds.models import Round

#: Queries of one case's step stay under it, savepoints and the papers' own included.
MOST_QUERIES = 40
#: What a step may ask besides in a rare case. Accepted again after a return: what stands of its scoring comes along,
#: out of five tables and into them. Answers signed where a task has two leads: objectors are told, and the other
#: lead's branch is opened, in the same step.
BESIDES = {"accept_at_county": 12, "sign_answers": 3}


def cases_moved(case: Case) -> int:
    """A step of a round moves its applications too, one by one: each has the budget of a step."""
    return 1 + case.applications.count() if isinstance(case, Round) else 1


#: Node → the most that one of its steps has asked for each case that it moved; while somebody wants to know.
_spent: ContextVar[dict[str, float] | None] = ContextVar("spent", default=None)


@contextmanager
def spent() -> Iterator[dict[str, float]]:
    """Within it every step of a story is entered with its figure."""
    found: dict[str, float] = {}
    token = _spent.set(found)
    yield found
    _spent.reset(token)


@contextmanager
def within_budget(node: str, case: Case) -> Iterator[None]:
    """Within it one step is done."""
    moved = cases_moved(case)
    most = MOST_QUERIES * moved
    if node in BESIDES and case.scores.exists():
        most += BESIDES[node]
    with CaptureQueriesContext(connection) as asked:
        yield
    if (found := _spent.get()) is not None:
        found[node] = max(found.get(node, 0), len(asked) / moved)
    assert len(asked) < most, "\n".join([f"{node}: {len(asked)} queries", *(one["sql"][:200] for one in asked)])
