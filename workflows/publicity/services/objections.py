"""Objections: received within the period, checked, settled; who raised them is kept apart and encrypted."""

import json
import secrets

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction

from accounts import clock
from accounts.audit import record
from accounts.enums import Post
from accounts.models import Appointment
from accounts.notify import notify
from documents.issuing import issue
from documents.wording import cn_date
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.calendar import add_working_days
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.rights import may, require
from workflows.engine.steps import locked
from workflows.engine.transition import note
from workflows.review.disqualifying import hold_with_neighbours, put_out
from workflows.rounds.models import Round

from ..models import Complainant, Notice, NoticeResult, Objection
from ..papers import reply_paper

#: Working days to settle an objection (domain step 11).
OBJECTION_DAYS = 10


def new_receipt() -> str:
    """Ten characters that nobody guesses."""
    return secrets.token_hex(5).upper()


@transaction.atomic
def raise_objection(
    *,
    notice: Notice,
    application: Application,
    matter: str,
    name: str = "",
    unit: str = "",
    contact: str = "",
    receipt: str = "",
) -> Objection:
    """Somebody objects to a name on the list, within its period; who it is goes into a store of its own.

    The moment of arrival counts, not the moment at which the row could be written. An anonymous one with a concrete
    clue is checked, but not answered.

    :param receipt: the form's own; the same form sent twice (a double click) is one objection.
    """
    arrived = clock.now()
    notice = Notice.objects.select_for_update(of=("self",)).select_related("round").get(pk=notice.pk)
    if arrived >= notice.ends_at or NoticeResult.objects.filter(notice=notice).exists():
        raise NotNow(f"公示期已于{cn_date(notice.ends_on)}结束，不再受理异议。")
    if not matter.strip():
        raise Incomplete("请写明反映的具体事实。")
    if not notice.applications.filter(pk=application.pk).exists():
        raise Incomplete("反映对象不在公示名单中，请重新选择。")
    earlier = Objection.objects.filter(receipt=receipt).first() if receipt else None
    if earlier and (earlier.application_id, earlier.matter) == (application.pk, matter.strip()):
        return earlier
    objection = Objection.objects.create(
        notice=notice,
        application=application,
        number=f"YY-{notice.round.code}-{Objection.objects.filter(notice__round=notice.round).count() + 1:03d}",
        receipt=new_receipt() if earlier or not receipt else receipt,
        received_at=arrived,
        real_name=bool(name.strip() and contact.strip()),
        matter=matter.strip(),
        due_on=add_working_days(clock.today(), OBJECTION_DAYS).day,
    )
    seal_identity(objection, name=name, unit=unit, contact=contact)
    tell_the_office(objection)
    return objection


def seal_identity(objection: Objection, **identity: str) -> None:
    """Encrypt who it is; the key lies outside the database."""
    plain = json.dumps(identity, ensure_ascii=False).encode()
    Complainant.objects.create(objection=objection, sealed=Fernet(settings.IDENTITY_KEY).encrypt(plain))


def tell_the_office(objection: Objection) -> None:
    """A message to those who handle it; it says neither who nor what."""
    round_ = objection.notice.round
    held = Appointment.objects.holding(
        (Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR), region_code=f"{round_.county}000000"
    )
    notify(
        held.people(),
        subject=f"收到异议 {objection.number}",
        body=f"{round_}公示期间收到一件异议，请在{cn_date(objection.due_on)}前办结。",
        url=objection.get_absolute_url(),
    )


def identity_of(*, objection: Objection, by) -> dict[str, str]:
    """Who raised an objection: for two posts, and every look leaves an entry in the audit log."""
    require(may(by, Action.SEE_COMPLAINANT, objection.notice.round))
    record(actor=by, verb="查看反映人", subject=objection, county=objection.notice.round.county)
    sealed = bytes(objection.complainant.sealed)
    return json.loads(Fernet(settings.IDENTITY_KEY).decrypt(sealed))


@transaction.atomic
def take_up_objection(*, objection: Objection, by) -> None:
    """The check begins; who objected can see it under their receipt."""
    require(may(by, Action.SETTLE_OBJECTION, objection.notice.round))
    received = Objection.objects.filter(pk=objection.pk, state=Objection.State.RECEIVED)
    if not received.update(state=Objection.State.CHECKING):
        raise NotNow("这件异议已经开始核查或已经办结。")
    remember(objection, by=by, words="开始核查")


@transaction.atomic
def refuse_objection(*, objection: Objection, by, reason: str) -> None:
    """Not taken up (不予受理): anonymous and without a clue that could be checked. Its reason is kept."""
    round_ = objection.notice.round
    require(may(by, Action.SETTLE_OBJECTION, round_))
    if not reason.strip():
        raise Incomplete("不予受理请写明理由。")
    if objection.real_name:
        raise Incomplete("实名反映的异议必须核查并书面答复，不能不予受理。")
    open_ = Objection.objects.open().filter(pk=objection.pk)
    done = {"findings_of_fact": reason.strip(), "settled_by": by, "settled_at": clock.now()}
    if not open_.update(state=Objection.State.REFUSED, **done):
        raise NotNow("这件异议已经办结。")
    remember(objection, by=by, words="不予受理")


@transaction.atomic
def settle_objection(
    *,
    objection: Objection,
    by,
    finding: str,
    findings_of_fact: str,
    disposal: str = "",
    reply: str = "",
    summary: str = "",
) -> None:
    """The office's finding. An upheld objection disqualifies; the round is then ranked and published again.

    Taking away a place is the director's decision. The round's lock is held, so that its notice is not being closed
    at the same time.
    """
    with locked(objection.notice.round):
        round_ = Round.objects.select_related("process").get(pk=objection.notice.round_id)
        require(may(by, Action.SETTLE_OBJECTION, round_))
        if finding == Objection.Finding.UPHELD:
            require(may(by, Action.DISQUALIFY, round_))
        require_settlement(objection, finding, findings_of_fact, disposal, reply)
        write_settlement(
            objection,
            by=by,
            finding=finding,
            findings_of_fact=findings_of_fact.strip(),
            disposal=disposal.strip() or DISPOSALS.get(finding, ""),
            reply=reply.strip(),
            summary=summary.strip(),
        )
        remember(objection, by=by, words=objection.get_finding_display())
        if objection.real_name:
            issue(reply_paper(objection), county=round_.county, subject_key=objection.subject_key, by=by)
        if finding == Objection.Finding.UPHELD:
            disqualify(objection, by=by)


#: What follows from a finding, where nothing else is said.
DISPOSALS = {Objection.Finding.UPHELD: "取消资格", Objection.Finding.DISMISSED: "维持"}


def require_settlement(objection: Objection, finding: str, facts: str, disposal: str, reply: str) -> None:
    """A finding rests on facts, has a consequence, and is answered where a name was given."""
    if finding not in Objection.Finding.values:
        raise Incomplete("请选择核查结论。")
    if not facts.strip():
        raise Incomplete("请填写核查认定的事实。")
    if finding == Objection.Finding.PARTLY and not disposal.strip():
        raise Incomplete("部分成立的，请写明处理（例如责令限期整改）。")
    if objection.real_name and not reply.strip():
        raise Incomplete("实名反映的异议须书面答复，请填写答复内容。")


def write_settlement(objection: Objection, *, by, **settlement: str) -> None:
    """Once: of two people settling at the same moment, the second is told so."""
    open_ = Objection.objects.open().filter(pk=objection.pk)
    if not open_.update(state=Objection.State.SETTLED, settled_by=by, settled_at=clock.now(), **settlement):
        raise NotNow("这件异议已经办结。")
    objection.refresh_from_db()


def disqualify(objection: Objection, *, by) -> None:
    """The applicant leaves the list; a second upheld objection to the same one changes nothing more."""
    application = Application.objects.select_related("process", "round", "region").get(pk=objection.application_id)
    hold_with_neighbours(application)
    if application.state != State.DISQUALIFIED:
        put_out(application, by=by, because=f"公示期间收到的异议（{objection.number}）经核查成立，取消资格。")


def remember(objection: Objection, *, by, words: str) -> None:
    """An entry in the round's history: that it was handled, not what it said."""
    note(
        objection.notice.round,
        by=by,
        action=Action.SETTLE_OBJECTION,
        because=f"{objection.number}：{words}",
        confidential=True,
    )
