"""配合部门会签意见 (F08a): what the cooperating departments said of the lead departments' scores."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import Paper, register


@dataclass(frozen=True)
class CooperatingOpinion:
    department: str
    lead: str  # the lead department whose scores it countersigns
    agrees: bool
    reason: str = ""
    answered_on: date | None = None  # None: no answer yet, which is no agreement
    by: str = ""
    answers: tuple[str, ...] = ()  # of the lead department, a line each


@register
@dataclass(frozen=True, kw_only=True)
class Countersignature(Paper):
    kind = "countersignature"
    label = "配合部门会签意见"

    applicant: str
    app_no: str
    due_on: date
    days: str  # 3个工作日
    opinions: tuple[CooperatingOpinion, ...]

    @property
    def dated(self) -> date:
        return self.due_on

    @classmethod
    def sample(cls) -> Self:
        return cls(
            applicant="石岭镇侯家崾村",
            app_no="SFC-2024-619921101206",
            due_on=date(2024, 6, 19),
            days="3个工作日",
            opinions=(
                CooperatingOpinion("乡村振兴局", "农业农村局", True, "", date(2024, 6, 17), "高连枝"),
                CooperatingOpinion(
                    "卫健局",
                    "农业农村局",
                    False,
                    "V-RJ-03 抽查1户粪污外溢，建议再核",
                    date(2024, 6, 18),
                    "白知微",
                    ("V-RJ-03 农业农村局改为4.5分：复核属实，扣0.5分。（赵建平）",),
                ),
                CooperatingOpinion("财政局", "农业农村局", True, "", date(2024, 6, 18), "郭有才"),
            ),
        )
