"""负责人变动: registered by the applicant; the new leader signs the commitment again."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from accounts import clock
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.forms import StepForm
from workflows.engine.rights import may, require
from workflows.engine.screens import StepView

from ..models import Application
from ..papers import commitment_of
from ..services.leaders import change_leader, leader_of


class LeaderForm(forms.Form):
    """Who, since when, why."""

    name = forms.CharField(label="新负责人姓名", max_length=40)
    since = forms.DateField(label="接任日期", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label="变动原因", max_length=200, help_text="例如：换届、调动、免职，写明文件或会议")


class ChangeLeaderView(FormView):
    """变更负责人."""

    template_name = "applications/change_leader.html"
    form_class = LeaderForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        visible = Application.objects.visible_to(request.user).select_related("round", "region__parent", "process")
        self.application = get_object_or_404(visible, pk=kwargs["pk"])
        require(may(request.user, Action.CHANGE_LEADER, self.application))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {"since": clock.today().isoformat()}

    def form_valid(self, form: LeaderForm) -> HttpResponse:
        try:
            change_leader(application=self.application, by=self.request.user, **form.cleaned_data)
        except Incomplete as incomplete:
            form.add_error(None, incomplete.reason)
            return self.form_invalid(form)
        messages.success(self.request, "已登记。请新负责人在待办里重新签署承诺书。")
        return redirect(self.application)

    def form_invalid(self, form: LeaderForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            application=self.application,
            leader=leader_of(self.application),
            changes=self.application.leader_changes.select_related("by"),
            **kwargs,
        )


class SignAgainForm(StepForm):
    """The commitment is read, and signed."""

    agree = forms.BooleanField(
        label="我已读承诺书，对申报材料的真实性负责", error_messages={"required": "请先阅读并勾选。"}
    )

    def clean(self):
        data = super().clean()
        data.pop("agree", None)
        return data


class SignAgainView(StepView):
    """新负责人重签承诺."""

    template_name = "applications/sign_again.html"
    form_class = SignAgainForm
    done_message = "承诺书已重新签署。"

    def get_context_data(self, **kwargs) -> dict:
        change = self.case.leader_changes.last()
        return super().get_context_data(commitment=commitment_of(self.case), change=change, **kwargs)
