"""放弃申报: the applicant gives the round up."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from workflows.engine.actions import Action
from workflows.engine.rights import may, require

from ..models import Application
from ..services.withdrawing import withdraw


class WithdrawalForm(forms.Form):
    """Why, and that one has understood what follows."""

    reason = forms.CharField(label="放弃原因", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    sure = forms.BooleanField(label="我知道本批次不能再恢复，名额由镇（街道）另行推荐")


class WithdrawView(FormView):
    """Asks for the reason, says what follows, ends the application."""

    template_name = "applications/withdraw.html"
    form_class = WithdrawalForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        visible = Application.objects.visible_to(request.user).select_related("round", "region__parent", "process")
        self.application = get_object_or_404(visible, pk=kwargs["pk"])
        require(may(request.user, Action.WITHDRAW, self.application))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        withdraw(application=self.application, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, "已放弃本批次申报。填过的内容都在，下一批次可以带入。")
        return redirect(self.application)

    def form_invalid(self, form: WithdrawalForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(application=self.application, **kwargs)
