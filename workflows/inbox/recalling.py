"""撤回: the page behind "what I did last", while nobody has opened what follows."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from workflows.engine.errors import Incomplete
from workflows.engine.models import WorkItem
from workflows.engine.nodes import case_of
from workflows.engine.recalling import may_recall, recall_step
from workflows.engine.rights import in_sight, require


class RecallStepForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="撤回原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class RecallStepView(FormView):
    """撤回已办."""

    template_name = "inbox/recall_step.html"
    form_class = RecallStepForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        items = WorkItem.objects.select_related("task__process", "organisation", "place")
        self.item = get_object_or_404(items, pk=kwargs["task_id"])
        if not in_sight(case_of(self.item.task.process), request.user):
            raise Http404("没有这项工作，或不在您的查看范围内。")
        require(may_recall(request.user, self.item))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: RecallStepForm) -> HttpResponse:
        try:
            recall_step(item=self.item, by=self.request.user, **form.cleaned_data)
        except Incomplete as incomplete:
            form.add_error("reason", incomplete.reason)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.item.title}：“{self.item.step_title}”已撤回，可以重新办理。")
        return redirect("inbox:home")

    def form_invalid(self, form: RecallStepForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(item=self.item, **kwargs)
