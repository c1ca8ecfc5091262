"""催办 and 延期: the buttons beside whom a case waits for."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.models import WorkItem
from workflows.engine.nodes import case_of
from workflows.engine.rights import in_sight, may, require

from .extending import extend, urge
from .forms import ExtensionForm


def item_in_sight(request: HttpRequest, task_id: int) -> WorkItem:
    """The piece of work of a case that the person sees, or 404."""
    item = get_object_or_404(WorkItem.objects.select_related("task__process", "organisation", "place"), pk=task_id)
    if not in_sight(case_of(item.task.process), request.user):
        raise Http404("没有这项工作，或不在您的查看范围内。")
    return item


@require_POST
def urge_one(request: HttpRequest, task_id: int) -> HttpResponse:
    """催办."""
    item = item_in_sight(request, task_id)
    urge(item=item, by=request.user)
    messages.success(request, "已催办，消息已发到办理人。每天最多一次。")
    return redirect("inbox:track", item.process_id)


class ExtendView(FormView):
    """延期: until when, and why."""

    template_name = "inbox/extend.html"
    form_class = ExtensionForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.item = item_in_sight(request, kwargs["task_id"])
        require(may(request.user, Action.EXTEND, case_of(self.item.task.process)))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(item=self.item, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        try:
            extend(item=self.item, by=self.request.user, **form.cleaned_data)
        except Incomplete as incomplete:
            form.add_error(None, incomplete.reason)
            return self.form_invalid(form)
        messages.success(self.request, "已延期，并通知了办理人。")
        return redirect("inbox:track", self.item.process_id)

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response
