"""Refusals become pages: 403 not you, 404 not there for you, 409 not now."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .errors import BUSY, NotNow, Refusal

#: PostgreSQL: could not get the lock in time; two waited for each other.
LOCKED_OUT = frozenset({"55P03", "40P01"})


class RefusalMiddleware:
    """Shows a refusal with its reason and a way on; nothing was changed when one is raised."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other error to Django."""
        if is_busy(error):
            error = NotNow(BUSY)
        if not isinstance(error, Refusal):
            return None
        template = {403: "403.html", 404: "404.html"}.get(error.status, "409.html")
        context = {"reason": error.reason, "missing": getattr(error, "missing", ())}
        return render(request, template, context, status=error.status)


def is_busy(error: Exception) -> bool:
    """Did the database give up waiting for somebody else's lock? Nothing was changed then."""
    if not isinstance(error, OperationalError):
        return False
    return getattr(error.__cause__, "sqlstate", "") in LOCKED_OUT or "database is locked" in str(error)
