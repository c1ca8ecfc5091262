"""预览: the whole form as it would be frozen now, as a page and as the paper it will be."""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from documents.previews import preview

from ..content import content_of
from ..papers import preview_papers
from ..presenting import sheet_of
from .access import seen_application
from .files import PDF_POLICY


class PreviewView(TemplateView):
    """Anybody who may see the application may read its draft; once it is submitted, the case file shows what counts."""

    template_name = "applications/preview.html"

    def get(self, request: HttpRequest, *args, **kwargs):
        self.application = seen_application(request, kwargs["pk"])
        if not self.application.is_editable:
            return redirect(self.application)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        sheet = sheet_of(self.application, content_of(self.application))
        return super().get_context_data(application=self.application, sheet=sheet, **kwargs)


@require_safe
def preview_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The form and the table of scores as PDF, marked 预览; asked for again unchanged, it is not made again."""
    application = seen_application(request, pk)
    if not application.is_editable:
        return redirect(application)
    papers = preview_papers(application)
    etag = f'"{hashlib.sha256("".join(paper.html() for paper in papers).encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = HttpResponse(preview(papers), content_type="application/pdf")
        response["Content-Disposition"] = "inline; filename=preview.pdf"
        response["Content-Security-Policy"] = PDF_POLICY
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response
