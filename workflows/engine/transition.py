"""The only writer of a case's state, and the only writer of its history."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from accounts import clock

from .actions import Action
from .errors import NotNow
from .models import Case, Event
from .rights import capacity

P = ParamSpec("P")
R = TypeVar("R")


def part_of_a_step(function: Callable[P, R]) -> Callable[P, R]:
    """What is only ever done within somebody's step: the step's transaction holds it, and it needs no savepoint."""

    @wraps(function)
    def within(*args: P.args, **kwargs: P.kwargs) -> R:
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError(f"{function.__qualname__} is only part of a step")
        return function(*args, **kwargs)

    return within


@part_of_a_step
def move(case: Case, *, to: str, by, action: Action, because: str = "", **particulars) -> Event:
    """Change the legal status of a case, once, and say so in its history.

    The update names the state it starts from, so that of two people acting at once one is told "not now".

    :param by: the person; ``None`` when a deadline did it.
    :param particulars: see :func:`note`.
    """
    before = case.state
    if to not in case.MOVES.get(before, ()):
        raise NotNow(f"目前状态为“{case.get_state_display()}”，不能办理“{action.label}”。请刷新页面查看最新进度。")
    if not type(case).objects.filter(pk=case.pk, state=before).update(state=to):
        raise NotNow("这件事刚刚由别人办理了。请刷新页面查看最新进度。")
    case.state = to
    event = note(case, by=by, action=action, because=because, before=before, **particulars)
    case.announce(event)
    return event


def note(
    case: Case,
    *,
    by,
    action: Action,
    because: str = "",
    before: str | None = None,
    organisation=None,
    confidential: bool = False,
    data: dict | None = None,
) -> Event:
    """Enter something in a case's history that leaves its state as it is.

    :param organisation: the department on whose behalf it was done.
    :param confidential: shown only to those who handle the case (veto answers: domain rule R10).
    """
    acting = capacity(by, action, case, organisation.pk if organisation else None)
    return Event.objects.create(
        county=case.county,
        process_id=case.process_id,
        at=clock.now(),
        actor=by,
        actor_name=by.display_name if by else "系统",
        post=acting.post,
        on_behalf_of=acting.on_behalf_of,
        organisation_name=organisation.name if organisation else "",
        action=action,
        before=case.state if before is None else before,
        after=case.state,
        opinion=because,
        confidential=confidential,
        data=data or {},
    )
