"""Fills in the papers of a public notice."""

from accounts import clock
from documents.papers.notice_result import NoticeResult as NoticeResultPaper
from documents.papers.parts import Listed
from documents.papers.public_notice import PublicNotice
from workflows.applications.models import Application
from workflows.rounds.models import Kind, Round

from .models import Notice, Objection


def office_of(round_: Round) -> str:
    """The office in whose name notices are issued."""
    return f"{round_.region.name}乡村振兴示范创建领导小组办公室"


def listed(applications: list[Application], kind: str) -> tuple[Listed, ...]:
    """Names only, in the order of the list (R: scores are never published)."""
    if kind == Kind.VILLAGE:
        return tuple(Listed(row.region.name, row.region.parent.name) for row in applications)
    return tuple(Listed(row.region.name) for row in applications)


def in_list_order(notice: Notice) -> list[Application]:
    """Applications of a notice in the order of the ranking."""
    rows = notice.ranking.rows.filter(application__in=notice.applications.all())
    return [row.application for row in rows.select_related("application__region__parent").order_by("position")]


def notice_paper(notice: Notice) -> PublicNotice:
    """F13."""
    round_ = notice.round
    names = listed(in_list_order(notice), round_.kind)
    return PublicNotice(
        organs=(office_of(round_),),
        issued_on=notice.issued_on,
        grade=round_.get_level_display(),
        year=round_.year,
        plan=f"《{round_.region.name}乡村振兴示范创建工作方案》({round_.plan_number})",
        villages=names if round_.kind == Kind.VILLAGE else (),
        townships=names if round_.kind == Kind.TOWNSHIP else (),
        starts_on=notice.issued_on,
        ends_on=notice.ends_on,
        period=f"{round_.notice_days}个工作日",
        office=office_of(round_),
        phone=notice.phone,
        address=notice.address,
    )


def result_paper(notice: Notice) -> NoticeResultPaper:
    """F17; dated on the day on which it is made."""
    objections = list(notice.objections.select_related("application__region__parent"))
    count = {finding: sum(row.finding == finding for row in objections) for finding in Objection.Finding}
    upheld = [row for row in objections if row.finding == Objection.Finding.UPHELD]
    return NoticeResultPaper(
        organs=(office_of(notice.round),),
        issued_on=clock.today(),
        notice_title=notice.document.title,
        starts_on=notice.issued_on,
        ends_on=notice.ends_on,
        channels="县政府门户网站和镇(街道)、村公开栏",
        received=len(objections),
        upheld=count[Objection.Finding.UPHELD],
        partly_upheld=count[Objection.Finding.PARTLY],
        rejected=count[Objection.Finding.DISMISSED],
        disqualified=tuple(dict.fromkeys(row.application.region.full_name for row in upheld)),
    )

