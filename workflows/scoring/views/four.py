"""四个得分: self, township, department, final, side by side, with every version."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from workflows.applications.models import Application

from ..four import four_scores, totals


class FourScoresView(TemplateView):
    """For whoever may see the application; what is sealed says so."""

    template_name = "scoring/four.html"

    def get_context_data(self, application_id: int, **kwargs) -> dict:
        visible = Application.objects.visible_to(self.request.user).select_related("region__parent", "round__standard")
        application = get_object_or_404(visible, pk=application_id)
        if not application.submissions.exists():
            raise Http404("这件申报还没有提交。")
        groups = four_scores(application, self.request.user)
        return super().get_context_data(case=application, groups=groups, totals=totals(groups), **kwargs)
