"""Publishing a list and closing its notice."""

from django.db import transaction

from accounts import clock
from documents.issuing import issue
from documents.wording import cn_date
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.calendar import add_working_days
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.steps import release
from workflows.engine.transition import move
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

from ..landline import is_landline
from ..models import Notice, NoticeResult, Objection
from ..papers import disqualified, listed, notice_paper, paragraphs_of, result_paper


def plan_notice(round_: Round, *, phone: str, address: str) -> tuple[Notice, list[Application]]:
    """The notice as it would be published now, with its names in order; nothing is stored.

    Who lost their place since the list was approved is left out: a list may shrink, it never grows.
    """
    ranking = round_.rankings.last()
    rows = ranking.rows.filter(proposed=True, application__state=State.PROPOSED).order_by("position")
    applications = [row.application for row in rows.select_related("application__region__parent")]
    end = add_working_days(clock.today(), round_.notice_days, count_first_day=round_.count_first_day)
    notice = Notice(
        round=round_,
        ranking=ranking,
        number=round_.notices.count() + 1,
        issued_on=clock.today(),
        ends_on=end.day,
        ends_at=end.closes_at,
        estimated=end.estimated,
        phone=phone,
        address=address,
    )
    paper = notice_paper(notice, applications)
    notice.title = paper.title
    notice.text = "\n".join(paragraphs_of(paper)) if applications else ""
    notice.names = [{"township": one.township, "name": one.name} for one in listed(applications, round_.kind)]
    return notice, applications


@transaction.atomic
def publish_notice(*, case: Round, by, phone: str, address: str, opinion: str = "") -> Notice:
    """Put the proposed list before the public; its text and its end are fixed from here on."""
    if not is_landline(phone):
        raise Incomplete("公示只公布单位座机，不公布个人手机号码。请填写座机号码，例如0900-5550101。")
    notice, applications = plan_notice(case, phone=phone, address=address)
    if not applications:
        raise Incomplete("拟推荐名单为空，不能发布公示。")
    notice.issued_by = by
    notice.save()
    notice.applications.set(applications)
    paper = notice_paper(notice, applications)
    notice.document = issue(paper, county=case.county, subject_key=f"notice:{notice.pk}", by=by)
    notice.save(update_fields=["document"])
    move(case, to=RoundState.PUBLICITY, by=by, action=Action.PUBLISH_NOTICE, because=opinion)
    for application in applications:
        application.round = case
        move(application, to=State.PUBLICITY, by=by, action=Action.PUBLISH_NOTICE)
    return notice


def notice_ends_at(round_: Round):
    """When the running notice of a round ends: the flow's timer asks."""
    return round_.notices.last().ends_at


@transaction.atomic
def close_notice(*, case: Round, by, opinion: str = "") -> NoticeResult:
    """The office's step after the last day: every objection is settled, the result is stated (F17).

    Where the list lost a name, the round is ranked again and the new list is published anew. The notice's row is held:
    an objection that is just being stored is seen, one that comes afterwards is told that the result stands.
    """
    notice = case.notices.select_for_update().last()
    if notice.is_running:
        raise NotNow(f"公示到{cn_date(notice.ends_on)}结束，次日起才能办理公示结果。")
    if open_ones := tuple(f"{row.number}（{row.get_state_display()}）" for row in notice.objections.open()):
        raise Incomplete("还有异议没有办结，请先办理。", open_ones)
    text = result_text(notice)
    result = NoticeResult.objects.create(
        notice=notice,
        text=text,
        closed_by=by,
        document=issue(result_paper(notice), county=case.county, subject_key=f"notice:{notice.pk}", by=by),
    )
    standing = list(case.applications.filter(state=State.PUBLICITY).select_related("process", "region__parent"))
    changed = len(standing) != notice.applications.count()
    move(
        case,
        to=RoundState.LOCKED if changed else RoundState.NOTICE_CLOSED,
        by=by,
        action=Action.CLOSE_NOTICE,
        because=opinion or text,
    )
    for application in standing:
        application.round = case
        to = State.SCORE_LOCKED if changed else State.DELIBERATING
        move(application, to=to, by=by, action=Action.CLOSE_NOTICE)
        release(application, "await_notice")
    return result


def result_text(notice: Notice) -> str:
    """What F17 says, in one sentence."""
    objections = list(notice.objections.select_related("application__region__parent"))
    if not objections:
        return "公示期间未收到异议。"
    count = {finding: sum(row.finding == finding for row in objections) for finding in Objection.Finding}
    refused = sum(row.state == Objection.State.REFUSED for row in objections)
    text = f"公示期间收到异议{len(objections)}件" + (f"，其中不予受理{refused}件" if refused else "")
    text += f"；经核查，成立{count[Objection.Finding.UPHELD]}件"
    text += f"，部分成立{count[Objection.Finding.PARTLY]}件" if count[Objection.Finding.PARTLY] else ""
    text += f"，不成立{count[Objection.Finding.DISMISSED]}件"
    names = "、".join(disqualified(objections))
    return f"{text}，取消{names}资格。" if names else f"{text}。"
