"""Marks every request, so that an audit entry can name it and the address it came from."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

ALWAYS_OPEN = {
    "accounts:password_change",
    "accounts:text_size",
    "accounts:logout",
    "accounts:login",
    "accounts:login_again",
}
#: What is not signed in any more, in words for a script to show.
EXPIRED = "登录已过期，内容已存在本机，请重新登录。"
SOMEBODY_ELSE = "这台设备上现在登录的是别的账号，内容已存在本机，请用原来的账号重新登录。"


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


class SignedInMiddleware(LoginRequiredMiddleware):
    """Whoever is not signed in is led to the sign-in page; a script is told so: led away, it would take that page for an answer."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:  # type: ignore[override]
        by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest" or "Tus-Resumable" in request.headers
        if by_script:
            return JsonResponse({"reason": EXPIRED}, status=401)
        return super().handle_no_permission(request, view_func)


class SamePersonMiddleware:
    """What a page sends by script is in the name of the person it was made for (``X-Person``).

    On a shared phone another may have signed in meanwhile in a second window: the cookie is then theirs, and what waits
    in the first one must not become theirs too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        meant = request.headers.get("X-Person")
        if meant and request.user.is_authenticated and meant != str(request.user.pk):
            return JsonResponse({"reason": SOMEBODY_ELSE, "somebody_else": True}, status=401)
        return self.get_response(request)


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
