"""自评（评分）得分表 (F05): one row an indicator, with the four scores side by side."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers import samples
from documents.papers.base import Paper, register
from documents.papers.parts import DimensionScores, IndicatorScores, Totals


@register
@dataclass(frozen=True, kw_only=True)
class SelfAssessment(Paper):
    """Columns that are not known yet (township, department, final) print as dashes."""

    kind = "self_assessment"
    label = "自评得分表"

    standard: str  # name of the standard, as published
    applicant: str
    app_no: str
    dimensions: tuple[DimensionScores, ...]
    #: Bonus and penalty items that were claimed or found.
    bonus: tuple[IndicatorScores, ...] = ()
    penalties: tuple[IndicatorScores, ...] = ()
    totals: Totals
    #: Indicators that do not apply and how their dimension was pro-rated, in words.
    not_applicable: str = ""
    filled_by: str = ""
    checked_by: str = ""
    filled_on: date | None = None

    @property
    def dated(self) -> date | None:
        return self.filled_on

    @classmethod
    def sample(cls) -> Self:
        return cls(
            standard="禾塬县县级乡村振兴示范村评定标准（试行）",
            applicant="石岭镇侯家崾村",
            app_no="SFC-2024-619921101206",
            dimensions=samples.DIMENSIONS,
            totals=samples.TOTALS,
            not_applicable="V-JC-06 集中安置后续扶持不适用，基础设施维度按15.5分折算。",
            filled_by="侯麦香",
            checked_by="侯望塬",
            filled_on=date(2024, 4, 8),
        )
