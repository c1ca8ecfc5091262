"""部门评分表 (F08): a lead department's scores for one applicant, with the values it verified."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from documents.papers.base import Paper, register


@dataclass(frozen=True)
class DepartmentRow:
    code: str
    name: str
    points: Decimal
    declared: str  # 申报值, with unit
    verified: str  # 核定值, with unit
    difference: str = ""  # 差异%
    score: Decimal | None = None
    reason: str = ""
    evidence: str = ""


@register
@dataclass(frozen=True, kw_only=True)
class DepartmentScores(Paper):
    kind = "department_scores"
    label = "部门评分表"

    department: str
    task: str  # 一、推进脱贫成果全域化巩固
    applicant: str
    app_no: str
    rows: tuple[DepartmentRow, ...]
    points: Decimal
    score: Decimal
    scorers: tuple[str, ...] = ()
    recusal: str = "评分人员均无需要回避的情形。"
    leader: str = ""
    signed_on: date | None = None

    @property
    def title(self) -> str:
        return f"{self.department}评分表"

    @property
    def dated(self) -> date | None:
        return self.signed_on

    @classmethod
    def sample(cls) -> Self:
        return cls(
            department="农业农村局",
            task="二、推进农村户厕全域化改造",
            applicant="石岭镇侯家崾村",
            app_no="SFC-2024-619921101206",
            rows=(
                DepartmentRow(
                    "V-CY-01", "主导产业培育", Decimal(4), "71.2%", "71.2%", "0", Decimal("4.00"), "", "V-CY-01-1"
                ),
                DepartmentRow(
                    "V-RJ-03",
                    "卫生户厕普及",
                    Decimal(5),
                    "401户",
                    "398户",
                    "-0.75%",
                    Decimal("4.20"),
                    "3户正在施工，核减0.4分",
                    "V-RJ-03-1、现场照片2张",
                ),
            ),
            points=Decimal(9),
            score=Decimal("8.20"),
            scorers=("纪禾田", "安小满"),
            leader="段丰年",
            signed_on=date(2024, 6, 14),
        )
