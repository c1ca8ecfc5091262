"""评分偏差参考: the report on the screen and as a workbook. Reading only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from documents.workbooks import MEDIA_TYPE
from workflows.rounds.models import Round

from ..drift.report import report_for
from ..drift.workbook import drift_workbook


def round_in_sight(request: HttpRequest, round_id: int) -> Round:
    return get_object_or_404(Round.objects.visible_to(request.user).select_related("standard__content"), pk=round_id)


class DriftView(TemplateView):
    """Self, township and department side by side, as far as the person may see them."""

    template_name = "scoring/drift.html"

    def get_context_data(self, round_id: int, **kwargs) -> dict:
        round_ = round_in_sight(self.request, round_id)
        return super().get_context_data(round=round_, report=report_for(self.request.user, round_), **kwargs)


@require_safe
def drift_export(request: HttpRequest, round_id: int) -> HttpResponse:
    """The same tables as an Excel workbook."""
    round_ = round_in_sight(request, round_id)
    response = HttpResponse(drift_workbook(round_, report_for(request.user, round_)), content_type=MEDIA_TYPE)
    name = f"{round_.title}评分偏差参考.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response
