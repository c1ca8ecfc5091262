"""一票否决联审结论 (F10, summary only): the answers themselves are confidential and never bound into a pack."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import Paper, register


@register
@dataclass(frozen=True, kw_only=True)
class JointCheckSummary(Paper):
    kind = "joint_check_summary"
    label = "一票否决联审结论"

    organ: str
    applicant: str
    app_no: str
    asked_on: date
    departments: tuple[str, ...]
    answered: int
    #: Codes of the clauses that were met; empty: none.
    clauses: tuple[str, ...] = ()
    concluded_on: date

    @property
    def dated(self) -> date:
        return self.concluded_on

    @property
    def passed(self) -> bool:
        return not self.clauses

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organ="禾塬县乡村振兴示范创建领导小组办公室",
            applicant="石岭镇侯家崾村",
            app_no="SFC-2024-619921101206",
            asked_on=date(2024, 5, 22),
            departments=("纪委监委", "政法委", "公安局", "信访局", "应急局", "生态环境局", "自然资源局", "审计局"),
            answered=8,
            concluded_on=date(2024, 5, 30),
        )
