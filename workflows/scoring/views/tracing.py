"""怎么算出来的: the trace of a total and of a line, for whoever sees the application."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from workflows.applications.models import Application

from ..tracing.building import total_of, trace_of


def handed_in(request: HttpRequest, application_id: int) -> Application:
    """The application, if the person sees it and something was handed in; else 404."""
    visible = Application.objects.visible_to(request.user)
    application = get_object_or_404(
        visible.select_related("round__standard__content", "region__parent", "snapshot"), pk=application_id
    )
    if application.snapshot_id is None:
        raise Http404("这件申报还没有提交。")
    return application


class TotalTraceView(TemplateView):
    """Total → dimensions → lines."""

    template_name = "scoring/trace_total.html"

    def get_context_data(self, application_id: int, **kwargs) -> dict:
        application = handed_in(self.request, application_id)
        return super().get_context_data(case=application, trace=total_of(application, self.request.user), **kwargs)


class TraceView(TemplateView):
    """One line: rule, inputs with their sources, proofs, the four scores with people and reasons."""

    template_name = "scoring/trace.html"

    def get_context_data(self, application_id: int, code: str, **kwargs) -> dict:
        application = handed_in(self.request, application_id)
        return super().get_context_data(
            case=application, trace=trace_of(application, code, self.request.user), **kwargs
        )
