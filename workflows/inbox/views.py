"""Search, the screen of a piece of work, and where a case stands."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import ListView, TemplateView

from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.diagram import diagram_of, standing_of
from workflows.engine.models import Event, WorkItem
from workflows.engine.rights import may
from workflows.rounds.models import Round

from .extending import may_urge
from .filters import LONGEST
from .finding import find
from .lists import counts_for, todo_of
from .tracking import steps_of

SEARCH_LIMIT = 50


def open_task(request: HttpRequest, task_id: int) -> HttpResponse:
    """Show the screen that a task's node names."""
    work = get_object_or_404(WorkItem.objects.select_related("task"), pk=task_id)
    return work.task.flow_task.screen.as_view()(request, task_id=task_id)


class SearchView(ListView):
    """Find an application by village, township, or number, among those the person may see."""

    template_name = "inbox/search.html"
    context_object_name = "applications"

    def get_queryset(self):
        words = self.words = self.request.GET.get("q", "").strip()[:LONGEST]
        if not words:
            return Application.objects.none()
        seen = Application.objects.visible_to(self.request.user).select_related("round", "region__parent")
        found = seen.filter(find(words, self.request.user).about("region_id", "process_id"))
        return found.order_by("-round", "region")[:SEARCH_LIMIT]

    def get_context_data(self, **kwargs) -> dict:
        counts = counts_for(self.request.user)
        return super().get_context_data(words=self.words, limit=SEARCH_LIMIT, counts=counts, **kwargs)


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
        user = self.request.user
        case = visible_case(user, kwargs["process_id"])
        steps = steps_of(case, Event.objects.filter(process_id=case.process_id).order_by("pk"), user)
        for step in steps["waiting"]:
            for entry in step["entries"]:
                entry["may_urge"] = may_urge(user, entry["item"], case)
        return super().get_context_data(
            case=case,
            standing=standing_of(case),
            act=todo_of(self.request).filter(process_id=case.process_id).order_by("opened_at", "pk").first(),
            may_extend=may(user, Action.EXTEND, case),
            **steps,
            **kwargs,
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
