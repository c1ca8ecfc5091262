"""Gateways of a flow: where it parts, is decided, and comes together again.

django-viewflow's own, except that a gateway which only decides is written once, decided, instead of being opened,
changed and closed; that what several of its conditions ask is read once; and that a join goes on with the very case
that the step has just changed.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from viewflow.workflow import Activation, FlowRuntimeError, Node, flow
from viewflow.workflow.models import Task
from viewflow.workflow.nodes import join, mixins, split, switch
from viewflow.workflow.status import STATUS
from viewflow.workflow.token import Token

from accounts import clock

from .models import Case

#: A task with such a status has nothing left to do.
OVER = (STATUS.DONE, STATUS.CANCELED, STATUS.REVIVED)


class Answers(dict[Callable, Any]):
    """What was asked about a case in the step under way: question → answer.

    A service may return what it has read and kept up to date, so that the gateways behind it need not read it again.
    """


class DecidedActivation(Activation):
    """A gateway that waits for nothing: decided where it is reached, within the step that reaches it."""

    def __init__(self, task):
        super().__init__(task)
        self.answers = Answers()

    @classmethod
    def create(cls, flow_task, prev_activation, token, data=None, seed=None):
        task = Task(process=prev_activation.process, flow_task=flow_task, token=token, seed=seed)
        task.data = data or {}
        activation = cls(task)
        activation.answers = getattr(prev_activation, "answers", activation.answers)
        activation.activate()
        activation.complete()
        task.previous.add(prev_activation.task)
        return activation

    def ask(self, question: Callable, of: Callable[[Case], Any] | None = None) -> Any:
        """The answer to a question about the case, or about what another says of it.

        Put once for all conditions of a gateway and for those right behind it: nothing changes between them.
        """
        if question not in self.answers:
            self.answers[question] = question(self.ask(of) if of else self.process.artifact)
        return self.answers[question]


def branches(source: Callable[[Any], list[dict]], *, of: Callable[[Case], Any] | None = None):
    """Which branches a split has, for the split itself and for whoever asks before it whether it has any.

    :param source: case → one JSON-able dict a branch, stored as the first task's ``data``.
    :param of: what the source looks at instead of the case, where several sources look at the same.
    """
    return lambda activation: activation.ask(source, of)


class SwitchActivation(DecidedActivation, switch.SwitchActivation):
    """Conditions only read: no savepoint has anything to take back."""

    @Activation.status.super()
    def activate(self):
        for node, condition in self.flow_task._branches:
            if condition is None or condition(self):
                self.next_task = node
                return
        raise FlowRuntimeError(f"{self.flow_task.name}: no way on")


class Switch(flow.Switch):
    """One of several ways; the default comes last."""

    activation_class = SwitchActivation


class BranchSwitchActivation(SwitchActivation):
    """Decides within a branch, and keeps the branch's data on the way back."""

    @Activation.status.super()
    def create_next(self):
        yield self.next_task._create(self, self.task.token, data=dict(self.task.data))


class BranchSwitch(Switch):
    """A switch inside a department's branch: the library's own forgets which department it is."""

    activation_class = BranchSwitchActivation


class SplitActivation(DecidedActivation, split.SplitActivation):
    """Which ways are gone side by side."""


class Split(flow.Split):
    """Several ways side by side."""

    activation_class = SplitActivation


class FanOutActivation(DecidedActivation):
    """One parallel branch an entry of the source; the source must not be empty."""

    @Activation.status.super()
    def activate(self):
        """Nothing to decide: branches are made when the next tasks are."""

    @Activation.status.super()
    def create_next(self):
        found = list(self.flow_task.source(self))
        if not found:
            raise FlowRuntimeError(f"{self.flow_task.name}: no branch")
        step = self.flow_task._next
        tokens = Token.split_token_source(self.task.token, self.task.pk)
        yield from step.activation_class.create_many(step, self, [(next(tokens), data) for data in found])


class FanOut(mixins.NextNodeMixin, Node):
    """A split driven by data into a person's step a branch: the open-source engine has none.

    :param source: activation → branches; see :func:`branches`.
    """

    task_type = "PARALLEL_GATEWAY"
    activation_class = FanOutActivation
    shape = split.Split.shape
    bpmn_element = "parallelGateway"

    def __init__(self, source: Callable[[DecidedActivation], list[dict]], **kwargs):
        super().__init__(**kwargs)
        self.source = source


class JoinActivation(join.JoinActivation):
    """A branch has arrived, under the lock of its case: whether it was the last is asked once."""

    def __init__(self, task, answers: Answers | None = None):
        super().__init__(task)
        self.answers = answers or Answers()

    @classmethod
    def create(cls, flow_task, prev_activation, token, data=None, seed=None):
        """Find the join that waits, or open it; it knows the case as the step has just left it."""
        process = prev_activation.process
        open_joins = Task.objects.filter(flow_task=flow_task, process=process, status__in=(STATUS.NEW, STATUS.STARTED))
        waiting = list(open_joins)
        if len(waiting) > 1:
            raise FlowRuntimeError(f"{flow_task.name}: more than one join is open")
        if not waiting:
            base = token.get_base_split_token() if token.is_split_token() else token
            task = Task(flow_task=flow_task, process=process, token=base, data=data or {}, seed=seed)
            task.status, task.started = STATUS.STARTED, clock.now()
            task.save()
            waiting = [task]
        task = waiting[0]
        task.process = process
        task.previous.add(prev_activation.task)
        return cls(task, getattr(prev_activation, "answers", None))

    @cached_property
    def arrival(self) -> tuple[set[str], bool]:
        """Beginnings of the tokens that have arrived; and is anything with such a beginning still under way?"""
        arrived = Exists(Task.previous.through.objects.filter(from_task=self.task, to_task=OuterRef("pk")))
        tasks = Task.objects.filter(process=self.process).annotate(arrived=arrived)
        tasks = list(tasks.filter(Q(arrived=True) | ~Q(status__in=OVER)))
        prefixes = {
            one.token.get_common_split_prefix(self.task.token, one.pk)
            for one in tasks
            if one.arrived and one.status not in (STATUS.CANCELED, STATUS.REVIVED)
        }
        active = [one for one in tasks if one.status not in OVER]
        return prefixes, any(one.token.token.startswith(tuple(prefixes)) for one in active)

    def is_done(self) -> bool:
        """The library's own rule; it asks it three times over."""
        prefixes, active = self.arrival
        return len(prefixes) > 1 or (len(prefixes) == 1 and not active)

    @Activation.status.super()
    def complete(self):
        """One row is written, in the step's transaction: no savepoint."""
        if len(self.arrival[0]) > 1:
            raise FlowRuntimeError(f"{self.flow_task.name}: branches of several splits arrive")
        super(join.JoinActivation, self).complete.original()


class Join(flow.Join):
    """Goes on when every branch has arrived; it knows no other condition."""

    activation_class = JoinActivation

    def __init__(self, **kwargs):
        super().__init__(continue_on_condition=None, **kwargs)
