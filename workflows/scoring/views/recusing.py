"""回避: a person declares that an applicant is none of theirs to judge."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView

from accounts.models import Region
from workflows.engine.errors import OutOfSight
from workflows.engine.models import WorkItem

from .. import forms
from ..rules import RECUSABLE
from ..services.recusal import declare_recusal


class RecusalView(FormView):
    """Says why; the work goes to colleagues of the same post."""

    template_name = "scoring/recusal.html"
    form_class = forms.RecusalForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Only for one's own open work."""
        items = WorkItem.objects.waiting_for(request.user).filter(node__in=RECUSABLE)
        self.work = items.filter(pk=kwargs["task_id"]).select_related("organisation").first()
        if self.work is None:
            raise OutOfSight("没有这项待办，可能已经办结，或不由您办理。")
        self.region = get_object_or_404(Region.objects.select_related("parent"), pk=self.work.region_code)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        handover = declare_recusal(user=self.request.user, region=self.region, reason=form.words())
        tell = messages.warning if handover.stuck else messages.success
        tell(self.request, f"{self.region.full_name}：{handover.words}")
        return super().form_valid(form)

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_success_url(self) -> str:
        return reverse("scoring:desk")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(work=self.work, region=self.region, **kwargs)
