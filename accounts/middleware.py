"""Marks every request, so that an audit entry can name it and the address it came from."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect

ALWAYS_OPEN = {"accounts:password_change", "accounts:logout", "accounts:login"}


@dataclass(frozen=True)
class RequestMark:
    request_id: str = ""
    ip: str | None = None


_mark: ContextVar[RequestMark | None] = ContextVar("request_mark", default=None)


def current_mark() -> RequestMark:
    """Of the request being answered; empty on the command line and in a job."""
    return _mark.get() or RequestMark()


def client_ip(request: HttpRequest) -> str | None:
    """As the outermost trusted proxy saw it: what stands further left in the header, anybody could have typed."""
    proxies = settings.AXES_IPWARE_PROXY_COUNT or 0
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.META.get("REMOTE_ADDR") or None


class RequestMarkMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _mark.set(RequestMark(request_id=uuid4().hex, ip=client_ip(request)))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = current_mark().request_id
        finally:
            _mark.reset(token)
        return response


class InitialPasswordMiddleware:
    """A password that somebody else has seen opens one door only: to the page where it is changed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user, match = request.user, request.resolver_match
        if user.is_authenticated and user.initial_password and match.view_name not in ALWAYS_OPEN:
            return redirect("accounts:password_change")
        return None
