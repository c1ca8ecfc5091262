"""补正说明: what an applicant changed after a return, indicator by indicator; drawn from both submissions, not typed."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import Paper, register


@dataclass(frozen=True)
class Correction:
    """One indicator: what was handed in before and what after."""

    code: str
    name: str
    before: str
    after: str


@register
@dataclass(frozen=True, kw_only=True)
class CorrectionReply(Paper):
    kind = "correction_reply"
    label = "补正说明"

    applicant: str
    app_no: str
    notice: str  # 补正编号 of the notice it answers
    corrections: tuple[Correction, ...]
    signer: str
    handed_in_on: date

    @property
    def dated(self) -> date:
        return self.handed_in_on

    @classmethod
    def sample(cls) -> Self:
        return cls(
            applicant="石岭镇侯家崾村",
            app_no="SFC-2024-619921101206",
            notice="SFC-2024-619921101206-BZ1",
            corrections=(
                Correction("V-RJ-03", "卫生户厕普及", "卫生户厕农户数401户；佐证1件", "卫生户厕农户数398户；佐证3件"),
                Correction("V-JC-03", "农村饮水安全", "佐证1件", "佐证2件"),
            ),
            signer="侯望塬",
            handed_in_on=date(2024, 5, 14),
        )
