"""The county's decision, the naming, the report to the superior and its result."""

import re
from datetime import date

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.timezone import localtime

from accounts import clock
from accounts.enums import Post
from accounts.grants import grant_reading
from accounts.models import Appointment
from documents.issuing import issue
from documents.wording import cn_date
from workflows.applications.beside import require_nothing_beside
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.steps import release
from workflows.engine.transition import move
from workflows.publicity.landline import is_landline
from workflows.ranking.models import RankRow
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

from .models import Honour, Meeting, SuperiorResult, UpwardReport
from .papers import naming_paper, request_paper

#: What stands between two recipients.
SEVERAL_RECIPIENTS = re.compile(r"[、，,；;\n]")


def standing(round_: Round, state: State):
    """Applications of a round in one state, in the order of its list, ready to be moved on."""
    place = RankRow.objects.filter(ranking=round_.rankings.last(), application=OuterRef("pk")).values("position")
    rows = round_.applications.filter(state=state).annotate(place=Subquery(place))
    for application in rows.select_related("process", "region__parent", "snapshot").order_by("place", "number"):
        application.round = round_
        yield application


@transaction.atomic
def deliberate(*, case: Round, by, meetings: list[dict], opinion: str = "", refused: list[str] | None = None) -> None:
    """The county leader's step: the government's executive meeting, then the Party's standing committee.

    Where the meetings approve nobody, the round ends without a result.

    :param meetings: ``{body, session, held_on, resolution}`` in the order held.
    :param refused: numbers of applications that the meeting did not approve; the list may shrink, never grow.
    """
    require_nothing_beside(case)
    require_meetings(case, meetings)
    applications = list(standing(case, State.DELIBERATING))
    refused_ones = require_refusals(applications, refused or [], opinion)
    for meeting in meetings:
        Meeting.objects.create(round=case, recorded_by=by, **meeting)
    to = RoundState.APPROVED if len(refused_ones) < len(applications) else RoundState.WITHOUT_RESULT
    session = meetings[1]["session"]
    move(case, to=to, by=by, action=Action.DELIBERATE, because=opinion or session)
    for application in applications:
        to = State.NOT_APPROVED if application.number in refused_ones else State.APPROVED
        move(application, to=to, by=by, action=Action.DELIBERATE, because=session)
        release(application, "await_decision")


def require_meetings(round_: Round, meetings: list[dict]) -> None:
    """Both bodies, in their order, after the notice and not in the future, each with what it resolved."""
    if [meeting["body"] for meeting in meetings] != [Meeting.Body.GOVERNMENT, Meeting.Body.COMMITTEE]:
        raise Incomplete("审定须先经县政府常务会议、再经县委常委会会议：请依次填写两次会议。")
    if not all(
        meeting["held_on"] and meeting["session"].strip() and meeting["resolution"].strip() for meeting in meetings
    ):
        raise Incomplete("请填写每次会议的名称次数、日期和议定事项。")
    if meetings[1]["held_on"] < meetings[0]["held_on"]:
        raise Incomplete("县委常委会会议不能早于县政府常务会议，请核对日期。")
    if meetings[1]["held_on"] > clock.today():
        raise Incomplete("会议日期在今天以后，请在会议召开后登记。")
    notice = round_.notices.last()
    if notice and meetings[0]["held_on"] <= notice.ends_on:
        raise Incomplete(f"公示到{cn_date(notice.ends_on)}结束，审定会议应在公示期满以后召开，请核对日期。")


def require_refusals(applications: list[Application], refused: list[str], opinion: str) -> set[str]:
    """Only names on the list can be refused, and a refusal has its reason."""
    numbers = set(refused)
    if not numbers <= {application.number for application in applications}:
        raise Incomplete("未通过的对象不在名单中，请刷新页面后重新勾选。")
    if numbers and not opinion.strip():
        raise Incomplete("有未通过的对象时，请在“说明”中写明原因。")
    return numbers


@transaction.atomic
def designate(*, case: Round, by, opinion: str = "") -> None:
    """Name the approved ones (county level): one decision, one title each."""
    applications = list(standing(case, State.APPROVED))
    if not applications:
        raise Incomplete("没有经审定的对象，不能命名。")
    document = issue(naming_paper(case, applications), county=case.county, subject_key=f"round:{case.pk}:naming", by=by)
    move(case, to=RoundState.NAMED, by=by, action=Action.DESIGNATE, because=opinion or document.number)
    for application in applications:
        confer(application, title=case.honour, number=document.number, on=clock.today(), document=document)
        move(application, to=State.NAMED, by=by, action=Action.DESIGNATE, because=document.number)
        release(application, "await_result")


@transaction.atomic
def report_upward(
    *, case: Round, by, recipient: str, signer: str, contact_phone: str, opinion: str = ""
) -> UpwardReport:
    """Submit the approved ones to the superior: one 请示, and the provincial reviewers may read the files."""
    applications = list(standing(case, State.APPROVED))
    if not applications:
        raise Incomplete("没有经审定的对象，不能报送。")
    require_addressee(recipient, contact_phone)
    paper = request_paper(
        case, applications, recipient=recipient, signer=signer, contact=(by.display_name, contact_phone)
    )
    document = issue(paper, county=case.county, subject_key=f"round:{case.pk}:request", by=by)
    report = UpwardReport.objects.create(round=case, document=document, recipient=recipient, sent_by=by)
    move(case, to=RoundState.REPORTED, by=by, action=Action.REPORT_UPWARD, because=opinion or document.number)
    for application in applications:
        move(application, to=State.REPORTED, by=by, action=Action.REPORT_UPWARD, because=document.number)
    open_to_the_province(case, applications, by=by)
    return report


def require_addressee(recipient: str, phone: str) -> None:
    """One main recipient (一文一事, 一个主送机关), an office's telephone."""
    if SEVERAL_RECIPIENTS.search(recipient):
        raise Incomplete("请示只能有一个主送机关，请只填写一个；需要其他机关知晓的用抄送。")
    if not is_landline(phone):
        raise Incomplete("联系电话请填写单位座机，不要填写手机号码。")


def open_to_the_province(round_: Round, applications: list[Application], *, by) -> None:
    """Provincial reviewers above the county may read exactly these applications (guardian)."""
    above = Appointment.objects.holding(Post.PROVINCE_REVIEWER, region_code=f"{round_.county}000000")
    for reviewer in above.people():
        grant_reading(user=reviewer, objects=applications, by=by, reason=f"{round_}报送上级")


@transaction.atomic
def record_result(
    *, case: Round, by, document_number: str, decided_on: date, recognised: list[str], opinion: str = ""
) -> None:
    """Record what the superior decided on each application.

    :param recognised: numbers of the recognised applications; the others were not.
    """
    applications = list(standing(case, State.REPORTED))
    require_result(case, applications, document_number, decided_on, recognised)
    move(case, to=RoundState.CONCLUDED, by=by, action=Action.RECORD_RESULT, because=opinion or document_number)
    for application in applications:
        success = application.number in recognised
        SuperiorResult.objects.create(
            application=application,
            recognised=success,
            document_number=document_number,
            decided_on=decided_on,
            recorded_by=by,
        )
        if success:
            confer(application, title=case.honour, number=document_number, on=decided_on, document=None)
        to = State.RECOGNISED if success else State.NOT_RECOGNISED
        move(application, to=to, by=by, action=Action.RECORD_RESULT, because=document_number)
        release(application, "await_result")


def require_result(
    round_: Round, applications: list[Application], document_number: str, decided_on: date, recognised: list[str]
) -> None:
    """A result rests on the superior's document, is not older than the report, and names whom was reported."""
    if not document_number.strip():
        raise Incomplete("请填写上级文件的文号。")
    if decided_on > clock.today():
        raise Incomplete("上级文件日期在今天以后，请核对。")
    report = UpwardReport.objects.filter(round=round_).first()
    if report and decided_on < localtime(report.sent_at).date():
        raise Incomplete("上级文件日期早于报送日期，请核对。")
    if not set(recognised) <= {application.number for application in applications}:
        raise Incomplete("获得认定的对象不在报送名单中，请刷新页面后重新勾选。")


def confer(application: Application, *, title: str, number: str, on: date, document) -> Honour:
    """Give a title; it is stored for good, whatever becomes of the region."""
    return Honour.objects.create(
        application=application,
        region=application.region,
        title=title,
        level=application.round.level,
        document_number=number,
        document=document,
        conferred_on=on,
    )
