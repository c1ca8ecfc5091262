"""The county's own papers of a round: requests, report, the joint check's outcome, the list of volumes."""

from collections.abc import Iterator

from django.utils.timezone import localtime

from documents.papers.joint_check_round import Checked, JointCheckRound
from documents.papers.parts import Contact
from documents.papers.request_up import NamingRequest
from documents.papers.work_report import NoticePeriod, WorkReport
from documents.wording import cn_date
from workflows.designation.papers import CLASSIFIER
from workflows.publicity.models import Notice
from workflows.publicity.papers import issuer_code
from workflows.ranking.papers import approver_of
from workflows.rounds.models import Kind
from workflows.standards.duties import respondents

from ..records import CountyRecord
from ..wording import day_of, landline


def plan_of(record: CountyRecord) -> str:
    """《禾塬县乡村振兴示范创建工作方案》（禾发〔2026〕2号）."""
    return f"《{record.county}乡村振兴示范创建工作方案》（{record.round.plan_number}）"


def grade_of(record: CountyRecord) -> str:
    """县级乡村振兴示范村."""
    return f"{record.round.get_level_display()}乡村振兴{record.round.get_kind_display()}"


def naming_request(record: CountyRecord) -> NamingRequest | None:
    """The office's request to the county's leaders, drafted for it (代拟稿): it has no number until the office issues it."""
    notice = closed_notice(record)
    if notice is None:
        return None
    ranking, closed = record.ranking, notice.result
    return NamingRequest(
        organs=(record.office,),
        issuer_code=issuer_code(record.round, "农领办字"),
        issued_on=day_of(closed.closed_at),
        approvers=(approver_of(ranking),),
        addressee="县委、县政府",
        grade=grade_of(record),
        year=record.round.year,
        unit=CLASSIFIER[Kind(record.round.kind)],
        nominees=record.nominees,
        contact=Contact(closed.closed_by.display_name, landline(notice.phone)),
        plan=plan_of(record),
        meeting=ranking.meeting,
        notice_period=(notice.issued_on, notice.ends_on),
        notice_result=closed.text,
    )


def closed_notice(record: CountyRecord) -> Notice | None:
    """The last notice, once its result is known."""
    notice = record.notices[-1] if record.notices else None
    return notice if notice is not None and hasattr(notice, "result") else None


def work_report(record: CountyRecord) -> WorkReport:
    """How the round went, in figures."""
    figures, round_ = record.figures, record.round
    return WorkReport(
        organs=(record.office,),
        issued_on=record.last_day,
        round_title=round_.title,
        plan=plan_of(record),
        unit=CLASSIFIER[Kind(round_.kind)],
        standard=record.standard_name,
        intake=(round_.opens_on, localtime(round_.intake_ends_at).date()),
        applied=figures.applied,
        at_county=figures.at_county,
        scored=figures.scored,
        vetoed=figures.vetoed,
        qualified=figures.qualified,
        proposed=figures.proposed,
        places=round_.places,
        meeting=record.ranking.meeting,
        notices=tuple(periods(record)),
        decided_by=tuple(f"{cn_date(one.held_on)}{one.session}" for one in record.meetings),
        approved=len(record.approved) if record.meetings else None,
    )


def periods(record: CountyRecord) -> Iterator[NoticePeriod]:
    """Notices with their results."""
    for notice in record.notices:
        result = notice.result.text if hasattr(notice, "result") else "公示尚未结束。"
        yield NoticePeriod(notice.issued_on, notice.ends_on, len(record.listed_on[notice.pk]), result)


def joint_check_round(record: CountyRecord) -> JointCheckRound:
    """Passed, or the clauses by their codes, an applicant a line."""
    return JointCheckRound(
        organ=record.office,
        round_title=record.round.title,
        departments=respondents(record.spec),
        rows=tuple(
            Checked(final.application.region.full_name, final.application.number, tuple(final.result["veto"]))
            for final in record.finals
        ),
        concluded_on=day_of(max(final.locked_at for final in record.finals)),
    )
