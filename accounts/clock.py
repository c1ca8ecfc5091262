"""The one source of time. A demonstration or a test tells its story at another moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta())


def now() -> datetime:
    return timezone.now() + _shift.get()


def today() -> date:
    """The date in the local time zone, not in UTC: before 8 a.m. the two differ in China."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let ``now()`` start at ``moment`` (naive: local time) and run on from there."""
    aware = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
    token = _shift.set(aware - timezone.now())
    try:
        yield
    finally:
        _shift.reset(token)
