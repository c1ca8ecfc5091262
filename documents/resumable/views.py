"""The addresses of tus 1.0. Who may send what is asked by the stage that mounts them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views import View

from documents.evidence import MAX_BYTES
from documents.resumable import headers, services
from documents.resumable.headers import Wrong
from documents.resumable.models import KEPT, Upload


class TusView(View):
    """Every answer names the version; a mistake is a sentence; POST may stand for a verb that a proxy does not let pass."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        instead = request.headers.get("X-HTTP-Method-Override", "").upper()
        if request.method == "POST" and instead in {"PATCH", "HEAD", "DELETE"}:
            request.method = instead
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Wrong as wrong:
            response = JsonResponse({"reason": wrong.reason, "again": wrong.again}, status=wrong.status)
        response["Tus-Resumable"] = headers.VERSION
        response["Cache-Control"] = "no-store"
        return response

    def options(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """What this server can do."""
        response = HttpResponse(status=204)
        response["Tus-Version"] = headers.VERSION
        response["Tus-Extension"] = headers.EXTENSIONS
        response["Tus-Max-Size"] = str(limit())
        return response


class BeginView(TusView):
    """Creation: ``POST`` with Upload-Length and Upload-Metadata (filename, key, sha256?) → 201 and the address."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        headers.check_version(request.headers)
        beginning = headers.Beginning.read(request.headers, most=limit())
        upload = services.begin(
            county=self.county(), owner=request.user, subject_key=self.subject_key(), beginning=beginning
        )
        response = HttpResponse(status=201)
        response["Location"] = self.address_of(upload)
        return told(response, upload)

    def county(self) -> str:
        """Where the file belongs."""
        raise NotImplementedError

    def subject_key(self) -> str:
        """What the file is for; refuses who may not send one."""
        raise NotImplementedError

    def address_of(self, upload: Upload) -> str:
        """Where it is sent to."""
        raise NotImplementedError


class GoOnView(TusView):
    """One upload: ``HEAD`` how much has come, ``PATCH`` the next piece, ``DELETE`` give up."""

    http_method_names = ["head", "patch", "delete", "post", "options"]
    upload: Upload

    def begun(self) -> Upload:
        """The person's own upload; anybody else's does not exist."""
        raise NotImplementedError

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        """Only in place of another verb; then ``dispatch`` has seen to it."""
        self.begun()
        raise Wrong(400, "上传请求不完整，请刷新页面再传。")

    def head(self, request: HttpRequest, **kwargs) -> HttpResponse:
        headers.check_version(request.headers)
        upload = self.begun()
        response = told(HttpResponse(), upload)
        response["Upload-Length"] = str(upload.length)
        return response

    def patch(self, request: HttpRequest, **kwargs) -> HttpResponse:
        headers.check_version(request.headers)
        if request.content_type != headers.PIECE:
            raise Wrong(415, "上传请求的 Content-Type 不对，请刷新页面再传。")
        at = headers.number(request.headers.get("Upload-Offset"), "Upload-Offset")
        upload = self.begun()
        services.receive(upload, request, at=at)
        return told(HttpResponse(status=204), upload)

    def delete(self, request: HttpRequest, **kwargs) -> HttpResponse:
        headers.check_version(request.headers)
        services.give_up(self.begun())
        return HttpResponse(status=204)


def told(response: HttpResponse, upload: Upload) -> HttpResponse:
    """With how much is here, and how long the unfinished upload is kept."""
    response["Upload-Offset"] = str(services.offset_of(upload))
    response["Upload-Expires"] = http_date((upload.begun_at + KEPT).timestamp())
    return response


def limit() -> int:
    """The largest file."""
    return getattr(settings, "EVIDENCE_MAX_BYTES", MAX_BYTES)
