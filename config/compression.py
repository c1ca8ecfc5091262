"""Compressed pages for slow lines."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

#: What shrinks; photographs and PDFs are compressed already.
SHRINKS = ("text/", "application/json", "image/svg+xml")


class TextGZipMiddleware(GZipMiddleware):
    """Gzip for text only. Django adds random bytes and masks its tokens, so that sizes do not give secrets away."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(SHRINKS):
            return response
        return super().process_response(request, response)
