"""Departments' ledgers beside the submitted figures: sealed until the lock, like the scores that rest on them."""

from collections.abc import Iterable

from workflows.applications.models import Application

from ..models import Ledger, LedgerValue
from .scores import readable_departments


def ledgers_read_by(application: Application, items: Iterable[str], user) -> dict[str, list[LedgerValue]]:
    """Data item → what readable ledgers say of the applicant.

    For each item the newest ledger of a department that has it counts, also where it leaves the applicant out.
    """
    ledgers = list(Ledger.objects.filter(round=application.round_id).select_related("organisation").order_by("version"))
    readable = readable_departments(application, user, {one.organisation_id for one in ledgers})
    newest = {
        (one.organisation_id, item): one for one in ledgers if one.organisation_id in readable for item in one.items
    }
    if not newest:
        return {}
    values = LedgerValue.objects.filter(
        ledger__in={one.pk for one in newest.values()}, region=application.region_id, item__in=list(items)
    )
    found: dict[str, list[LedgerValue]] = {}
    for value in values.select_related("ledger__organisation").order_by("ledger"):
        if newest.get((value.ledger.organisation_id, value.item)) == value.ledger:
            found.setdefault(value.item, []).append(value)
    return found
