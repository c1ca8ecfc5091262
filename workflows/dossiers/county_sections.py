"""The county's own pack of a round (县报送包, B): requests, list, report, notices, minutes, and what vouches for the volumes."""

from collections.abc import Sequence

from documents.models import Document
from documents.pack_spec import PackSpec, Part, Section, Sheet
from documents.papers.volume_list import VolumeList, VolumeRow
from workflows.ranking.papers import ranking_paper

from .papers import county, decision
from .records import CountyRecord
from .wording import DRAFT, INTERNAL


def county_spec(
    record: CountyRecord, *, township_requests: Sequence[Document], volumes: Sequence[VolumeRow]
) -> PackSpec:
    """The county's pack as plain values, in the order of the forms."""
    round_ = record.round
    return PackSpec(
        county=round_.county,
        title=f"{round_.title}县级汇总材料",
        subtitle=f"{round_.year}年度第{round_.number}批　{record.grade}",
        applicant=record.county,
        app_no=round_.code,
        compiled_by=record.office,
        compiled_on=record.last_day,
        classification=INTERNAL if round_.is_over else DRAFT,
        sections=(
            Section(title="请示", parts=requests(record)),
            Section(title="推荐名单及汇总排名表", parts=(Sheet(paper=ranking_paper(record.ranking)),)),
            Section(title="评定工作情况报告", parts=(Sheet(paper=county.work_report(record)),)),
            Section(title="公示及公示结果", parts=tuple(decision.published(record.notices))),
            Section(title="会议纪要节录", parts=minutes(record)),
            Section(title="联审意见汇总结论", parts=(Sheet(paper=county.joint_check_round(record)),)),
            Section(title="命名决定", parts=decision.issued(record.naming)),
            Section(title="各镇（街道）请示", parts=tuple(decision.requests(township_requests))),
            Section(title="各册清单", parts=(Sheet(paper=volume_list(record, volumes)),)),
        ),
    )


def requests(record: CountyRecord) -> tuple[Part, ...]:
    """What was sent to the superior; for a title of the county's own, the office's draft to the county's leaders."""
    if record.request:
        return decision.issued(record.request)
    if record.round.level != "county":
        return ()
    draft = county.naming_request(record)
    return (Sheet(paper=draft, title=f"{draft.subject_line}（代拟稿）"),) if draft else ()


def minutes(record: CountyRecord) -> tuple[Part, ...]:
    """The excerpts."""
    return tuple(Sheet(paper=one, title=one.title) for one in decision.minutes(record))


def volume_list(record: CountyRecord, volumes: Sequence[VolumeRow]) -> VolumeList:
    """Every volume with its hash."""
    return VolumeList(round_title=record.round.title, compiled_on=record.last_day, rows=tuple(volumes))
