"""A running round is taken along to a newer edition of the procedure: all of it, or none of it."""

from collections.abc import Iterator, Mapping

from django.db import transaction

from accounts.audit import record
from workflows.applications.models import Application
from workflows.applications.states import CLOSED
from workflows.engine.actions import Action
from workflows.engine.errors import NotNow
from workflows.engine.models import Case
from workflows.engine.steps import hold_all
from workflows.engine.transition import note
from workflows.engine.upgrading import carry_over, composed
from workflows.rounds.models import Kind, Round
from workflows.rounds.states import ENDED

from .agreement import disagreements
from .editions import EDITIONS


@transaction.atomic
def take_along(*, round_: Round, to: int, by=None) -> dict[str, int]:
    """Move a round and every application of it to another edition.

    The round is the unit: its applicants are judged by one procedure. Every case is held meanwhile; afterwards each
    must agree with its legal state, or nothing has happened.

    :returns: how many ``cases`` and open ``tasks`` were moved.
    :raises NotNow: there is no such edition, the round has ended, or a case has nowhere to stand in it.
    """
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    require_way(round_, to)
    cases = [round_, *still_running(round_)]
    hold_all(case.process_id for case in cases)
    tasks = sum(move_case(case, round_, to, by=by) for case in cases)
    before, round_.flow_version = round_.flow_version, to
    round_.save(update_fields=["flow_version"])
    moved = {"cases": len(cases), "tasks": tasks}
    record(actor=by, verb="流程换版", subject=round_, detail={"from": before, "to": to, **moved})
    return moved


def require_way(round_: Round, to: int) -> None:
    """Only forwards, only to what exists, only what still runs."""
    if to not in EDITIONS or to <= round_.flow_version:
        raise NotNow(f"{round_}现用第{round_.flow_version}版流程，不能换到第{to}版。请核对版本号。")
    if round_.state in ENDED or round_.process_id is None:
        raise NotNow(f"{round_}没有在办的流程，不用换版。")


def still_running(round_: Round) -> Iterator[Application]:
    """Applications with a way to go; who has ended keeps the procedure by which it ended."""
    yield from Application.objects.filter(round=round_).exclude(state__in=CLOSED).exclude(process=None).order_by("pk")


def move_case(case: Case, round_: Round, to: int, *, by) -> int:
    """One case, with an entry in its history."""
    tasks = carry_over(case, flow_of(case, to), composed(renamings(case, round_.flow_version, to)))
    note(case, by=by, action=Action.CHANGE_EDITION, because=f"流程由第{round_.flow_version}版换为第{to}版。")
    for wrong in disagreements(case):
        raise NotNow(f"{wrong}。没有换版，请改正 flows/editions.py 后重试。")
    return tasks


def flow_of(case: Case, number: int) -> type:
    """The class that moves this kind of case in an edition."""
    edition = EDITIONS[number]
    return edition.round if isinstance(case, Round) else edition.applications[Kind(case.round.kind)]


def renamings(case: Case, before: int, to: int) -> Iterator[Mapping[str, str]]:
    """What each edition on the way calls otherwise."""
    for number in sorted(EDITIONS):
        if before < number <= to:
            yield EDITIONS[number].renamed.get(flow_of(case, number), {})
