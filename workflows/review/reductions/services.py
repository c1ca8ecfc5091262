"""Telling the applicant what was taken off, and the applicant's one answer."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.enums import Post
from accounts.models import Appointment
from accounts.notify import notify
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.rights import may, require
from workflows.engine.steps import locked
from workflows.engine.transition import note
from workflows.standards.decimals import plain

from ..models import ReductionAnswer, ReductionReply
from .reading import Reductions, reductions_of

#: Who is told at the applicant's own place.
TOLD = (Post.VILLAGE_CLERK, Post.VILLAGE_SECRETARY)


def tell_of_reductions(application: Application) -> None:
    """One message a person at the applicant's, with the way to the answer; silent where nothing was taken off."""
    found = reductions_of(application)
    if found is None:
        return
    held = Appointment.objects.current().filter(post__in=TOLD, region_id=application.region_id)
    lines = [
        f"{row.code} {row.name}：自评{plain(row.self_score)}分，镇核{plain(row.town_score)}分。{row.reason}"
        for row in found.rows
    ]
    notify(
        held.people(),
        subject=f"镇核减{len(found.rows)}项：{application.round.title}",
        body="\n".join((*lines, "有不同意见的，请在镇（街道）签发以前答复一次。")),
        url=reverse("review:reductions", args=[application.pk]),
    )


def answer_reductions(*, application: Application, by, replies: Mapping[str, tuple[bool, str]]) -> ReductionAnswer:
    """The applicant's word on each reduced indicator: once, before the leader signs.

    :param replies: indicator → agrees, and why not.
    """
    with locked(application):
        application.refresh_from_db(fields=["state"])
        require(may(by, Action.ANSWER_REDUCTION, application))
        found = reductions_of(application)
        if found is None or found.answer:
            raise NotNow("核减已经答复过，每次审核只答复一次。" if found else "没有要答复的核减。")
        return write_down(application, by, found, replies)


@transaction.atomic
def write_down(
    application: Application, by, found: Reductions, replies: Mapping[str, tuple[bool, str]]
) -> ReductionAnswer:
    """The answer with a reply to each, and a line of the history."""
    silent = tuple(f"{row.code} {row.name}" for row in found.rows if not said(replies.get(row.code)))
    if silent:
        raise Incomplete("请逐项答复；不同意的请写明理由：", silent)
    try:
        answer = ReductionAnswer.objects.create(opinion=found.opinion, by=by, by_name=by.display_name)
    except IntegrityError:
        raise NotNow("核减已经答复过，每次审核只答复一次。") from None
    ReductionReply.objects.bulk_create(
        ReductionReply(
            answer=answer, indicator=row.code, agrees=replies[row.code][0], words=replies[row.code][1].strip()
        )
        for row in found.rows
    )
    against = sum(not replies[row.code][0] for row in found.rows)
    words = f"核减{len(found.rows)}项，" + (f"{against}项有不同意见。" if against else "全部同意。")
    note(application, by=by, action=Action.ANSWER_REDUCTION, because=words)
    return answer


def said(reply: tuple[bool, str] | None) -> bool:
    """Agreed, or said why not."""
    return reply is not None and (reply[0] or bool(reply[1].strip()))
