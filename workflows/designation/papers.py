"""Fills in the naming decision and the request to the superior."""

from accounts import clock
from documents.papers.minutes_excerpt import MinutesExcerpt
from documents.papers.naming_decision import NamingDecision
from documents.papers.parts import Contact
from documents.papers.request_up import CountyRequest
from workflows.applications.models import Application
from workflows.publicity.papers import issuer_code, listed
from workflows.rounds.models import Kind, Round

from .models import Meeting

#: 村, 镇 or 县: the classifier after the number of nominees.
CLASSIFIER = {Kind.VILLAGE: "村", Kind.TOWNSHIP: "镇（街道）", Kind.COUNTY: "县"}


def organs_of(round_: Round) -> tuple[str, str]:
    """Only the county's Party committee and government name and report."""
    name = round_.region.name
    return f"中共{name}委员会", f"{name}人民政府"


def plan_of(round_: Round) -> str:
    """The plan with its number, as papers quote it."""
    return f"《{round_.region.name}乡村振兴示范创建工作方案》（{round_.plan_number}）"


def naming_paper(round_: Round, applications: list[Application]) -> NamingDecision:
    """F22."""
    names = listed(applications, round_.kind)
    return NamingDecision(
        organs=organs_of(round_),
        issuer_code=issuer_code(round_, "发"),
        issued_on=clock.today(),
        addressee="各镇（乡）党委、人民政府，各街道党工委、办事处，县直各部门",
        copies="县人大常委会办公室，县政协办公室，县纪委监委",
        year=round_.year,
        plan=plan_of(round_),
        villages=names if round_.kind == Kind.VILLAGE else (),
        townships=names if round_.kind == Kind.TOWNSHIP else (),
    )


def request_paper(
    round_: Round, applications: list[Application], *, recipient: str, signer: str, contact: tuple[str, str]
) -> CountyRequest:
    """F21: one matter, one main recipient, the signer named."""
    notice = round_.notices.last()
    meetings = "县政府常务会议、县委常委会会议" if round_.meetings.exists() else "县委、县政府"
    return CountyRequest(
        organs=organs_of(round_),
        issuer_code=issuer_code(round_, "字"),
        issued_on=clock.today(),
        approvers=(signer,),
        addressee=recipient,
        grade=f"{round_.get_level_display()}乡村振兴{round_.get_kind_display()}",
        year=round_.year,
        unit=CLASSIFIER[Kind(round_.kind)],
        nominees=listed(applications, round_.kind),
        contact=Contact(*contact),
        plan=plan_of(round_),
        notice_period=(notice.issued_on, notice.ends_on) if notice else None,
        meeting=meetings,
    )


def minutes_paper(meeting: Meeting, applications: list[Application]) -> MinutesExcerpt:
    """F18: what a meeting resolved, with the names it approved; certified by the office that keeps the original."""
    round_ = meeting.round
    party, government = organs_of(round_)
    office = f"{party}办公室" if meeting.body == Meeting.Body.COMMITTEE else f"{government}办公室"
    return MinutesExcerpt(
        organs=(office,),
        issued_on=meeting.held_on,
        meeting=meeting.get_body_display(),
        session=meeting.session,
        held_on=meeting.held_on,
        topic=f"研究{round_.title}有关事宜",
        decisions=tuple(line for line in meeting.resolution.splitlines() if line.strip()),
        approved=listed(applications, round_.kind),
        excerpted_by=meeting.recorded_by.display_name,
    )
