"""The desk: to do, done, search, and where a case stands."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import ListView, TemplateView

from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.diagram import diagram_of, where_it_stands
from workflows.engine.models import Copy, Event, Voice, WorkItem
from workflows.engine.paging import KeysetMixin
from workflows.engine.rights import may
from workflows.rounds.models import Round
from workflows.scoring.rules import without_recused

from .extending import may_urge
from .todo import kinds_of, only, progress_of, rows_of
from .tracking import steps_of

SEARCH_LIMIT = 50
#: As many open questions as anybody has; the rest follow when these are answered.
ASKED_LIMIT = 20


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
        self.waiting = without_recused(WorkItem.objects.waiting_for(self.request.user), self.request.user)
        shown = only(self.waiting, node=self.request.GET.get("node", ""), due=self.request.GET.get("due", ""))
        return shown.select_related("organisation", "handed_to__user")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        kinds = kinds_of(self.waiting)
        return {
            **context,
            "rows": rows_of(context["items"]),
            "kinds": kinds,
            "batches": [kind for kind in kinds if kind.batch],
            "total": sum(kind.count for kind in kinds),
            "urgent": sum(kind.urgent for kind in kinds),
            "soon": sum(kind.soon for kind in kinds),
            "asked": Voice.objects.waiting_for(self.request.user).select_related(
                "consultation__work", "consultation__asked_by"
            )[:ASKED_LIMIT],
            "unread_copies": Copy.objects.of(self.request.user).unread().count(),
            "progress": progress_of(self.request.user),
            "node": self.request.GET.get("node", ""),
            "due_filter": self.request.GET.get("due", ""),
        }


class DoneView(KeysetMixin, ListView):
    """已办: what this person has done, the newest first."""

    template_name = "inbox/done.html"
    context_object_name = "items"
    keys = ("-done_at", "-pk")

    def get_queryset(self):
        return WorkItem.objects.done_by(self.request.user).select_related("organisation")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return {**context, "rows": rows_of(context["items"], done=True)}


class SearchView(ListView):
    """Find an application by village, township, or number, among those the person may see."""

    template_name = "inbox/search.html"
    context_object_name = "applications"

    def get_queryset(self):
        words = self.words = self.request.GET.get("q", "").strip()
        if not words:
            return Application.objects.none()
        found = Application.objects.visible_to(self.request.user).select_related("round", "region__parent")
        return (
            found.filter(region__name__contains=words)
            | found.filter(number__contains=words)
            | found.filter(region__parent__name__contains=words)
        ).order_by("-round", "region")[:SEARCH_LIMIT]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(words=self.words, limit=SEARCH_LIMIT, **kwargs)


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
        raise Http404("没有这件事项，或不在您的查看范围内。")
    return case


class TrackView(TemplateView):
    """流程跟踪: who did what and when, on whom it waits, and the flow's own diagram."""

    template_name = "inbox/track.html"

    def get_context_data(self, **kwargs) -> dict:
        case = visible_case(self.request.user, kwargs["process_id"])
        events = Event.objects.filter(process_id=case.process_id).order_by("pk")
        user = self.request.user
        steps = steps_of(case, events, user)
        for step in steps["waiting"]:
            for entry in step["entries"]:
                entry["may_urge"] = may_urge(user, entry["item"], case)
        may_extend = may(user, Action.EXTEND, case)
        return super().get_context_data(
            case=case, stands_at=where_it_stands(case), may_extend=may_extend, **steps, **kwargs
        )


@require_safe
def diagram(request: HttpRequest, process_id: int) -> HttpResponse:
    """The flow's diagram with the places where the case stands."""
    case = visible_case(request.user, process_id)
    return HttpResponse(diagram_of(case), content_type="image/svg+xml")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
