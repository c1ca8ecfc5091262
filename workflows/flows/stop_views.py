"""终止、恢复、取消资格: one page each, which says what follows and asks why."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.rights import may, require
from workflows.review.disqualifying import disqualify

from .stopping import resume, terminate


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="原因和依据", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class StopView(FormView):
    """Base: a subclass names the right, the service and the words."""

    template_name = "flows/stop.html"
    form_class = ReasonForm
    action: Action
    service: Callable
    consequence = ""
    button = ""
    tone = "back"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        visible = Application.objects.visible_to(request.user).select_related("round", "region__parent", "process")
        self.application = get_object_or_404(visible, pk=kwargs["pk"])
        require(may(request.user, self.action, self.application))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        try:
            type(self).service(application=self.application, by=self.request.user, **form.cleaned_data)
        except Incomplete as incomplete:
            form.add_error("reason", incomplete.reason)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.application.work_title}：已{self.action.label}。")
        return redirect(self.application)

    def form_invalid(self, form: ReasonForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs) -> dict:
        words = {"title": self.action.label, "consequence": self.consequence, "button": self.button, "tone": self.tone}
        return super().get_context_data(application=self.application, **words, **kwargs)


class TerminateView(StopView):
    """终止."""

    action = Action.TERMINATE
    service = terminate
    consequence = (
        "终止后谁也不用再办这件申报，名额不再保留。已填写、已办理的内容都在；原因查清后可以恢复到原来的环节，"
        "但本批次已经往前办理、或者名额已给别村的，不能再恢复。"
    )
    button = "确定终止"


class ResumeView(StopView):
    """恢复."""

    action = Action.RESUME
    service = resume
    consequence = "恢复后回到终止前的环节，由原来的岗位接着办，剩下的工作日照旧。镇（街道）名额已用完的，不能恢复。"
    button = "恢复办理"
    tone = "primary"


class DisqualifyView(StopView):
    """取消资格."""

    action = Action.DISQUALIFY
    service = disqualify
    consequence = (
        "用于弄虚作假。取消后不能恢复，该单位两年内不得再申报；同镇其他已推荐的申报要重新审核或者复核。"
        "已命名的不在此办理，按动态管理撤销称号。"
    )
    button = "确定取消资格"
