"""机构改革: a department's row stays; the day it ended and its successor are written beside it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit
from accounts.models import Organisation, User


@transaction.atomic
def merge(*, old: Organisation, into: Organisation, on: date, by: User | None = None) -> None:
    """From that day ``into`` answers for the duties of ``old``; the plan's words keep naming the old one."""
    if old == into or old.county != into.county:
        raise ValidationError("承接单位须是同一个县的另一个单位。")
    if not old.exists_on(on):
        raise ValidationError(f"{old}在该日不存在，无需办理。")
    if not into.exists_on(on):
        raise ValidationError(f"{into}在该日不存在，不能承接。")
    old.valid_to, old.successor = on, into
    old.save(update_fields=["valid_to", "successor"])
    audit.record(actor=by, verb="部门撤并", subject=old, detail={"承接单位": into.name, "日期": on})
