"""联审意见汇总结论 of a round: passed or not, an applicant a line; what departments answered is never in a pack."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import Paper, register


@dataclass(frozen=True)
class Checked:
    """One applicant's outcome; ``clauses`` by their codes."""

    name: str
    app_no: str
    clauses: tuple[str, ...] = ()


@register
@dataclass(frozen=True, kw_only=True)
class JointCheckRound(Paper):
    kind = "joint_check_round"
    label = "联审意见汇总结论"

    organ: str
    round_title: str
    departments: tuple[str, ...]
    rows: tuple[Checked, ...]
    concluded_on: date

    @property
    def dated(self) -> date:
        return self.concluded_on

    @property
    def failed(self) -> int:
        return sum(bool(row.clauses) for row in self.rows)

    @property
    def passed(self) -> int:
        return len(self.rows) - self.failed

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organ="禾塬县乡村振兴示范创建领导小组办公室",
            round_title="2024年第1批县级示范村",
            departments=("纪委监委", "公安局", "生态环境局", "自然资源局"),
            rows=(
                Checked("石岭镇侯家崾村", "SFC-2024-619921101206"),
                Checked("南寨镇沟北村", "SFC-2024-619921109211", ("V-FJ-05",)),
            ),
            concluded_on=date(2024, 5, 30),
        )
