"""The lists of the desk: 待办, 已办, 我发起, 退回中; 抄送 lies with what colleagues do for each other."""

from django.views.generic import ListView

from workflows.applications.views.listing import townships_for, waiting_by_process
from workflows.engine.models import Copy, Event
from workflows.engine.paging import KeysetMixin

from . import lists
from .behind import cases_of, last_returns
from .filters import Filter
from .lights import lights
from .models import SavedFilter, Tab
from .todo import progress_of, rows_of, summary_of

#: As many open questions as anybody has; the rest follow when these are answered.
ASKED_LIMIT = 20


class DeskList(KeysetMixin, ListView):
    """A list with tabs, counts, filters and the person's saved filters above it."""

    tab: Tab
    context_object_name = "items"

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.filter = Filter.read(request.GET)
        self.lights = lights(request)

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        townships = townships_for(user)
        return super().get_context_data(
            tab=self.tab,
            filter=self.filter,
            counts=lists.counts_for(user),
            saved_filters=list(SavedFilter.objects.filter(person=user, tab=self.tab)),
            townships=townships if len(townships) > 1 else [],
            **kwargs,
        )


class HomeView(DeskList):
    """待办: what waits for this person, the most urgent first."""

    tab = Tab.TODO
    template_name = "inbox/home.html"
    keys, nullable = ("due_at", "pk"), ("due_at",)

    def get_queryset(self):
        self.waiting = lists.todo_of(self.request)
        return self.filter.of_work(self.waiting, self.request.user, self.lights)

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        context = super().get_context_data(**kwargs)
        summary = summary_of(self.waiting, self.lights)
        return {
            **context,
            "rows": rows_of(context["items"], self.lights),
            "summary": summary,
            "batches": [kind for kind in summary.kinds if kind.batch],
            "asked": lists.questions_for(user)[:ASKED_LIMIT],
            "progress": progress_of(user),
        }


class DoneView(DeskList):
    """已办: what this person has done, the newest first."""

    tab = Tab.DONE
    template_name = "inbox/done.html"
    keys = ("-done_at", "-pk")

    def get_queryset(self):
        return self.filter.of_work(lists.done(self.request.user), self.request.user, self.lights)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return {**context, "rows": rows_of(context["items"], done=True)}


class BegunView(DeskList):
    """我发起: cases that this person began, the newest first, and what was asked of colleagues."""

    tab = Tab.BEGUN
    template_name = "inbox/begun.html"
    keys = ("-pk",)

    def get_queryset(self):
        begun = lists.begun(self.request.user)
        if not self.filter:
            return begun
        return self.filter.of_cases(
            begun, self.request.user, region="process__application__region_id", process="process_id"
        )

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        events: list[Event] = context["items"]
        processes = [event.process_id for event in events]
        cases, waiting = cases_of(processes), waiting_by_process(processes)
        return {
            **context,
            "rows": [
                {"event": one, "case": cases.get(one.process_id), "waiting": waiting.get(one.process_id, [])}
                for one in events
            ],
            "questions": lists.questions_of(self.request.user)[:ASKED_LIMIT],
        }


class ReturnedView(DeskList):
    """退回中: what applicants are correcting; for a department, sheets that its head sent back."""

    tab = Tab.RETURNED
    template_name = "inbox/returned.html"

    @property
    def of_a_department(self) -> bool:
        return lists.looks_after_a_department(self.request.user)

    @property
    def keys(self) -> tuple[str, ...]:
        return ("due_at", "pk") if self.of_a_department else ("region_id", "pk")

    @property
    def nullable(self) -> tuple[str, ...]:
        return ("due_at",) if self.of_a_department else ()

    def get_queryset(self):
        user = self.request.user
        if self.of_a_department:
            return self.filter.of_work(lists.sent_back(user), user, self.lights)
        return self.filter.of_cases(lists.returned(user), user, region="region_id", process="process_id")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        if self.of_a_department:
            return {**context, "sheets": rows_of(context["items"], self.lights)}
        processes = [application.process_id for application in context["items"]]
        waiting, returns = waiting_by_process(processes), last_returns(processes)
        return {**context, "rows": [self.row(one, waiting, returns) for one in context["items"]]}

    def row(self, application, waiting: dict, returns: dict) -> dict:
        """One application, who sent it back and why, and until when the correction is due."""
        work = next(iter(waiting.get(application.process_id, [])), None)
        return {
            "application": application,
            "event": returns.get(application.process_id),
            "work": work,
            "light": self.lights.of(work.due_at) if work else None,
        }


class CopiesView(DeskList):
    """抄送: what others wanted this person to know, the newest first."""

    tab = Tab.COPIES
    template_name = "inbox/copies.html"
    keys = ("-pk",)

    def get_queryset(self):
        rows = lists.copies(self.request.user)
        if self.filter.unread:
            rows = rows.unread()
        if not self.filter.q and not self.filter.town:
            return rows
        return self.filter.of_cases(
            rows, self.request.user, region="process__application__region_id", process="process_id"
        )

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(unread=Copy.objects.of(self.request.user).unread().exists(), **kwargs)
