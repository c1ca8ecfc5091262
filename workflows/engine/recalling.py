"""撤回: whoever did a step takes it back while nobody has opened what follows.

Only a step that names how it is undone (``taken_back``) can be taken back, and only where exactly one step follows:
what has gone out to many, or met others at a join, is no longer one's own.
"""

from django.db import transaction
from viewflow.workflow import flow
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.models import User

from .errors import Incomplete
from .models import Case, WorkItem
from .nodes import Step, case_of
from .rights import RULES, Verdict, holds, require
from .steps import held

OPENED = "对方已经打开办理，不能再撤回。需要改的，请对方退回。"
GONE_ON = "后面已经办过，不能再撤回。"


def may_recall(user: User, item: WorkItem) -> Verdict:
    """May this person take back what he did?"""
    step = item.task.flow_task
    if item.state != WorkItem.State.DONE or item.done_by_id != user.pk:
        return Verdict(False, "只能撤回自己办结的工作。", 403)
    if not isinstance(step, Step) or step.taken_back is None:
        return Verdict(False, "这一步办结后不能撤回。", 409)
    case = case_of(item.task.process)
    if case.state not in step.taken_back_in:
        return Verdict(False, GONE_ON, 409)
    if not holds(user, RULES[step.action], case, item.organisation_id):
        return Verdict(False, "您已不在这个岗位，不能撤回。", 403)
    following = follower(item.task)
    if following is None:
        return Verdict(False, GONE_ON, 409)
    work = WorkItem.objects.get(pk=following.pk)
    touched = work.first_read_at or work.handed_to_id or work.consultations.exists()
    return Verdict(False, OPENED, 409) if touched else Verdict(True)


@transaction.atomic
def recall_step(*, item: WorkItem, by: User, reason: str) -> Case:
    """Undo it: the step is open again as it was, what followed is not.

    :raises NotNow, NotYou, Incomplete: nothing was changed.
    """
    with item.task.flow_task.flow_class.lock(item.process_id):
        item = WorkItem.objects.select_related("task__process", "organisation").get(pk=item.pk)
        require(may_recall(by, item))
        if not reason.strip():
            raise Incomplete("请写明撤回的原因。")
        case, step = held(item.task.process), item.task.flow_task
        branch = {"organisation": item.organisation} if item.organisation else {}
        step.taken_back(case=case, by=by, reason=reason.strip(), **branch)
        following = follower(item.task)
        activation = following.flow_task.activation_class(following)
        activation.process.artifact = case
        activation.cancel()
        before = item.task.previous.select_related("process").get()
        activation = before.flow_task.activation_class(before)
        activation.process.artifact = case
        again = step._create(activation, following.token, data=dict(following.data)).task
        WorkItem.objects.filter(pk=again.pk).update(due_at=item.due_at)  # taking back wins nobody a day
        return case


def follower(task: Task) -> Task | None:
    """The one open step behind a finished one; ``None`` where the flow has gone on, or out to several."""
    following = task.leading.order_by("pk").last()
    while following is not None and isinstance(following.flow_task, flow.Switch):
        following = following.leading.order_by("pk").last()  # the newest: one before it was taken back
    if following is None or not isinstance(following.flow_task, Step):
        return None
    return following if following.status in (STATUS.NEW, STATUS.ASSIGNED) else None


def latest_recallable(process_id: int, user: User) -> WorkItem | None:
    """What the person did last in a case, where it can be taken back: two questions where he did nothing."""
    done = WorkItem.objects.filter(process_id=process_id, state=WorkItem.State.DONE, done_by=user)
    item = done.select_related("task__process", "organisation").order_by("-done_at", "-pk").first()
    return item if item and may_recall(user, item) else None
