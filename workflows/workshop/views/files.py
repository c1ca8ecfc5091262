"""Files out: the template, an export, an upload as it was sent."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from documents import storage
from documents.workbooks import MEDIA_TYPE
from workflows.engine.rights import require
from workflows.standards.exporting import to_yaml
from workflows.standards.workbook import template_workbook, to_workbook

from ..naming import file_name
from ..rules import may_read
from .access import own_import, visible

YAML = "application/yaml; charset=utf-8"


def download(data: bytes | str, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    require(may_read(request.user))
    return download(template_workbook(), MEDIA_TYPE, "评定标准填表模板.xlsx")


@require_GET
def export(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """As Excel or YAML, to be read back without loss. The YAML that was imported comes back with its comments."""
    standard = visible(request, pk)
    stem = f"{standard.name}第{standard.version}版"
    if kind == "xlsx":
        return download(to_workbook(standard.content.body), MEDIA_TYPE, file_name(stem, "xlsx"))
    if kind == "yaml":
        text = standard.content.source_text or to_yaml(standard.content.body)
        return download(text, YAML, file_name(stem, "yaml"))
    raise Http404


@require_GET
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """The uploaded file, byte for byte."""
    brought = own_import(request, pk)
    stem, _, extension = brought.name.rpartition(".")
    data = storage.read(brought.county, brought.sha256)
    return download(data, "application/octet-stream", file_name(stem or brought.name, extension if stem else "yaml"))
