"""评分中退回补正: the office sends an application back while its departments score it.

The parallel work ends where it stands: open sheets, countersignatures, questions and half-filled joins are cancelled
together, and their holders are told. When it has been corrected and accepted again, only what the return named (or
what was changed) is scored again; the rest stands (``scoring.services.keeping``).

It counts among the two returns of the county office. While the director decides on the second one, the departments go
on: if he refuses, nothing has happened to them.
"""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from accounts.notify import notify
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.models import Voice, WorkItem
from workflows.engine.rights import may, require
from workflows.engine.steps import open_beside, send_back, waits_at
from workflows.engine.transition import move, note
from workflows.review.models import Decision, Stage
from workflows.review.second_returns import request_of, take_effect
from workflows.review.services import for_the_history, give_opinion, require_points, returned_as

from .stopping import hold, workers

#: The step at which the director decides on the second return.
APPROVAL = "approve_midway"


@transaction.atomic
def return_midway(*, application: Application, by: User, points: Mapping[str, str], reason: str) -> Decision:
    """Send it back with everything named at once; the second time the director is asked first.

    :param points: indicator → what is to be corrected; empty words name nothing.
    :returns: whether it was returned, or the return was asked for.
    :raises NotNow, NotYou, Incomplete: nothing was changed.
    """
    hold(application)
    require(may(by, Action.RETURN_MIDWAY, application))
    if APPROVAL in waits_at(application):
        raise NotNow("已经申请第二次退回，正在等县领导小组办公室主任批准。")
    verdicts = verdicts_on(application, points)
    require_points(verdicts, reason)
    decision, _ = returned_as(application, Stage.COUNTY_OFFICE)
    given = give_opinion(
        application, stage=Stage.COUNTY_OFFICE, decision=decision, text=reason, by=by, verdicts=verdicts
    )
    data = for_the_history(given, verdicts)
    if decision == Decision.ASK_RETURN:
        words = f"申请第二次退回：{reason.strip()}"
        note(application, by=by, action=Action.RETURN_MIDWAY, because=words, data=data)
        open_beside(application, APPROVAL)
        return decision
    people = at_work(application)
    move(application, to=State.COUNTY_RETURNED, by=by, action=Action.RETURN_MIDWAY, because=reason.strip(), data=data)
    stop_scoring(application, people)
    return decision


def verdicts_on(application: Application, points: Mapping[str, str]) -> dict[str, dict]:
    """The points as an opinion keeps them, in the standard's order."""
    named = {code: words.strip() for code, words in points.items() if words.strip()}
    codes = [one.code for one in application.spec.indicators]
    if unknown := sorted(set(named) - set(codes)):
        raise Incomplete(f"评定标准里没有指标{'、'.join(unknown)}。")
    return {code: {"passes": False, "problem": named[code]} for code in codes if code in named}


@transaction.atomic
def decide_midway(*, case: Application, by, decision: str, opinion: str) -> None:
    """The director's step: the return takes effect now, or the departments simply go on."""
    if decision not in (Decision.APPROVE_RETURN, Decision.REFUSE_RETURN):
        raise Incomplete("请选择“同意”或“不同意”。")
    give_opinion(case, stage=Stage.OFFICE_DIRECTOR, decision=decision, text=opinion, by=by)
    if decision == Decision.REFUSE_RETURN:
        words = f"不同意第二次退回：{opinion.strip()}"
        note(case, by=by, action=Action.APPROVE_RETURN, because=words, data={"decision": decision})
        return
    people = at_work(case)
    take_effect(case, request_of(case), to=State.COUNTY_RETURNED, by=by, opinion=opinion)
    stop_scoring(case, people)


def at_work(application: Application) -> list[User]:
    """Who has something to do on it: holders of open work, and those whose opinion was asked for."""
    items = WorkItem.objects.open().filter(process_id=application.process_id)
    asked = Voice.objects.filter(consultation__work__in=items, answered_at=None, withdrawn_at=None)
    found = [*workers(application), *(voice.person for voice in asked.select_related("person"))]
    return list({person.pk: person for person in found}.values())


def stop_scoring(application: Application, people: list[User]) -> None:
    """Everything parallel ends together; the applicant's step opens."""
    send_back(application, "fill_in")
    notify(
        people,
        subject=f"暂不用办：{application.work_title}",
        body="这件申报已退回补正。改好、重新受理后，只有退回时列出和有改动的指标要重新评分，其余评分照旧。",
        url=application.get_absolute_url(),
    )
