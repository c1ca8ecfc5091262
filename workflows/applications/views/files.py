"""Serving evidence: only through an application that the person may see, and never as something a browser would run."""

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from documents.models import EvidenceFile
from documents.thumbnails import thumbnail

from ..models import Application

#: A picture opened on its own may show itself and do nothing else.
PICTURE_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
#: No sandbox: older Chromium kernels do not start their viewer in one, and the clean copy carries no scripts.
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@require_safe
def evidence_file(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """The clean copy: pictures and PDF files open in the browser, the others are downloaded."""
    file = file_in_sight(request, pk, file_id)
    shown = (file.is_image or file.is_pdf) and "download" not in request.GET
    response = FileResponse(file.open(), as_attachment=not shown, filename=name_of(file), content_type=file.media_type)
    response["Content-Security-Policy"] = PDF_POLICY if file.is_pdf else PICTURE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def evidence_thumbnail(request: HttpRequest, pk: int, file_id: int) -> HttpResponse:
    """A small picture; asked for again it costs a question, not the bytes."""
    file = file_in_sight(request, pk, file_id)
    if not file.is_image:
        raise Http404("这不是图片。")
    etag = f'"{file.clean_sha256[:32]}"'
    unchanged = request.headers.get("If-None-Match") == etag
    response = HttpResponseNotModified() if unchanged else HttpResponse(thumbnail(file), content_type="image/jpeg")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PICTURE_POLICY
    return response


def file_in_sight(request: HttpRequest, pk: int, file_id: int) -> EvidenceFile:
    """A file that belongs to an application the person may see, now or in what was once submitted."""
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    file = get_object_or_404(EvidenceFile, pk=file_id, county=application.county)
    bound = Q(evidence__file=file) | Q(photos__file=file) | Q(submissions__snapshot__body__contains=file.sha256)
    if not Application.objects.filter(bound, pk=application.pk).exists():
        raise Http404("这份材料不属于这件申报。")
    return file


def name_of(file: EvidenceFile) -> str:
    """The uploader's name for it; a picture is shown as the JPEG that we made of it."""
    return f"{file.name.rpartition('.')[0] or file.name}.jpg" if file.is_image else file.name
