"""取消资格: who cheated is out at any state, for two years; what its township has recommended besides is looked at again.

A recommendation that the county has not accepted yet goes back to the township's reviewer; what is further on is
rechecked by the county office beside whatever else is under way, and holds up its round until that is done.
"""

from collections.abc import Iterable

from django.db import transaction

from accounts.enums import Post
from accounts.models import Appointment
from accounts.notify import notify
from workflows.applications.models import Application
from workflows.applications.states import AT_COUNTY, CLOSED, State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.models import Event
from workflows.engine.rights import may, require
from workflows.engine.steps import close, hold_all, locked, open_beside, open_tasks, send_back
from workflows.engine.transition import move, note
from workflows.rounds.models import Kind, Round
from workflows.rounds.states import RoundState

#: Recommended, and not accepted yet.
REVIEWED_AGAIN = frozenset({State.TOWN_REVIEWED, State.TOWN_RECOMMENDED})
#: Accepted by the county.
RECHECKED = AT_COUNTY - REVIEWED_AGAIN - {State.COUNTY_RETURN_ASKED}


@transaction.atomic
def disqualify(*, application: Application, by, reason: str) -> None:
    """The director's decision.

    :raises NotNow, NotYou, Incomplete: nothing was changed.
    """
    hold_with_neighbours(application)
    require(may(by, Action.DISQUALIFY, application))
    if not reason.strip():
        raise Incomplete("请写明取消资格的事实和依据。")
    put_out(application, by=by, because=reason.strip())


def hold_with_neighbours(application: Application) -> None:
    """The round's lock, then those of the applications concerned in the order of their keys; and look again."""
    round_ = Round.objects.select_related("process").get(pk=application.round_id)
    with locked(round_):
        neighbours = neighbours_of(application).exclude(process=None).values_list("process_id", flat=True)
        hold_all(pk for pk in (application.process_id, *neighbours) if pk)
        application.refresh_from_db(fields=["state"])
        application.round = Round.objects.get(pk=round_.pk)


@transaction.atomic
def put_out(application: Application, *, by, because: str) -> None:
    """End it, and have the township's others looked at again; the caller has asked for the right and holds the locks."""
    move(application, to=State.DISQUALIFIED, by=by, action=Action.DISQUALIFY, because=because)
    close(application)
    look_again(neighbours_of(application).select_related("process", "region__parent"), application, by=by)
    end_without_a_list(application.round, by=by)


#: Where a round waits for a step about its list → the state of those on it.
LISTED = {RoundState.PROPOSED: State.PROPOSED, RoundState.APPROVED: State.APPROVED}


def end_without_a_list(round_: Round, *, by) -> None:
    """Whose list has lost its last name has nothing to publish or to name: it ends, or it would wait for ever.

    One that was only stopped can be taken up again, and keeps its round waiting.
    """
    listed = LISTED.get(RoundState(round_.state))
    if listed is None or round_.applications.filter(state=listed).exists():
        return
    stopped = round_.applications.filter(state=State.TERMINATED).values("process")
    if Event.objects.filter(process__in=stopped, action=Action.TERMINATE, before=listed).exists():
        return
    because = "名单上的申报都已取消资格，没有可以公示或命名的对象，本批次办结。"
    move(round_, to=RoundState.WITHOUT_RESULT, by=by, action=Action.DISQUALIFY, because=because)
    close(round_)


def neighbours_of(application: Application):
    """The same township's other villages in the round that are still in it."""
    found = Application.objects.within(application.township).filter(round=application.round_id)
    if application.round.kind != Kind.VILLAGE:
        return found.none()
    return found.exclude(pk=application.pk).exclude(state__in=CLOSED).exclude(process=None).order_by("process_id")


def look_again(neighbours: Iterable[Application], cheat: Application, *, by) -> None:
    """复核: each by whoever answers for it at its stage; what is still with its village is reviewed anyway."""
    for application in neighbours:
        application.round = cheat.round
        words = f"同镇{cheat.region}被取消资格，须复核。"
        if application.state in REVIEWED_AGAIN:
            move(application, to=State.SUBMITTED, by=by, action=Action.RECHECK, because=words)
            send_back(application, "review_at_township")
        elif application.state in RECHECKED:
            note(application, by=by, action=Action.RECHECK, because=words)
            if not any(task.flow_task.name == "recheck" for task in open_tasks(application)):
                open_beside(application, "recheck")


@transaction.atomic
def recheck(*, case: Application, by, finding: str, opinion: str) -> None:
    """The office's step: what the recheck found. Only the director takes a place away; he is told where one should be.

    :param finding: ``sound`` or ``unsound``.
    """
    if finding not in ("sound", "unsound"):
        raise Incomplete("请选择复核结论。")
    if not opinion.strip():
        raise Incomplete("请写明怎样复核、结果如何。")
    words = "属实，维持" if finding == "sound" else "有问题，报主任处理"
    note(case, by=by, action=Action.RECHECK, because=f"{words}：{opinion.strip()}", data={"finding": finding})
    if finding == "unsound":
        director = Appointment.objects.holding(Post.OFFICE_DIRECTOR, region_code=f"{case.county}000000")
        notify(
            director.people(),
            subject=f"复核发现问题：{case.work_title}",
            body=f"{by}：{opinion.strip()}请决定是否终止或者取消资格。",
            url=case.get_absolute_url(),
        )
