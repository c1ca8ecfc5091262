"""The only door to guardian: rights on single objects, where a post does not say enough.

Scope follows from appointments; a grant here is the exception that names one object: a provincial reviewer may read
exactly the applications that were reported to the province.
"""

from collections.abc import Iterable

from django.db import models, transaction
from guardian.shortcuts import assign_perm, remove_perm

from accounts import audit
from accounts.models import User


def reading_right(model: type[models.Model]) -> str:
    """Django's own view permission of a model."""
    return f"{model._meta.app_label}.view_{model._meta.model_name}"


@transaction.atomic
def grant_reading(*, user: User, objects: Iterable[models.Model], by: User | None, reason: str) -> None:
    """Let one person read these objects; each grant is in the audit log."""
    for obj in objects:
        assign_perm(reading_right(type(obj)), user, obj)
        audit.record(actor=by, verb="授权查阅", subject=obj, detail={"人员": str(user), "事由": reason})


@transaction.atomic
def withdraw_reading(*, user: User, objects: Iterable[models.Model], by: User | None, reason: str) -> None:
    """Take the right back."""
    for obj in objects:
        remove_perm(reading_right(type(obj)), user, obj)
        audit.record(actor=by, verb="收回查阅授权", subject=obj, detail={"人员": str(user), "事由": reason})
