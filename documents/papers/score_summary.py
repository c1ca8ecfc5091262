"""县级评分汇总表（单村）: where one applicant stands after the scores are locked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from documents.papers import samples
from documents.papers.base import Paper, register
from documents.papers.parts import DimensionScores, Totals


@dataclass(frozen=True)
class Condition:
    """A basic condition and whether it is met."""

    code: str
    words: str
    met: bool
    note: str = ""  # why it was accepted although it is not met


@dataclass(frozen=True)
class Loss:
    """A line that got less than its points, and why."""

    code: str
    name: str
    points: Decimal
    score: Decimal
    words: str  # 93%：得2分，差2个百分点可多得1分；还缺水质检测报告


@register
@dataclass(frozen=True, kw_only=True)
class ScoreSummary(Paper):
    kind = "score_summary"
    label = "县级评分汇总表"

    organ: str
    standard: str
    applicant: str
    app_no: str
    dimensions: tuple[DimensionScores, ...]  # subtotals are enough
    totals: Totals
    satisfaction: Decimal | None = None  # %
    conditions: tuple[Condition, ...] = ()
    veto: str = "无一票否决情形"
    rank: str = ""  # 第3名（共24个）
    grade: str = ""  # 达到县级示范村标准
    not_applicable: str = ""
    made_by: str = ""
    checked_by: str = ""
    locked_on: date
    losses: tuple[Loss, ...] = ()

    @property
    def dated(self) -> date:
        return self.locked_on

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organ="禾塬县乡村振兴示范创建领导小组办公室",
            standard="禾塬县县级乡村振兴示范村评定标准（试行）",
            applicant="石岭镇侯家崾村",
            app_no="SFC-2024-619921101206",
            dimensions=samples.DIMENSIONS,
            totals=samples.TOTALS,
            satisfaction=Decimal("95.20"),
            conditions=(
                Condition("V-TJ-01", "为依法设立的行政村，5年内没有列入撤并计划", True),
                Condition("V-TJ-02", "实用性村庄规划已批准", True),
                Condition("V-TJ-03", "村集体年经营性收入不低于10万元", True),
            ),
            rank="第3名（共24个）",
            grade="达到县级示范村标准",
            made_by="苏粟宁",
            checked_by="林禾苗",
            locked_on=date(2024, 7, 3),
            losses=(
                Loss(
                    "V-JC-03",
                    "农村饮水安全",
                    Decimal(3),
                    Decimal("2.00"),
                    "93%：得2分，差2个百分点可多得1分；还缺近一年水质检测报告",
                ),
            ),
        )
