"""Publishing a list, hearing objections, closing the notice."""

import json
import secrets

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction

from accounts import clock
from accounts.audit import record
from documents.issuing import issue
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.calendar import add_working_days
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.rights import may, require
from workflows.engine.steps import release
from workflows.engine.transition import move, note
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

from .models import Complainant, Notice, NoticeResult, Objection
from .papers import notice_paper, result_paper

#: Working days to settle an objection (domain step 11).
OBJECTION_DAYS = 10


@transaction.atomic
def publish_notice(*, case: Round, by, phone: str, address: str, opinion: str = "") -> Notice:
    """Put the proposed list before the public; its text and its end are fixed from here on."""
    ranking = case.rankings.last()
    applications = [row.application for row in ranking.rows.filter(proposed=True).select_related("application")]
    if not applications:
        raise Incomplete("拟推荐名单为空,不能发布公示。")
    end = add_working_days(clock.today(), case.notice_days, count_first_day=case.count_first_day)
    notice = Notice.objects.create(
        round=case,
        ranking=ranking,
        number=case.notices.count() + 1,
        issued_on=clock.today(),
        ends_on=end.day,
        ends_at=end.closes_at,
        estimated=end.estimated,
        phone=phone,
        address=address,
        issued_by=by,
    )
    notice.applications.set(applications)
    notice.document = issue(notice_paper(notice), county=case.county, subject_key=f"notice:{notice.pk}", by=by)
    notice.save(update_fields=["document"])
    move(case, to=RoundState.PUBLICITY, by=by, action=Action.PUBLISH_NOTICE, because=opinion)
    for application in applications:
        move(application, to=State.PUBLICITY, by=by, action=Action.PUBLISH_NOTICE)
    return notice


def notice_ends_at(round_: Round):
    """When the running notice of a round ends: the flow's timer asks."""
    return round_.notices.last().ends_at


@transaction.atomic
def raise_objection(
    *, notice: Notice, application: Application, matter: str, name: str = "", unit: str = "", contact: str = ""
) -> Objection:
    """Somebody objects to a name on the list, within its period; who it is goes into a store of its own.

    An anonymous one with a concrete clue is checked, but not answered.
    """
    if not notice.is_running:
        raise NotNow(f"公示期已于{notice.ends_on:%Y年%m月%d日}结束,不再受理异议。")
    if not matter.strip():
        raise Incomplete("请写明反映的具体事实。")
    real_name = bool(name.strip() and contact.strip())
    number = notice.round.notices.model.objects.filter(round=notice.round).count()
    count = Objection.objects.filter(notice__round=notice.round).count() + 1
    objection = Objection.objects.create(
        notice=notice,
        application=application,
        number=f"YY-{notice.round.code}-{number}-{count:03d}",
        receipt=secrets.token_hex(5).upper(),
        received_at=clock.now(),
        real_name=real_name,
        matter=matter.strip(),
        due_on=add_working_days(clock.today(), OBJECTION_DAYS).day,
    )
    seal_identity(objection, name=name, unit=unit, contact=contact)
    return objection


def seal_identity(objection: Objection, **identity: str) -> None:
    """Encrypt who it is; the key lies outside the database."""
    plain = json.dumps(identity, ensure_ascii=False).encode()
    Complainant.objects.create(objection=objection, sealed=Fernet(settings.IDENTITY_KEY).encrypt(plain))


def identity_of(*, objection: Objection, by) -> dict[str, str]:
    """Who raised an objection: for two posts, and every look leaves an entry in the audit log."""
    require(may(by, Action.SEE_COMPLAINANT, objection.notice.round))
    record(actor=by, verb="查看反映人", subject=objection, county=objection.notice.round.county)
    sealed = bytes(objection.complainant.sealed)
    return json.loads(Fernet(settings.IDENTITY_KEY).decrypt(sealed))


@transaction.atomic
def settle_objection(
    *, objection: Objection, by, finding: str, findings_of_fact: str, disposal: str = "", reply: str = ""
) -> None:
    """The office's finding. An upheld objection disqualifies; the round is then ranked and published again."""
    round_ = objection.notice.round
    require(may(by, Action.SETTLE_OBJECTION, round_))
    if not findings_of_fact.strip():
        raise Incomplete("请填写核查认定的事实。")
    won = Objection.objects.filter(pk=objection.pk, state__in=(Objection.State.RECEIVED, Objection.State.CHECKING))
    if not won.update(
        state=Objection.State.SETTLED,
        finding=finding,
        findings_of_fact=findings_of_fact.strip(),
        disposal=disposal,
        reply=reply,
        settled_by=by,
        settled_at=clock.now(),
    ):
        raise NotNow("这件异议已经办结。")
    objection.refresh_from_db()
    note(
        round_,
        by=by,
        action=Action.SETTLE_OBJECTION,
        because=f"{objection.number}:{objection.get_finding_display()}",
        confidential=True,
    )
    if finding == Objection.Finding.UPHELD:
        move(
            objection.application,
            to=State.DISQUALIFIED,
            by=by,
            action=Action.SETTLE_OBJECTION,
            because=f"异议{objection.number}经核查成立,取消资格。",
        )
        release(objection.application, "await_notice")


@transaction.atomic
def close_notice(*, case: Round, by, opinion: str = "") -> NoticeResult:
    """The office's step after the last day: every objection is settled, the result is stated (F17).

    Where the list lost a name, the round is ranked again and the new list is published anew.
    """
    notice = case.notices.last()
    if notice.is_running:
        raise NotNow(f"公示到{notice.ends_on:%Y年%m月%d日}结束,次日起才能办理公示结果。")
    if open_ones := tuple(f"{row.number}({row.get_state_display()})" for row in notice.objections.all() if row.is_open):
        raise Incomplete("还有异议没有办结,请先办理。", open_ones)
    text = result_text(notice)
    result = NoticeResult.objects.create(
        notice=notice,
        text=text,
        closed_by=by,
        document=issue(result_paper(notice), county=case.county, subject_key=f"notice:{notice.pk}", by=by),
    )
    standing = case.applications.filter(state=State.PUBLICITY).select_related("process", "region__parent")
    changed = standing.count() != notice.applications.count()
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
    """What F17 says."""
    objections = list(notice.objections.all())
    if not objections:
        return "公示期间未收到异议。"
    upheld = [row for row in objections if row.finding == Objection.Finding.UPHELD]
    names = "、".join(row.application.region.full_name for row in upheld)
    text = f"公示期间收到异议{len(objections)}件,经核查,成立{len(upheld)}件,不成立{len(objections) - len(upheld)}件"
    return f"{text},取消{names}资格。" if upheld else f"{text}。"
