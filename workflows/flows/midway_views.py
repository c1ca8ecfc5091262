"""评分中退回补正: the office's page that names what is to be corrected, and the director's screen of a second one."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.forms import OpinionField
from workflows.engine.rights import may, require
from workflows.review.approving import ReturnApprovalView
from workflows.review.models import Decision
from workflows.review.reading import Reading, reading_of
from workflows.review.services import CORRECTION_DAYS

from .midway import return_midway

#: Said after each outcome.
DONE = {
    Decision.RETURN: "已退回补正，各部门未办完的工作已收回。",
    Decision.ASK_RETURN: "这是第二次退回，已报县领导小组办公室主任批准；批准以前各部门照常评分。",
}


class ReturnMidwayForm(forms.Form):
    """What is wrong, indicator by indicator (``point-CODE``), and why it is sent back at all."""

    reason = OpinionField(label="退回的原因", initial="请按所列事项一次补正后再报。")

    def __init__(self, *args, reading: Reading, **kwargs):
        super().__init__(*args, **kwargs)
        self.reading = reading
        for line in reading.lines:
            self.fields[f"point-{line.code}"] = forms.CharField(
                label=f"{line.code} {line.indicator.name}",
                required=False,
                max_length=400,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"max_length": "每项不超过400字。"},
            )

    def clean(self):
        data = super().clean()
        data["points"] = {line.code: data.pop(f"point-{line.code}", "") for line in self.reading.lines}
        if not any(data["points"].values()) and not self.errors:
            self.add_error(None, "请至少在一个指标下写明要补正什么；没有写的指标维持原状，村里不能改。")
        return data

    @property
    def dimensions(self) -> list[tuple]:
        """Dimension → its bound fields."""
        return [
            (dimension, [self[f"point-{line.code}"] for line in lines]) for dimension, lines in self.reading.dimensions
        ]


class ReturnMidwayView(FormView):
    """退回补正 from the file of an application that is being scored."""

    template_name = "flows/return_midway.html"
    form_class = ReturnMidwayForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        visible = Application.objects.visible_to(request.user).select_related("round", "region__parent", "process")
        self.application = get_object_or_404(visible, pk=kwargs["pk"])
        require(may(request.user, Action.RETURN_MIDWAY, self.application))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def reading(self) -> Reading:
        return reading_of(self.application)

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "reading": self.reading}

    def form_valid(self, form: ReturnMidwayForm) -> HttpResponse:
        try:
            outcome = return_midway(application=self.application, by=self.request.user, **form.cleaned_data)
        except Incomplete as incomplete:
            form.add_error(None, incomplete.reason)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.application.work_title}：{DONE[outcome]}")
        return redirect(self.application)

    def form_invalid(self, form: ReturnMidwayForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(application=self.application, days=CORRECTION_DAYS, **kwargs)


class MidwayApprovalView(ReturnApprovalView):
    """The director's: the departments go on until he has decided."""

    refused = "各部门照常评分"
