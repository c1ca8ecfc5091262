"""What is still missing (还差什么): one sentence each, with the place on the screen where it is filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accounts import clock
from workflows.engine.calendar import count_working_days
from workflows.rounds.models import Kind
from workflows.standards.results import Result

from .content import self_evaluation
from .models import Application, SitePhoto

#: The notice in the village lasts five days at least (domain step 2); a township's five working days (step 3).
VILLAGE_NOTICE_DAYS = 5
TOWNSHIP_NOTICE_WORKING_DAYS = 5


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: where (section, and indicator or field) and what to do."""

    section: str
    place: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def missing(application: Application, result: Result | None = None) -> list[Gap]:
    """Everything that keeps the application from being submitted, all at once.

    :param result: the self-evaluation, where the caller has it already.
    """
    result = result or self_evaluation(application)
    return [
        *cover_gaps(application),
        *indicator_gaps(application, result),
        *evidence_gaps(application, result),
        *statement_gaps(application),
        *procedure_gaps(application),
    ]


def cover_gaps(application: Application) -> Iterator[Gap]:
    """The cover names somebody who answers."""
    if not application.leader_name:
        yield Gap("cover", "leader_name", "封面:请填写负责人姓名。")
    if not application.contact_phone:
        yield Gap("cover", "contact_phone", "封面:请填写联系电话。")


def indicator_gaps(application: Application, result: Result) -> Iterator[Gap]:
    """Every applicable indicator has what its score is computed from."""
    names = {indicator.code: indicator.name for indicator in application.spec.indicators}
    for row in result.indicators:
        if row.applicable and row.score is None:
            yield Gap("indicator", row.code, f"{row.code} {names[row.code]}:{row.explanation}")


def evidence_gaps(application: Application, result: Result) -> Iterator[Gap]:
    """Every applicable indicator that names proofs has at least one file."""
    proved = set(application.evidence.values_list("indicator", flat=True))
    applicable = {row.code for row in result.indicators if row.applicable}
    for indicator in application.spec.indicators:
        if indicator.evidence and indicator.code in applicable and indicator.code not in proved:
            yield Gap(
                "indicator",
                indicator.code,
                f"{indicator.code} {indicator.name}:还没有上传佐证({'、'.join(indicator.evidence)})。",
            )


def statement_gaps(application: Application) -> Iterator[Gap]:
    """One statement a dimension."""
    written = {row.dimension for row in application.statements.all() if row.text.strip()}
    for dimension in application.spec.dimensions:
        if dimension.code not in written:
            yield Gap("statements", dimension.code, f"创建情况:请填写“{dimension.name}”(不超过800字)。")


def procedure_gaps(application: Application) -> Iterator[Gap]:
    """Meetings held, two thirds present, a majority agreed, the notice long enough and over."""
    procedure = application.procedure
    if application.round.kind == Kind.COUNTY:
        return
    if not procedure.branch_met_on or not procedure.committees_met_on:
        yield Gap("procedure", "branch_met_on", "民主程序:请填写党组织会议和“两委”会议的日期。")
    due, present, agreed = procedure.assembly_due, procedure.assembly_present, procedure.assembly_agreed
    if not procedure.assembly_met_on or not due or present is None or agreed is None:
        yield Gap("procedure", "assembly_met_on", "民主程序:请填写村民(代表)会议的日期、应到、实到和同意人数。")
    elif present > due or agreed > present:
        yield Gap("procedure", "assembly_present", "民主程序:实到人数不能多于应到,同意人数不能多于实到,请核对。")
    elif present * 3 < due * 2:
        yield Gap("procedure", "assembly_present", "民主程序:实到人数不足应到的三分之二,会议无效,请重新召开后填写。")
    elif agreed * 2 <= present:
        yield Gap("procedure", "assembly_agreed", "民主程序:同意人数没有过半,不能申报。")
    if not procedure.resolution.strip():
        yield Gap("procedure", "resolution", "民主程序:请填写决议原文。")
    yield from notice_gaps(application, procedure.notice_from, procedure.notice_to)
    if not application.photos.filter(kind=SitePhoto.Kind.NOTICE).exists():
        yield Gap("procedure", "photos", "民主程序:请上传公示栏照片。")


def notice_gaps(application: Application, first: date | None, last: date | None) -> Iterator[Gap]:
    """The local notice lasted as long as it must."""
    if first is None or last is None:
        yield Gap("procedure", "notice_from", "民主程序:请填写公示的起止日期。")
        return
    if last >= clock.today():
        yield Gap("procedure", "notice_to", f"民主程序:公示到{last:%m月%d日}才结束,结束后的第二天起可以提交。")
    if application.round.kind == Kind.VILLAGE:
        if (last - first).days + 1 < VILLAGE_NOTICE_DAYS:
            yield Gap("procedure", "notice_to", f"民主程序:村内公示不少于{VILLAGE_NOTICE_DAYS}日,请核对起止日期。")
    elif count_working_days(first, last) < TOWNSHIP_NOTICE_WORKING_DAYS:
        yield Gap("procedure", "notice_to", f"民主程序:镇级公示不少于{TOWNSHIP_NOTICE_WORKING_DAYS}个工作日,请核对起止日期。")
