"""Requests that a weak network cut on their way: half a form would empty the fields that did not come.

Servers hand on what came and say nothing; a proxy that collects requests hides it, a line without one does not.
"""

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParser, MultiPartParserError

CUT = "请求没有传完整，什么都没有改。请再试一次。"
FORM = "application/x-www-form-urlencoded"


class WholeRequestMiddleware:
    """A form of which less came than was announced is refused before anybody reads it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.content_type == FORM and len(request.body) != announced(request.META):
            return HttpResponse(CUT, status=400, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class WholeUploadHandler(TemporaryFileUploadHandler):
    """The same for forms with files: read on as always, but an end that comes too early is a mistake."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 - Django names it
        handlers = [TemporaryFileUploadHandler(self.request)]
        return MultiPartParser(META, Counted(input_data, content_length), handlers, encoding).parse()


class Counted:
    """A stream that has to bring as much as was announced."""

    def __init__(self, stream, length: int):
        self.stream, self.left = stream, length

    def read(self, size: int = -1) -> bytes:
        """The next bytes; Django answers 400 when they end too early."""
        piece = self.stream.read(size)
        self.left -= len(piece)
        if not piece and size and self.left > 0:
            raise MultiPartParserError(CUT)
        return piece


def announced(meta) -> int:
    """So many bytes were to come."""
    length = meta.get("CONTENT_LENGTH") or "0"
    return int(length) if str(length).isdigit() else 0
