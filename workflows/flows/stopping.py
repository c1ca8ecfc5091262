"""终止 and 恢复: the director stops an application, and takes it up again exactly where it stood.

Its place is not kept meanwhile. It is taken up again while its round stands where it stood, and while its township
still has a place for it (ADR 19).
"""

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from accounts.models import Appointment
from accounts.notify import notify
from workflows.applications.models import Application
from workflows.applications.states import EDITABLE, State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.models import Event, WorkItem
from workflows.engine.rights import may, require
from workflows.engine.steps import hold_all, suspend, take_up_again
from workflows.engine.transition import move
from workflows.review.places import require_place, uses_a_place
from workflows.rounds.models import Round
from workflows.rounds.states import BEFORE_LOCK
from workflows.scoring.services.reopening import reopen

from .merging import catch_up

#: With its applicant and never handed in, or on its way to the lock.
BEFORE_THE_LOCK = EDITABLE | {
    State.SUBMITTED,
    State.TOWN_RETURN_ASKED,
    State.TOWN_REVIEWED,
    State.TOWN_RECOMMENDED,
    State.COUNTY_RETURN_ASKED,
    State.SCORING,
}


@transaction.atomic
def terminate(*, application: Application, by, reason: str) -> None:
    """Stop an application: nobody has anything to do with it until it is taken up again.

    :raises NotNow, NotYou, Incomplete: nothing was changed.
    """
    hold(application)
    require(may(by, Action.TERMINATE, application))
    if not reason.strip():
        raise Incomplete("请写明终止的原因。")
    people = workers(application)
    data = {"stood": suspend(application), "round": mark_of(application.round)}
    move(application, to=State.TERMINATED, by=by, action=Action.TERMINATE, because=reason.strip(), data=data)
    notify(
        people,
        subject=f"不用再办：{application.work_title}",
        body="这件申报已由县领导小组办公室主任终止。恢复后会重新出现在待办里，已填写、已办理的内容都在。",
        url=application.get_absolute_url(),
    )


@transaction.atomic
def resume(*, application: Application, by, reason: str) -> None:
    """Take an application up again: in the state, at the steps and with the days that were left.

    :raises NotNow: its round has gone on meanwhile, or its place was given to another.
    """
    hold(application)
    require(may(by, Action.RESUME, application))
    if not reason.strip():
        raise Incomplete("请写明恢复的理由。")
    stopped = stop_of(application)
    require_way_back(application, stopped)
    move(application, to=stopped.before, by=by, action=Action.RESUME, because=reason.strip())
    take_up_again(application, stopped.data["stood"], since=localtime(stopped.at).date())
    catch_up(application)
    reopen(application)  # who gave a score may stand aside by now
    notify(
        workers(application),
        subject=f"恢复办理：{application.work_title}",
        body=f"请从原来的环节接着办。恢复理由：{reason.strip()}",
        url=application.get_absolute_url(),
    )


def hold(application: Application) -> None:
    """Lock the round, then the application, in the order in which a round's steps do; and look again."""
    hold_all([application.round.process_id, application.process_id])
    application.refresh_from_db(fields=["state", "snapshot"])
    application.round = Round.objects.get(pk=application.round_id)


def stop_of(application: Application) -> Event:
    """The entry that says where it stood when it was stopped."""
    return Event.objects.filter(process_id=application.process_id, action=Action.TERMINATE).latest("pk")


def require_way_back(application: Application, stopped: Event) -> None:
    """Is there still a way on from where it stood?"""
    round_ = application.round
    if stopped.before in (State.DRAFT, State.READY) and application.snapshot_id is None and not round_.taking():
        raise NotNow("终止时还没有提交，本批次申报现已截止，不能恢复。草稿保留，下一批次可以带入。")
    if stopped.before in BEFORE_THE_LOCK and round_.state not in BEFORE_LOCK:
        raise NotNow("本批次已经汇总锁分，终止的申报没有得分，不能再恢复。")
    if stopped.before not in BEFORE_THE_LOCK and mark_of(round_) != stopped.data["round"]:
        raise NotNow(f"终止以后本批次已经往前办理（现为“{round_.get_state_display()}”），名单里没有它，不能再恢复。")
    if uses_a_place(application):
        require_place(application)


def mark_of(round_: Round) -> list:
    """Where a round stands: its state, and which ranking and notice it is about."""
    return [round_.state, round_.rankings.count(), round_.notices.count()]


def workers(application: Application) -> list:
    """People on whom the application waits."""
    items = WorkItem.objects.open().filter(process_id=application.process_id)
    wanted = Q(pk__in=[])
    for post, place, organisation in set(items.values_list("post", "place", "organisation")):
        wanted |= Q(post=post, region_id=place, organisation_id=organisation)
    return list(Appointment.objects.current().filter(wanted).people())
