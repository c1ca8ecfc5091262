"""真实性承诺书 (F02): village, township and county each sign one; signed again whenever the responsible person changes."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import Paper, register


@register
@dataclass(frozen=True, kw_only=True)
class Commitment(Paper):
    kind = "commitment"
    label = "真实性承诺书"

    addressee: str  # 禾塬县乡村振兴示范创建领导小组办公室
    unit: str  # 村 / 镇（街道） / 县
    year: int
    grade: str  # 县级示范村
    applicant: str
    leader: str = ""  # blank: signed by hand
    signed_on: date | None = None

    @property
    def dated(self) -> date | None:
        return self.signed_on

    @property
    def promises(self) -> tuple[str, ...]:
        return (
            "申报数据和佐证材料真实、完整、准确，可核查。",
            "民主程序和公示真实有效。",
            "没有评定标准所列一票否决情形。",
            "主动接受核查和群众监督。",
            "如有弄虚作假，自愿承担取消资格、撤销称号、两年内不得申报等后果。",
        )

    @classmethod
    def sample(cls) -> Self:
        return cls(
            addressee="禾塬县乡村振兴示范创建领导小组办公室",
            unit="村",
            year=2024,
            grade="县级示范村",
            applicant="石岭镇侯家崾村",
            leader="侯望塬",
            signed_on=date(2024, 4, 8),
        )
