"""撤回: the applicant takes a submission back before the township has begun."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from workflows.engine.actions import Action
from workflows.engine.rights import may, require

from ..models import Application
from ..services.submitting import recall


class RecallForm(forms.Form):
    """Why it is taken back."""

    reason = forms.CharField(
        label="撤回原因",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明撤回原因。"},
    )


class RecallView(FormView):
    """Asks for the reason, says what follows, takes it back."""

    template_name = "applications/recall.html"
    form_class = RecallForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        visible = Application.objects.visible_to(request.user).select_related("round", "region__parent", "process")
        self.application = get_object_or_404(visible, pk=kwargs["pk"])
        require(may(request.user, Action.RECALL, self.application))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: RecallForm) -> HttpResponse:
        recall(application=self.application, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, "已撤回，可以修改后再次提交。")
        return redirect("applications:edit", pk=self.application.pk)

    def form_invalid(self, form: RecallForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(application=self.application, **kwargs)
