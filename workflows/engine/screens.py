"""The screen of a person's step: shows the case, parses a form, goes through the one door."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView

from accounts import clock

from .errors import Incomplete, OutOfSight
from .models import WorkItem
from .nodes import case_of
from .rights import RULES, holds, in_sight, may, require
from .steps import already_done, perform


class OfAStep:
    """A page about one piece of work; only whoever can do it gets in."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Find the task; who may not do it is refused, who comes late is told so, to a stranger it does not exist."""
        items = WorkItem.objects.select_related("task__process", "organisation", "place", "handed_to__user")
        self.work = get_object_or_404(items, pk=kwargs["task_id"])
        self.task, self.organisation = self.work.task, self.work.organisation
        self.node, self.case = self.task.flow_task, case_of(self.task.process)
        is_mine = holds(request.user, RULES[self.node.action], self.case, self.work.organisation_id)
        if not is_mine and not in_sight(self.case, request.user):
            raise OutOfSight("没有这项工作，或不在您的办理和查看范围内。")
        if self.work.state != WorkItem.State.OPEN:
            # Who scored is told to the department only.
            messages.info(request, already_done(self.task) if is_mine else "这项工作已经办结，不用再办。")
            return redirect(self.case.get_absolute_url())
        require(may(request.user, self.node.action, self.case, organisation_id=self.work.organisation_id))
        return super().dispatch(request, *args, **kwargs)


def mark_read(work: WorkItem) -> None:
    """From now on whoever did the step before can no longer take it back; the first time counts."""
    if work.first_read_at is None:
        WorkItem.objects.filter(pk=work.pk, first_read_at=None).update(first_read_at=clock.now())


class StepView(OfAStep, FormView):
    """Base of every step's screen; a subclass names its form and template and adds what it shows.

    The form is built with ``case`` and ``organisation``; its ``cleaned_data`` is what the step's service takes.
    """

    #: Said after the step was done.
    done_message = "已办理。"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Nobody fills in a whole form to learn that a colleague has the work."""
        if self.work.lies_elsewhere(request.user):
            messages.warning(
                request, f"这项工作已转给{self.work.colleague}办理。要由您办的，请先在“转办和征求意见”里收回。"
            )
        mark_read(self.work)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "case": self.case, "organisation": self.organisation}

    def form_valid(self, form) -> HttpResponse:
        """Do the step; what is incomplete comes back with everything that was typed."""
        try:
            perform(self.task, by=self.request.user, **form.cleaned_data)
        except Incomplete as incomplete:
            form.summary_title = incomplete.reason if incomplete.missing else ""
            for sentence in incomplete.missing or (incomplete.reason,):
                form.add_error(None, sentence)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.work.title}：{self.done_message}")
        return redirect(self.get_success_url())

    def form_invalid(self, form) -> HttpResponse:
        """422, so that a script can tell a page with errors from a page that is done."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_success_url(self) -> str:
        """The next piece of the same kind of work, else the desk."""
        following = WorkItem.objects.waiting_for(self.request.user).filter(node=self.work.node).order_by("due_at", "pk")
        item = following.first()
        return reverse("inbox:task", args=[item.pk]) if item else reverse("inbox:home")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(case=self.case, work=self.work, step=self.node, **kwargs)
