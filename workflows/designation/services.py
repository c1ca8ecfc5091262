"""The county's decision, the naming, the report to the superior and its result."""

from datetime import date

from django.db import transaction

from accounts import clock
from accounts.enums import Post
from accounts.grants import grant_reading
from accounts.models import Appointment
from documents.issuing import issue
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.steps import release
from workflows.engine.transition import move
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

from .models import Honour, Meeting, SuperiorResult, UpwardReport
from .papers import naming_paper, request_paper


def standing(round_: Round, state: State):
    """Applications of a round in one state, ready to be moved on."""
    rows = round_.applications.filter(state=state).select_related("process", "region__parent", "snapshot")
    for application in rows.order_by("final_score__total").reverse():
        application.round = round_
        yield application


@transaction.atomic
def deliberate(*, case: Round, by, meetings: list[dict], opinion: str = "", refused: list[str] | None = None) -> None:
    """The county leader's step: the government's executive meeting, then the Party's standing committee.

    :param meetings: ``{body, session, held_on, resolution}`` in the order held.
    :param refused: numbers of applications that the meeting did not approve; the list may shrink, never grow.
    """
    bodies = [meeting["body"] for meeting in meetings]
    if bodies != [Meeting.Body.GOVERNMENT, Meeting.Body.COMMITTEE]:
        raise Incomplete("审定须先经县政府常务会议、再经县委常委会会议:请依次填写两次会议。")
    if meetings[1]["held_on"] < meetings[0]["held_on"]:
        raise Incomplete("县委常委会会议不能早于县政府常务会议,请核对日期。")
    for meeting in meetings:
        Meeting.objects.create(round=case, recorded_by=by, **meeting)
    refused = set(refused or ())
    move(case, to=RoundState.APPROVED, by=by, action=Action.DELIBERATE, because=opinion or meetings[1]["session"])
    for application in standing(case, State.DELIBERATING):
        to = State.NOT_APPROVED if application.number in refused else State.APPROVED
        move(application, to=to, by=by, action=Action.DELIBERATE, because=meetings[1]["session"])
        release(application, "await_decision")


@transaction.atomic
def designate(*, case: Round, by, opinion: str = "") -> None:
    """Name the approved ones (county level): one decision, one title each."""
    applications = list(standing(case, State.APPROVED))
    if not applications:
        raise Incomplete("没有经审定的对象,不能命名。")
    document = issue(
        naming_paper(case, applications), county=case.county, subject_key=f"round:{case.pk}:naming", by=by
    )
    move(case, to=RoundState.NAMED, by=by, action=Action.DESIGNATE, because=opinion or document.number)
    for application in applications:
        confer(application, title=case.honour, number=document.number, on=clock.today(), document=document)
        move(application, to=State.NAMED, by=by, action=Action.DESIGNATE, because=document.number)
        release(application, "await_result")


@transaction.atomic
def report_upward(*, case: Round, by, recipient: str, signer: str, contact_phone: str, opinion: str = "") -> UpwardReport:
    """Submit the approved ones to the superior: one 请示, and the provincial reviewers may read the files."""
    applications = list(standing(case, State.APPROVED))
    if not applications:
        raise Incomplete("没有经审定的对象,不能报送。")
    paper = request_paper(case, applications, recipient=recipient, signer=signer, contact=(by.display_name, contact_phone))
    document = issue(paper, county=case.county, subject_key=f"round:{case.pk}:request", by=by)
    report = UpwardReport.objects.create(round=case, document=document, recipient=recipient, sent_by=by)
    move(case, to=RoundState.REPORTED, by=by, action=Action.REPORT_UPWARD, because=opinion or document.number)
    for application in applications:
        move(application, to=State.REPORTED, by=by, action=Action.REPORT_UPWARD, because=document.number)
    open_to_the_province(case, applications, by=by)
    return report


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
    if not document_number.strip():
        raise Incomplete("请填写上级文件的文号。")
    move(case, to=RoundState.CONCLUDED, by=by, action=Action.RECORD_RESULT, because=opinion or document_number)
    for application in standing(case, State.REPORTED):
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


