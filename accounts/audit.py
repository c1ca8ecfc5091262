"""The only writer of the audit log."""

from typing import Any

from django.db import models

from accounts.middleware import current_mark
from accounts.models import AuditEntry, User

SYSTEM = "系统"


def record(
    *,
    actor: User | None,
    verb: str,
    subject: models.Model | None = None,
    county: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write one line in the caller's transaction. ``verb`` is what an auditor reads: 任命, 登录成功."""
    mark = current_mark()
    signed_in = actor if actor is not None and actor.is_authenticated else None
    return AuditEntry.objects.create(
        county=county or getattr(subject, "county", "") or "",
        actor=signed_in,
        actor_name=str(signed_in or SYSTEM)[:60],
        verb=verb,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject_label=str(subject)[:200] if subject is not None else "",
        detail=detail or {},
        ip=mark.ip,
        request_id=mark.request_id,
    )
