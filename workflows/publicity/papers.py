"""Fills in the papers of a public notice."""

import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.timezone import localtime

from accounts import clock
from documents.papers.notice_result import NoticeResult as NoticeResultPaper
from documents.papers.objection_reply import ObjectionReply
from documents.papers.official import OfficialText
from documents.papers.parts import Contact, Listed
from documents.papers.public_notice import PublicNotice
from workflows.applications.models import Application
from workflows.rounds.models import Kind, Round

from .models import Notice, Objection

#: Where a paper's own words end and its enclosures and signature begin.
END_OF_TEXT = re.compile(r'<div class="(?:enclosures|signature)">')
PARAGRAPH = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)


def office_of(round_: Round) -> str:
    """The office in whose name notices are issued."""
    return f"{round_.region.name}乡村振兴示范创建领导小组办公室"


def issuer_code(round_: Round, suffix: str) -> str:
    """机关代字: the first character of the county's plan number (禾发〔2024〕2号 → 禾) with the kind's suffix."""
    return f"{round_.plan_number[:1]}{suffix}"


def listed(applications: list[Application], kind: str) -> tuple[Listed, ...]:
    """Names only, in the order of the list (R: scores are never published)."""
    if kind == Kind.VILLAGE:
        return tuple(Listed(row.region.short_name, row.region.parent.short_name) for row in applications)
    return tuple(Listed(row.region.short_name) for row in applications)


def in_list_order(notice: Notice) -> list[Application]:
    """Applications of a notice in the order of the ranking."""
    rows = notice.ranking.rows.filter(application__in=notice.applications.all())
    return [row.application for row in rows.select_related("application__region__parent").order_by("position")]


def notice_paper(notice: Notice, applications: list[Application]) -> PublicNotice:
    """F13; of a notice that need not be stored yet."""
    round_ = notice.round
    names = listed(applications, round_.kind)
    office = office_of(round_)
    return PublicNotice(
        organs=(office,),
        issued_on=notice.issued_on,
        grade=round_.get_level_display(),
        year=round_.year,
        plan=f"《{round_.region.name}乡村振兴示范创建工作方案》（{round_.plan_number}）",
        villages=names if round_.kind == Kind.VILLAGE else (),
        townships=names if round_.kind == Kind.TOWNSHIP else (),
        starts_on=notice.issued_on,
        ends_on=notice.ends_on,
        period=f"{round_.notice_days}个工作日",
        office=office,
        phone=notice.phone,
        address=notice.address,
    )


def paragraphs_of(paper: OfficialText) -> list[str]:
    """The words of a paper without its page: what a screen shows is exactly what the PDF says."""
    html = paper.html()
    end = END_OF_TEXT.search(html)
    text = html[: end.start()] if end else html
    return [" ".join(unescape(strip_tags(words)).split()) for words in PARAGRAPH.findall(text)]


def result_paper(notice: Notice) -> NoticeResultPaper:
    """F17; dated on the day on which it is made."""
    objections = list(notice.objections.select_related("application__region__parent"))
    count = {finding: sum(row.finding == finding for row in objections) for finding in Objection.Finding}
    return NoticeResultPaper(
        organs=(office_of(notice.round),),
        issued_on=clock.today(),
        notice_title=notice.title,
        starts_on=notice.issued_on,
        ends_on=notice.ends_on,
        channels="县政府门户网站和镇（街道）、村公开栏",
        received=len(objections),
        upheld=count[Objection.Finding.UPHELD],
        partly_upheld=count[Objection.Finding.PARTLY],
        rejected=count[Objection.Finding.DISMISSED],
        refused=sum(row.state == Objection.State.REFUSED for row in objections),
        disqualified=disqualified(objections),
    )


def disqualified(objections: list[Objection]) -> tuple[str, ...]:
    """Names of those who lost their place, each once."""
    upheld = [row for row in objections if row.finding == Objection.Finding.UPHELD]
    return tuple(dict.fromkeys(row.application.region.full_name for row in upheld))


def reply_paper(objection: Objection) -> ObjectionReply:
    """F16. It carries no name: who objected stays in the sealed store, the office writes it on the envelope."""
    notice = objection.notice
    return ObjectionReply(
        organs=(office_of(notice.round),),
        issuer_code=issuer_code(notice.round, "示范异复"),
        issued_on=clock.today(),
        addressee="异议反映人",
        contact=Contact("办公室", notice.phone),
        received_on=localtime(objection.received_at).date(),
        subject=objection.application.region.full_name,
        matter=objection.summary or f"{objection.application.region.full_name}的有关问题",
        finding=objection.findings_of_fact,
        conclusion=objection.get_finding_display(),
        handling=objection.reply,
    )
