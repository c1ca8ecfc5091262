"""The one door through which cases advance: start, perform a person's step, release a wait, send back.

Each takes the lock of the *task's own* process, checks again under the lock, runs the domain's service and advances
the flow, all in one transaction: either the service's rows, the history, the next tasks and the inbox are there
together, or nothing is.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError
from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token

from accounts import clock

from .calendar import add_working_days, count_working_days
from .errors import BUSY, NotNow
from .gateways import Answers
from .models import Case, Consultation, Deadline, WorkItem
from .passing_on import require_free
from .rights import may, require

OPEN = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED, STATUS.SCHEDULED, STATUS.ERROR)


def start(flow_class: type, case: Case) -> None:
    """Begin a case's flow; its first tasks are open when this returns."""
    process = flow_class.start.run(case=case)
    case.process = process
    case.save(update_fields=["process"])


def locked(case: Case):
    """Hold the lock of a case's process for a ``with`` block: nobody moves the case meanwhile."""
    return case.process.flow_class.lock(case.process_id)


def hold_all(processes: Iterable[int | None]) -> None:
    """Take the locks of several cases at once, until the transaction ends.

    In the order of their keys: two people who hold many never wait for each other.

    :raises NotNow: somebody else holds one of them for too long.
    """
    rows = Process.objects.select_for_update().filter(pk__in=list(processes)).order_by("pk")
    try:
        list(rows.values_list("pk", flat=True))
    except OperationalError:
        raise NotNow(BUSY) from None


def perform(task: Task, *, by, **data) -> Case:
    """Do a person's step: lock, check the right, run the node's service, advance.

    :param data: what the node's form yields; passed to its service.
    :raises NotYou, NotNow: nothing was changed.
    """
    node = task.flow_task
    with node.flow_class.lock(task.process_id):
        task = with_its_work().get(pk=task.pk)
        item, case = task.work, held(task.process)
        if task.status not in (STATUS.NEW, STATUS.ASSIGNED):
            raise NotNow(already_done(task))
        require(may(by, node.action, case, organisation_id=item.organisation_id))
        require_free(item, by, asked=task.asked)
        if item.organisation:
            data["organisation"] = item.organisation
        read = node.does(case=case, by=by, **data)
        task.owner, task.status = by, STATUS.STARTED
        task.started = clock.now()
        activation = node.activation_class(task)
        activation.process.artifact = case  # gateways read the state that the service has just set
        activation.answers = read if isinstance(read, Answers) else Answers()
        activation.execute()
        return case


def with_its_work():
    """Tasks with their rows in the inbox, and whether somebody was ever asked for an opinion on them."""
    asked = Exists(Consultation.objects.filter(work=OuterRef("pk")))
    return Task.objects.select_related("process", "work__organisation", "work__handed_to__user").annotate(asked=asked)


def held(process) -> Case:
    """The case of a process as it stands, its row locked: what is being saved comes before this step, or is refused.

    Always after the process's lock, so that two people never wait for each other.
    """
    kind = ContentType.objects.get_for_id(process.artifact_content_type_id).model_class()
    rows = kind._base_manager.select_for_update(no_key=True, of=("self",)).select_related(*kind.READ_WITH)
    return rows.get(pk=process.artifact_object_id)


def already_done(task: Task) -> str:
    """Who did it, in words."""
    work = WorkItem.objects.filter(pk=task.pk).select_related("done_by").first()
    if work and work.done_by:
        return f"这项工作已由{work.done_by}于{localtime(work.done_at):%m月%d日 %H:%M}办理，不用再办。"
    return "这项工作已不需要办理（流程已走到别处）。请刷新待办列表。"


def release(case: Case, node_name: str) -> bool:
    """Let a case go on that waits at this node; ``False`` when it does not wait there (already released)."""
    task = open_tasks(case).filter(flow_task=node(case, node_name)).first()
    if task is None:
        return False
    release_task(task, case=case)
    return True


def release_task(task: Task, *, case: Case | None = None) -> None:
    """Let one waiting task go on.

    :raises NotNow: somebody released it before.
    """
    node = task.flow_task
    with node.flow_class.lock(task.process_id):
        task = Task.objects.select_related("process").get(pk=task.pk)
        if task.status != STATUS.NEW:
            raise NotNow("这一步已经完成。")
        activation = node.activation_class(task)
        if case is not None:
            activation.process.artifact = case
        activation.run(None)
        activation.execute()


def send_back(case: Case, node_name: str) -> Task:
    """Cancel every open task of a case (half-filled joins and armed timers too) and open one step afresh.

    What was opened beside its way stays: it is about the case, wherever that stands.
    """
    target = node(case, node_name)
    with target.flow_class.lock(case.process_id):
        cancel_open(case, beside=False)
        last = newest_task(case)
        activation = last.flow_task.activation_class(last)
        activation.process.artifact = case
        return target._create(activation, Token("start")).task


def close(case: Case) -> None:
    """End a case's flow where it stands: withdrawn, lapsed, disqualified."""
    with locked(case):
        end(case)


def end(case: Case) -> list[Task]:
    """The same under a lock that is held already.

    :returns: the tasks that were open, as they stood.
    """
    process, stood = case.process, cancel_open(case)
    process.status, process.finished = PROCESS.DONE, clock.now()
    process.save(update_fields=["status", "finished"])
    return stood


def open_beside(case: Case, node_name: str) -> Task:
    """Open a step beside whatever else is under way; nothing else is touched."""
    target = node(case, node_name)
    with target.flow_class.lock(case.process_id):
        last = newest_task(case)
        activation = last.flow_task.activation_class(last)
        activation.process.artifact = case
        return target._create(activation, Token(f"{node_name}{last.pk}")).task


def pass_to_department(item: WorkItem, organisation) -> None:
    """A department's piece of work becomes another's, in its branch too; the caller holds the case's lock."""
    task = item.task
    task.data = {**task.data, "organisation": organisation.pk}
    task.save(update_fields=["data"])
    WorkItem.objects.filter(pk=item.pk).update(organisation=organisation, handed_to=None, first_read_at=None)


def suspend(case: Case) -> dict[str, str]:
    """End a case's flow so that it can be taken up again exactly as it stands.

    :returns: what is open (task → its status), to be kept for :func:`take_up_again`.
    """
    with locked(case):
        return {str(task.pk): task.status for task in end(case)}


def take_up_again(case: Case, stood: dict[str, str], *, since: date) -> None:
    """Open again what was open: the same pieces of work, half-filled joins and timers, with the days that were left.

    Nothing is created anew, so that no branch is lost or doubled.

    :param since: the day on which the case was suspended.
    """
    with locked(case):
        for status in sorted(set(stood.values())):
            tasks = [int(pk) for pk, was in stood.items() if was == status]
            Task.objects.filter(pk__in=tasks, status=STATUS.CANCELED).update(status=status, finished=None)
        Deadline.objects.filter(pk__in=stood, fired_at=None).update(cancelled_at=None)
        items = list(WorkItem.objects.filter(pk__in=stood, state=WorkItem.State.CANCELLED))
        moved = {due_at: moved_on(due_at, since) for due_at in {item.due_at for item in items} if due_at}
        for item in items:
            item.state, item.done_at, item.due_at = WorkItem.State.OPEN, None, moved.get(item.due_at)
        WorkItem.objects.bulk_update(items, ["state", "done_at", "due_at"])
        process = case.process
        process.status, process.finished = PROCESS.NEW, None
        process.save(update_fields=["status", "finished"])


def moved_on(due_at: datetime, since: date) -> datetime:
    """A limit after its clock stood still since a day: as many working days from today as were left then, one at least."""
    left = count_working_days(since + timedelta(days=1), localtime(due_at - timedelta(seconds=1)).date())
    return max(due_at, add_working_days(clock.today(), max(left, 1)).closes_at)


def cancel_open(case: Case, *, beside: bool = True) -> list[Task]:
    """Cancel all open tasks, with their rows in the inbox and their timers: one question for sixty departments as for one.

    :param beside: also those opened beside the way of the case.
    :returns: them, as they stood.
    """
    stood = [task for task in open_tasks(case) if beside or not getattr(task.flow_task, "beside", False)]
    concerned, now = [task.pk for task in stood], clock.now()
    Task.objects.filter(pk__in=concerned).update(status=STATUS.CANCELED, finished=now)
    WorkItem.objects.filter(pk__in=concerned).update(state=WorkItem.State.CANCELLED, done_at=now)
    Deadline.objects.filter(pk__in=concerned, fired_at=None).update(cancelled_at=now)
    return stood


def newest_task(case: Case) -> Task:
    """What was opened last, open or not."""
    return Task.objects.filter(process_id=case.process_id).select_related("process").latest("pk")


def open_tasks(case: Case):
    """Tasks of a case that are not finished."""
    return Task.objects.filter(process_id=case.process_id, status__in=OPEN)


def node(case: Case, name: str):
    """A node of the case's flow by name."""
    return case.process.flow_class.instance.node(name, no_obsolete=True)


def waits_at(case: Case) -> set[str]:
    """Names of the nodes at which a case has open tasks: the to-do list's view of where it stands."""
    return {task.flow_task.name for task in open_tasks(case)}
