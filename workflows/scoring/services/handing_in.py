"""A department hands in all its sheets of a round at once: each in a transaction of its own."""

from accounts.models import Organisation
from workflows.engine.models import WorkItem
from workflows.rounds.models import Round

from .batches import Outcome, perform_each
from .rows import mine_among, work_of


def hand_in_all(*, round: Round, organisation: Organisation, by) -> Outcome:
    """Do the open scoring work of the person with the cells as they stand when it is that sheet's turn.

    One refusal leaves the others handed in; who presses twice finds nothing left to do.
    """
    work = work_of(round, organisation)
    mine = mine_among(by, work.values())
    items = sorted((work[process] for process in mine), key=lambda item: (item.region_code, item.pk))
    return perform_each(items, by=by, given=None)


def left_of(*, round: Round, organisation: Organisation, by) -> list[WorkItem]:
    """Open work of the department that the person cannot hand in: recused, or not theirs."""
    work = work_of(round, organisation)
    mine = mine_among(by, work.values())
    return [item for process, item in work.items() if item.state == WorkItem.State.OPEN and process not in mine]
