"""没变: what was said before is said again, by a person, with one tap."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts import clock
from workflows.engine.errors import NotNow

from ..fields import Path
from ..models import Application, EvidenceLink, FieldMark, KnownValue
from .carrying_over import last_application
from .evidence import bind
from .writing import hold, write


@transaction.atomic
def confirm_unchanged(
    *, application: Application, by, fields: Iterable[Path], proofs: dict[int, str] | None = None
) -> int:
    """Say again what was said before; returns how many fields were confirmed.

    A field that somebody has filled in meanwhile is left as it is.

    :param proofs: files that prove it again: number of last time's link → this year's indicator.
    """
    held = hold(application, by=by)
    names = {str(path): path for path in fields}
    typed = set(FieldMark.objects.filter(application=held, field__in=names).values_list("field", flat=True))
    rows = KnownValue.objects.filter(application=held, field__in=names, confirmed_at=None).exclude(field__in=typed)
    known = {row.field: row.value for row in rows}
    write(held, by=by, fields={names[field]: as_stored(names[field], value) for field, value in known.items()})
    KnownValue.objects.filter(application=held, field__in=known).update(confirmed_by=by, confirmed_at=clock.now())
    bind_again(held, by=by, proofs=proofs or {})
    return len(known)


def bind_again(application: Application, *, by, proofs: dict[int, str]) -> None:
    """Let files of the last application prove the same thing in this one; the bytes are stored once."""
    before = last_application(application) if proofs else None
    links = EvidenceLink.objects.filter(application=before, pk__in=proofs).select_related("file") if before else ()
    if len(links) != len(proofs):
        raise NotNow("上次的材料已经变了，请刷新页面再选。")
    for link in links:
        bind(
            application=application,
            by=by,
            indicator=proofs[link.pk],
            file=link.file,
            proves=link.proof or link.proves,
        )


def as_stored(path: Path, value) -> Any:
    """A known value as the draft's column holds it."""
    return Decimal(value) if path.section == "data" and value is not None else value
