"""Our nodes of a flow: a person's step, a wait for the round, a wait for a date. Gateways: ``gateways``.

Built on django-viewflow's own nodes. A step takes its right from ``RULES`` and cannot exist without one, so that no
task is open to everybody; it names the service that carries it out, so that a browser, a command and a test all go
through the same door (``engine.steps.perform``).
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from viewflow.this_object import this
from viewflow.workflow import Activation, flow
from viewflow.workflow.models import Task
from viewflow.workflow.nodes import end, handle, view

from accounts import clock
from accounts.models import Region

from .actions import Action
from .calendar import end_of, working_day_after
from .limits import days_left
from .models import Case, Deadline, WorkItem
from .rights import RULES


def case_of(process) -> Case:
    """The application or round that a process moves."""
    return process.artifact


class StepActivation(view.ViewActivation):
    """A person's task; its row in the inbox lives and ends with it."""

    @classmethod
    def create(cls, flow_task, prev_activation, token, data=None, seed=None):
        activation = super().create(flow_task, prev_activation, token, data=data, seed=seed)
        open_work([activation])
        return activation

    @classmethod
    def create_many(cls, flow_task, prev_activation, branches):
        """A task a branch with its row in the inbox: as many questions for sixty departments as for one.

        :param branches: token and data of each.
        """
        tasks = [Task(process=prev_activation.process, flow_task=flow_task, token=token) for token, _ in branches]
        for task, (_, data) in zip(tasks, branches, strict=True):
            task.flow_task_type, task.data = flow_task.task_type, data
        Task.objects.bulk_create(tasks)
        link = Task.previous.through
        link.objects.bulk_create(link(from_task=task, to_task=prev_activation.task) for task in tasks)
        activations = [cls(task) for task in tasks]
        open_work(activations)
        return activations

    @Activation.status.super()
    def complete(self):
        super().complete.original()
        WorkItem.objects.filter(pk=self.task.pk).update(
            state=WorkItem.State.DONE, done_at=clock.now(), done_by=self.task.owner
        )

    @Activation.status.super()
    def cancel(self):
        super().cancel.original()
        WorkItem.objects.filter(pk=self.task.pk).update(state=WorkItem.State.CANCELLED, done_at=clock.now())


def open_work(activations: Sequence[StepActivation]) -> None:
    """Write the inbox rows of fresh tasks of one step: for which post, where, in which department, until when."""
    step, case = activations[0].flow_task, case_of(activations[0].process)
    rule = RULES[step.action]
    place = rule.where(case)
    post = rule.who[0] if len(rule.who) == 1 else rule.post_at(Region.objects.get(pk=place).level)
    due_at = step.due(case)
    WorkItem.objects.bulk_create(
        WorkItem(
            task=activation.task,
            process_id=activation.task.process_id,
            county=case.county,
            node=step.name,
            step_title=step.task_title,
            title=case.work_title,
            region_code=case.work_region_code,
            post=post,
            place_id=place,
            organisation_id=activation.task.data.get("organisation"),
            opened_at=clock.now(),
            due_at=due_at,
        )
        for activation in activations
    )


class Step(view.View):
    """A task for a person: what (action), by which service, on which screen, within how many working days.

    :param does: the service; called with ``case``, ``by``, the form's fields and, in a department's branch,
        ``organisation``.
    :param screen: the view class that shows the form; it needs ``form_class`` and a template.
    :param days: working days until due.
    :param goes_on: the limit stands still while the case is with the other side, and goes on with the days left.
    :param due: case → the instant at which it is due, where counting days is not the rule.
    :param taken_back: the service that undoes it while nobody has opened what follows (撤回); without one it cannot be.
    :param taken_back_in: states in which it can be undone; another decision of the same step cannot.
    :param beside: opened beside whatever else is under way (``steps.open_beside``), and ends by itself.
    """

    activation_class = StepActivation

    def __init__(
        self,
        action: Action,
        *,
        does: Callable,
        screen: type,
        days: int | None = None,
        goes_on: bool = False,
        due: Callable[[Case], datetime | None] | None = None,
        taken_back: Callable | None = None,
        taken_back_in: Collection[str] = (),
        beside: bool = False,
        **kwargs,
    ):
        super().__init__(view=None, **kwargs)
        self.action, self.does, self.screen = action, does, screen
        self.taken_back, self.taken_back_in, self.beside = taken_back, taken_back_in, beside
        self._days, self._due, self._goes_on = days, due, goes_on

    def _ready(self):
        super()._ready()
        if self.action not in RULES:
            raise ValueError(f"{self.flow_class.__name__}.{self.name}: {self.action} has no rule, so nobody may do it")

    def due(self, case: Case) -> datetime | None:
        """When this step is due for a case that reaches it now."""
        if self._due is not None:
            return self._due(case)
        if not self._days:
            return None
        days = days_left(case, self.name, self.action, self._days) if self._goes_on else self._days
        return end_of(working_day_after(clock.today(), days))

    def can_assign(self, user, task) -> bool:
        """The engine's own screens are not mounted; rights are asked in ``steps.perform``."""
        return False

    def can_execute(self, user, task) -> bool:
        return False


class WaitActivation(handle.HandleActivation):
    """A case that waits for something outside its own flow, armed with a deadline where there is one."""

    @classmethod
    def create(cls, flow_task, prev_activation, token, data=None, seed=None):
        activation = super().create(flow_task, prev_activation, token, data=data, seed=seed)
        if flow_task.until is not None:
            case = case_of(activation.process)
            Deadline.objects.create(task=activation.task, county=case.county, due_at=flow_task.until(case))
        return activation

    @Activation.status.super()
    def cancel(self):
        super().cancel.original()
        Deadline.objects.filter(pk=self.task.pk, fired_at=None).update(cancelled_at=clock.now())


class Wait(handle.Handle):
    """Waits for the round (released by ``steps.release``), or until a moment of the case (fired by ``tick``).

    :param until: case → the instant at which the flow goes on by itself.
    """

    activation_class = WaitActivation

    def __init__(self, *, until: Callable[[Case], datetime] | None = None, **kwargs):
        super().__init__(**kwargs)
        self.until = until


class FinishActivation(end.EndActivation):
    """The end of a case: what was opened beside its way has nothing left to be about."""

    @Activation.status.super()
    def activate(self):
        beside = [node for node in self.flow_class.instance.nodes() if isinstance(node, Step) and node.beside]
        left = Task.objects.filter(process=self.process, flow_task__in=beside, finished=None)
        for task in left.select_related("process"):
            task.flow_task.activation_class(task).cancel()
        super().activate.original()


class Finish(flow.End):
    """办结."""

    activation_class = FinishActivation


class BesideDone(flow.End):
    """The end of what was opened beside a case's way; the case itself goes on."""

    activation_class = end.EndActivation


def same_branch(activation) -> dict:
    """Pass a branch's data on to its next task."""
    return dict(activation.task.data)


__all__ = [
    "BesideDone",
    "Finish",
    "Step",
    "Wait",
    "case_of",
    "flow",
    "same_branch",
    "this",
]
