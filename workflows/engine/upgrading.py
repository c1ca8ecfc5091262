"""Running cases survive a change of their flow: what the code can no longer serve, and how open work is moved.

The library stores where a task stands as text (``flows/village.VillageFlowV1.submit``) and reads it as a node of the
class. A name that the code has no more becomes a node that nobody can open: the work would be there and lost. So the
text itself is read here, and open tasks are put on nodes of the new class; what is finished keeps the names under
which it was done.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast
from viewflow.workflow import Node
from viewflow.workflow.fields import get_flow_ref
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS

from accounts.models import Region

from .errors import NotNow
from .models import Case, WorkItem
from .nodes import Step
from .rights import RULES
from .steps import OPEN


@dataclass(frozen=True)
class Standing:
    """Open tasks at one node of one version of a flow, as the database names it."""

    flow: str
    node: str
    tasks: int

    def __str__(self):
        return f"{self.flow.rpartition('.')[2]}.{self.node}（{self.tasks} 件）"


def stored(field: str) -> Cast:
    """A reference as it is stored, not as the library reads it."""
    return Cast(field, CharField())


def running_tasks() -> QuerySet:
    """Open tasks of cases that have not ended."""
    return Task.objects.filter(status__in=OPEN).exclude(process__status__in=(PROCESS.DONE, PROCESS.CANCELED))


def standings() -> list[Standing]:
    """Where everything that runs stands: one query."""
    counted = running_tasks().order_by().annotate(ref=stored("flow_task")).values("ref").annotate(tasks=Count("pk"))
    return sorted(
        (Standing(flow, node, row["tasks"]) for row in counted for flow, _, node in [row["ref"].rpartition(".")]),
        key=lambda standing: (standing.flow, standing.node),
    )


def unserved(flows: Iterable[type]) -> Iterator[Standing]:
    """Open tasks that no node of these flows can do."""
    known = {get_flow_ref(flow): flow for flow in flows}
    for standing in standings():
        flow = known.get(standing.flow)
        if flow is None or flow.instance.node(standing.node, no_obsolete=True) is None:
            yield standing


def carry_over(case: Case, flow: type, renamed: Callable[[str], str]) -> int:
    """Put a running case, and every open task of it, on another version of its flow; the caller holds its lock.

    A task keeps its identity, its branch, its limit and who has it in hand: only the node under it changes. A limit
    once set stays, as everywhere.

    :param renamed: name of a node as it is stored → its name in ``flow``.
    :returns: how many tasks were moved.
    :raises NotNow: the new version has no node of that name, or one of another kind; nothing may be kept then.
    """
    tasks = list(Task.objects.filter(process_id=case.process_id, status__in=OPEN).annotate(ref=stored("flow_task")))
    Process.objects.filter(pk=case.process_id).update(flow_class=flow)
    for task in tasks:
        name = task.ref.rpartition(".")[2]
        node = flow.instance.node(renamed(name), no_obsolete=True)
        require_match(case, flow, name, node, task)
        Task.objects.filter(pk=task.pk).update(flow_task=node)
        if isinstance(node, Step):
            rewrite_work(case, node, task.pk)
    case.refresh_from_db(fields=["process"])
    return len(tasks)


def require_match(case: Case, flow: type, name: str, node: Node | None, task: Task) -> None:
    """Only a step can take a step's place, a wait a wait's, a join a join's."""
    if node is None:
        raise NotNow(f"{case}停在“{name}”，{flow.__name__}没有对应的环节。请在 flows/editions.py 写明它改到哪里。")
    if node.task_type != task.flow_task_type:
        raise NotNow(f"{case}停在“{name}”，{flow.__name__}.{node.name}是另一类环节，不能接续。请改换对应的环节。")


def rewrite_work(case: Case, step: Step, task_id: int) -> None:
    """The inbox row follows its task: another name, perhaps another post.

    Where the post changes, what was passed to a colleague of the old post is everybody's of the new one.
    """
    rule = RULES[step.action]
    place = Region.objects.get(pk=rule.where(case))
    post = rule.post_at(place.level)
    row = WorkItem.objects.filter(pk=task_id)
    row.exclude(post=post, place=place).update(handed_to=None)
    row.update(node=step.name, step_title=step.task_title, post=post, place=place)


def composed(steps: Iterable[Mapping[str, str]]) -> Callable[[str], str]:
    """Several renamings, one after the other, as one."""
    ordered = list(steps)

    def renamed(name: str) -> str:
        for step in ordered:
            name = step.get(name, name)
        return name

    return renamed
