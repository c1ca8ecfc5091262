"""评定工作情况报告: how a round went, in figures. A report asks for nothing; it ends 特此报告。"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import register
from documents.papers.official import OfficialText
from documents.wording import cn_date


@dataclass(frozen=True)
class NoticePeriod:
    """One public notice: its days, how many names stood on it, what came of it."""

    starts_on: date
    ends_on: date
    names: int
    result: str


@register
@dataclass(frozen=True, kw_only=True)
class WorkReport(OfficialText):
    kind = "work_report"
    label = "评定工作情况报告"

    round_title: str
    plan: str
    unit: str  # 村, 镇（街道）
    standard: str
    intake: tuple[date, date]
    #: How many applied, reached the county, were scored, were vetoed, reached the standard, were proposed.
    applied: int
    at_county: int
    scored: int
    vetoed: int
    qualified: int
    proposed: int
    places: int
    meeting: str  # 领导小组会议
    notices: tuple[NoticePeriod, ...] = ()
    #: Meetings that decided, in words; and how many they approved.
    decided_by: tuple[str, ...] = ()
    approved: int | None = None

    @property
    def title(self) -> str:
        return f"关于{self.round_title}评定工作情况的报告"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        first, last = map(cn_date, self.intake)
        return (
            f"按照{self.plan}安排，{self.round_title}评定工作已经完成，现将有关情况报告如下：",
            f"一、申报和推荐。{first}至{last}，共有{self.applied}个{self.unit}申报，经审核推荐到县级{self.at_county}个。",
            f"二、评分和联审。各牵头部门对照《{self.standard}》对{self.scored}个{self.unit}逐项评分，配合部门会签，有关部门就一票否决情形"
            f"开展联审；存在一票否决情形{self.vetoed}个，达到评定标准{self.qualified}个。",
            f"三、排名和名单。在{self.places}个总名额内，{self.meeting}研究，审定拟推荐名单{self.proposed}个。",
            *(f"四、公示。{self.public(one)}" for one in self.notices),
            *([f"五、审定。{self.decision}"] if self.decided_by else []),
        )

    @staticmethod
    def public(notice: NoticePeriod) -> str:
        """One sentence a notice."""
        period = f"{cn_date(notice.starts_on)}至{cn_date(notice.ends_on)}"
        return f"{period}在全县公示{notice.names}个对象。{notice.result}"

    @property
    def decision(self) -> str:
        """What the meetings decided."""
        return f"经{'、'.join(self.decided_by)}研究，审定{self.approved}个。"

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organs=("禾塬县乡村振兴示范创建领导小组办公室",),
            issued_on=date(2024, 8, 5),
            round_title="2024年第1批县级示范村",
            plan="《禾塬县乡村振兴示范创建工作方案》（禾发〔2024〕2号）",
            unit="村",
            standard="禾塬县县级乡村振兴示范村评定标准（试行）",
            intake=(date(2024, 3, 1), date(2024, 4, 10)),
            applied=31,
            at_county=26,
            scored=24,
            vetoed=1,
            qualified=19,
            proposed=14,
            places=15,
            meeting="领导小组第3次会议（2024年7月5日）",
            notices=(NoticePeriod(date(2024, 7, 8), date(2024, 7, 12), 14, "公示期间未收到异议。"),),
            decided_by=("2024年7月26日县政府第14次常务会议", "2024年7月29日县委常委会第60次会议"),
            approved=14,
        )
