"""Refusals become pages: 403 not you, 404 not there for you, 409 not now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .errors import Refusal


class RefusalMiddleware:
    """Shows a refusal with its reason and a way on; nothing was changed when one is raised."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other error to Django."""
        if not isinstance(error, Refusal):
            return None
        template = {403: "403.html", 404: "404.html"}.get(error.status, "409.html")
        context = {"reason": error.reason, "missing": getattr(error, "missing", ())}
        return render(request, template, context, status=error.status)
