"""The desk: to do, done, search, and where a case stands."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import ListView, TemplateView

from workflows.applications.models import Application
from workflows.engine.diagram import diagram_of
from workflows.engine.models import Event, WorkItem
from workflows.rounds.models import Round

from .paging import KeysetMixin
from .tracking import steps_of

SEARCH_LIMIT = 50


def open_task(request: HttpRequest, task_id: int) -> HttpResponse:
    """Show the screen that a task's node names."""
    work = get_object_or_404(WorkItem.objects.select_related("task"), pk=task_id)
    return work.task.flow_task.screen.as_view()(request, task_id=task_id)


class HomeView(KeysetMixin, ListView):
    """待办: what waits for this person, the most urgent first."""

    template_name = "inbox/home.html"
    context_object_name = "items"
    keys = ("due_at", "pk")

    def get_queryset(self):
        items = WorkItem.objects.waiting_for(self.request.user).select_related("organisation", "place")
        if node := self.request.GET.get("node"):
            items = items.filter(node=node)
        return items

    def get_context_data(self, **kwargs) -> dict:
        kinds = WorkItem.objects.waiting_for(self.request.user).values_list("node", "step_title").order_by("node")
        return super().get_context_data(kinds=list(kinds.distinct()), **kwargs)


class DoneView(KeysetMixin, ListView):
    """已办: what this person has done, the newest first."""

    template_name = "inbox/done.html"
    context_object_name = "items"
    keys = ("-done_at", "-pk")

    def get_queryset(self):
        return WorkItem.objects.done_by(self.request.user).select_related("organisation", "place")


class SearchView(ListView):
    """Find an application by village, township, or number, among those the person may see."""

    template_name = "inbox/search.html"
    context_object_name = "applications"

    def get_queryset(self):
        words = self.request.GET.get("q", "").strip()
        if not words:
            return Application.objects.none()
        found = Application.objects.visible_to(self.request.user).select_related("round", "region__parent")
        return (
            found.filter(region__name__contains=words)
            | found.filter(number__contains=words)
            | found.filter(region__parent__name__contains=words)
        )[:SEARCH_LIMIT]


def visible_case(user, process_id: int):
    """The application or round behind a process, if the person may see it."""
    case = (
        Application.objects.visible_to(user)
        .filter(process_id=process_id)
        .select_related("round", "region__parent", "process")
        .first()
        or Round.objects.visible_to(user).filter(process_id=process_id).select_related("process").first()
    )
    if case is None:
        raise Http404("没有这件事项,或不在您的查看范围内。")
    return case


class TrackView(TemplateView):
    """流程跟踪: who did what and when, on whom it waits, and the flow's own diagram."""

    template_name = "inbox/track.html"

    def get_context_data(self, **kwargs) -> dict:
        case = visible_case(self.request.user, kwargs["process_id"])
        events = Event.objects.filter(process_id=case.process_id).order_by("pk")
        return super().get_context_data(case=case, **steps_of(case, events, self.request.user), **kwargs)


def diagram(request: HttpRequest, process_id: int) -> HttpResponse:
    """The flow's diagram with the places where the case stands."""
    case = visible_case(request.user, process_id)
    return HttpResponse(diagram_of(case), content_type="image/svg+xml")


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
