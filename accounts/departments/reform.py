"""机构改革: a department's row stays; the day it ended and its successor are written beside it."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit, clock
from accounts.appointments import appoint, dismiss
from accounts.models import Organisation, User

#: What else follows from a merger on its day; the county's business adds its own. Each takes the old department.
AFTER_MERGER: list[Callable[[Organisation], int]] = []


@transaction.atomic
def merge(*, old: Organisation, into: Organisation, on: date, by: User | None = None, people: bool = False) -> int:
    """From that day ``into`` answers for the duties of ``old``; the plan's words keep naming the old one.

    :param people: whoever holds a post in the old department gets the same post in the new one (人随事走).
    :returns: how many cases were handed over; those of a day still to come are when it comes.
    """
    if old == into or old.county != into.county:
        raise ValidationError("承接单位须是同一个县的另一个单位。")
    if not old.exists_on(on):
        raise ValidationError(f"{old}在该日不存在，无需办理。")
    if not into.exists_on(on):
        raise ValidationError(f"{into}在该日不存在，不能承接。")
    old.valid_to, old.successor = on, into
    old.save(update_fields=["valid_to", "successor"])
    audit.record(actor=by, verb="部门撤并", subject=old, detail={"承接单位": into.name, "日期": on})
    if people:
        bring_along(old, into, on=on, by=by)
    return sum(follow(old) for follow in AFTER_MERGER) if on <= clock.today() else 0


def bring_along(old: Organisation, into: Organisation, *, on: date, by: User | None) -> None:
    """End each post on the day, and give the same one in the successor."""
    for held in old.appointments.current(on).select_related("user", "region"):
        dismiss(appointment=held, on=on, by=by)
        if not into.appointments.current(on).filter(user=held.user, post=held.post).exists():
            appoint(user=held.user, post=held.post, region=held.region, organisation=into, since=on, by=by)
