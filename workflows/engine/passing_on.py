"""转办: a piece of work is passed to one colleague of the same post, and can be taken back.

It gives nobody a right that he has not: the colleague holds the post already. Should he leave it, the work is again
any holder's.
"""

from django.db import transaction

from accounts.models import Appointment, User
from accounts.notify import notify

from .actions import Action
from .errors import Incomplete, NotNow
from .models import Case, Consultation, WorkItem
from .nodes import case_of
from .rights import may, require
from .transition import note


def colleagues(item: WorkItem, user: User):
    """Appointments of others who hold the post of a piece of work today."""
    held = Appointment.objects.current().filter(
        post=item.post, region_id=item.place_id, organisation_id=item.organisation_id, user__is_active=True
    )
    return held.exclude(user=user).select_related("user").order_by("user__display_name")


def require_free(item: WorkItem, by: User, *, asked: bool) -> None:
    """A step is not done behind the back of the colleague who has it, nor before those asked have spoken.

    :param asked: was anybody asked at all?
    :raises NotNow: with who has it, or on whom it waits.
    """
    if item.lies_elsewhere(by):
        raise NotNow(f"这项工作已转给{item.colleague}办理。需要由您办的，请先在“转办和征求意见”里收回。")
    for question in item.consultations.all() if asked else ():
        if not question.is_settled:
            names = "、".join(map(str, awaited(question)))
            raise NotNow(f"正在征求{names}的意见。请等对方答复，或者先收回征求再办理（对方已离岗的，请收回）。")


def awaited(question: Consultation) -> list[User]:
    """Those who have not spoken yet."""
    voices = question.voices.filter(answered_at=None, withdrawn_at=None)
    return [voice.person for voice in voices.select_related("person").order_by("pk")]


@transaction.atomic
def transfer(*, item: WorkItem, by: User, to: Appointment, reason: str) -> None:
    """Pass a piece of work to one colleague, who is told.

    :raises NotNow, NotYou, Incomplete: nothing was changed.
    """
    item, case = hold(item, by)
    if not reason.strip():
        raise Incomplete("请写明转办的原因。")
    if item.lies_elsewhere(by):
        raise NotNow(f"这项工作已转给{item.colleague}办理，请先收回。")
    if not colleagues(item, by).filter(pk=to.pk).exists():
        raise Incomplete("只能转给同一岗位在任的同事。")
    require_able(to.user, item, case)
    item.handed_to = to
    item.save(update_fields=["handed_to"])
    enter(case, item, by, Action.TRANSFER, f"转{to.user}办理：{reason.strip()}")
    notify(
        [to.user],
        subject=f"请办理：{item.title}",
        body=f"{by}把“{item.step_title}”转给您办理。原因：{reason.strip()}",
        url=f"/todo/{item.pk}/",
    )


@transaction.atomic
def take_back(*, item: WorkItem, by: User) -> None:
    """Any holder of the post makes it everybody's again, so that nothing lies where nobody looks."""
    item, case = hold(item, by)
    if not item.colleague:
        raise NotNow("这项工作没有转给别人，可以直接办理。")
    before = item.colleague
    item.handed_to = None
    item.save(update_fields=["handed_to"])
    enter(case, item, by, Action.TAKE_BACK, f"从{before}处收回")
    notify([before], subject=f"不用再办：{item.title}", body=f"{by}已收回“{item.step_title}”。")


def hold(item: WorkItem, by: User) -> tuple[WorkItem, Case]:
    """Lock the case, look again: still open, and the person's to do."""
    with item.task.flow_task.flow_class.lock(item.process_id):
        item = WorkItem.objects.select_related("task__process", "organisation", "place", "handed_to__user").get(
            pk=item.pk
        )
    if item.state != WorkItem.State.OPEN:
        raise NotNow("这项工作已经办结，不用再办。")
    case = case_of(item.task.process)
    require(may(by, item.task.flow_task.action, case, organisation_id=item.organisation_id))
    return item, case


def require_able(person: User, item: WorkItem, case: Case) -> None:
    """Whoever gets it must be able to do it: not recused, not the one who checked it before."""
    verdict = may(person, item.task.flow_task.action, case, organisation_id=item.organisation_id)
    if not verdict:
        raise NotNow(f"{person}不能办理这项工作：{verdict.reason}")


def enter(case: Case, item: WorkItem, by: User, action: Action, words: str, **data) -> None:
    """In the history, with the piece of work it is about; a department's own affairs stay its own until the lock."""
    note(
        case,
        by=by,
        action=action,
        because=words,
        organisation=item.organisation,
        confidential=item.organisation_id is not None,
        data={"task": item.pk, **data},
    )
