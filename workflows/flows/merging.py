"""机构改革 mid-way: what a department has not finished goes to its successor; what it has done stays under its name.

Open work changes hands. Where the successor has a branch of its own at the same point, the two become one, at the
earlier step. Scores in force get a version of the successor's, same author, same moment: so that whoever answers for
them now can answer, and every earlier version still says whose it was.
"""

import logging
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery

from accounts import clock
from accounts.enums import Post
from accounts.models import Appointment, Organisation
from workflows.applications.models import Application, Submission
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.consulting import people_to_ask
from workflows.engine.models import Consultation, StandIn, Voice, WorkItem
from workflows.engine.nodes import case_of
from workflows.engine.steps import locked, pass_to_department
from workflows.engine.transition import note
from workflows.scoring.models import DepartmentScore
from workflows.scoring.services.reopening import reopen
from workflows.scoring.services.succeeding import take_over_scores, take_over_substitutes

log = logging.getLogger("shifan.merging")

#: Steps of one branch of a department, the earlier first.
BRANCHES = (
    ("score", "sign_scores"),
    ("answer_objections", "sign_answers"),
    ("countersign",),
    ("countersign_again",),
    ("joint_check",),
    ("supply_data",),
)


def take_over_all() -> int:
    """A chore of every tick: departments whose day has come while somebody was missing in the successor."""
    return sum(tried(old) for old in merged() if has_work(old))


def merged():
    """Departments that are no more, the earlier first."""
    return Organisation.objects.filter(valid_to__lte=clock.today()).exclude(successor=None).order_by("pk")


def tried(old: Organisation) -> int:
    """One department; one whose successor has nobody yet does not stop the others, and is tried again."""
    try:
        return take_over(old)
    except ValidationError as refusal:
        log.warning("%s", "".join(refusal.messages))
        return 0


def has_work(old: Organisation) -> bool:
    """Does anything still lie with it?"""
    return WorkItem.objects.open().filter(organisation=old).exists() or unlocked_of(old).exists()


def unlocked_of(old: Organisation):
    """Applications that are being scored, whose scores in force are partly its own; what was scored before a return is history."""
    newest = Submission.objects.filter(application=OuterRef("application")).order_by("-number").values("pk")[:1]
    scores = DepartmentScore.objects.filter(
        organisation=old, application__state=State.SCORING, submission=Subquery(newest)
    ).current()
    return Application.objects.filter(pk__in=scores.values("application"))


@transaction.atomic
def take_over(old: Organisation) -> int:
    """Move everything unfinished to the successor; returns how many cases it concerned.

    :raises ValidationError: nobody there could do the work.
    """
    heir = old.heir
    require_people(old, heir)
    StandIn.objects.filter(organisation=old, ended_at=None).update(organisation=heir)
    take_over_substitutes(old, heir)
    waiting = WorkItem.objects.open().filter(organisation=old)
    processes = set(waiting.values_list("process_id", flat=True))
    processes |= set(unlocked_of(old).values_list("process_id", flat=True))
    for application in Application.objects.filter(process__in=processes).select_related("process").order_by("process"):
        with locked(application):
            take_over_case(application, old, heir)
    return len(processes)


def catch_up(application: Application) -> None:
    """Of one that was stopped meanwhile: what merged departments had open; the caller holds its lock."""
    work = WorkItem.objects.open().filter(process_id=application.process_id)
    for old in merged().filter(county=application.county):
        if not (work.filter(organisation=old).exists() or unlocked_of(old).filter(pk=application.pk).exists()):
            continue
        try:
            require_people(old, old.heir)
        except ValidationError as refusal:  # the tick tries again
            log.warning("%s", "".join(refusal.messages))
        else:
            take_over_case(application, old, old.heir)


def require_people(old: Organisation, heir: Organisation) -> None:
    """Work goes only where somebody can do it."""
    needed = set(WorkItem.objects.open().filter(organisation=old).values_list("post", flat=True))
    needed |= {Post.DEPT_LEADER} if Post.DEPT_SCORER in needed else set()  # what is scored is signed next
    held = set(Appointment.objects.current().filter(organisation=heir).values_list("post", flat=True))
    if lacking := [Post(post).label for post in sorted(needed) if post not in held]:
        raise ValidationError(
            f"{heir}还没有{'、'.join(lacking)}，{old}未办结的工作没有人接。请先任命，或者加 --people 一并转任。"
        )


def take_over_case(application: Application, old: Organisation, heir: Organisation) -> None:
    """One case: its open work, its scores in force, an entry in its history."""
    application.refresh_from_db(fields=["state"])
    open_items = list(
        WorkItem.objects.open()
        .filter(process_id=application.process_id, organisation__in=(old, heir))
        .select_related("task__process")
    )
    for steps in BRANCHES:
        join_branches([item for item in open_items if item.node in steps], steps, old, heir)
    if application.state == State.SCORING:
        take_over_scores(application, old, heir)
    words = f"{old}并入{heir}，未办结的工作由{heir}接着办"
    note(
        application,
        by=None,
        action=Action.MERGE_DEPARTMENT,
        because=words,
        organisation=heir,
        confidential=True,
        data={"tasks": [item.pk for item in open_items if item.organisation_id == old.pk]},
    )
    reopen(application)


def join_branches(items: Iterable[WorkItem], steps: tuple[str, ...], old: Organisation, heir: Organisation) -> None:
    """The open work of both at one point becomes one piece of the successor's, at the earlier step."""
    ordered = sorted(items, key=lambda item: (steps.index(item.node), item.organisation_id == old.pk, item.pk))
    if not any(item.organisation_id == old.pk for item in ordered):
        return
    kept, *others = ordered
    for item in others:
        Consultation.objects.filter(work=item).update(work=kept)
        activation = item.task.flow_task.activation_class(item.task)
        activation.process.artifact = case_of(item.task.process)
        activation.cancel()
    if kept.organisation_id == old.pk:
        pass_to_department(kept, heir)
    let_go(WorkItem.objects.get(pk=kept.pk))


def let_go(item: WorkItem) -> None:
    """Who was asked and has not come along can no longer answer; the others still can."""
    for question in Consultation.objects.filter(work=item).select_related("asked_by"):
        still = people_to_ask(item, question.asked_by).values("pk")
        silent = Voice.objects.filter(consultation=question, answered_at=None, withdrawn_at=None)
        silent.exclude(person__in=still).update(withdrawn_at=clock.now())
