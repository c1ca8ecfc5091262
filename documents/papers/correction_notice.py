"""退回补正通知书 (F07): everything wrong is listed at once; the deadline is printed, not counted by the reader."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import NumberedPaper, register


@dataclass(frozen=True)
class CorrectionItem:
    code: str  # indicator or part: V-RJ-03, 民主程序
    problem: str
    demand: str
    evidence: str = ""


@register
@dataclass(frozen=True, kw_only=True)
class CorrectionNotice(NumberedPaper):
    kind = "correction_notice"
    label = "退回补正通知书"

    organ: str
    applicant: str
    app_no: str
    returned_at: str  # 退回环节: 县级形式审查
    round_no: int = 1  # the second return needs the director's approval
    items: tuple[CorrectionItem, ...]
    due_on: date
    days: str  # 5个工作日
    consequence: str = "逾期未补正的，按现有材料评审；材料不足以评审的，视为放弃本批次申报。"
    handler: str = ""
    approver: str = ""

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organ="禾塬县乡村振兴示范创建领导小组办公室",
            issuer_code="禾示范补",
            number="禾示范补〔2024〕7号",
            issued_on=date(2024, 5, 8),
            applicant="石岭镇侯家崾村",
            app_no="SFC-2024-619921101206",
            returned_at="县级形式审查",
            items=(
                CorrectionItem(
                    "V-RJ-03", "改厕台账与上报数相差3户", "逐户核对并更正台账，说明差异", "改厕台账、验收单"
                ),
                CorrectionItem("V-JC-03", "水质检测报告超过一年", "提供2024年检测报告", "水质检测报告"),
                CorrectionItem("民主程序", "村内公示照片看不清日期", "补充能看清日期的照片", "公示照片"),
            ),
            due_on=date(2024, 5, 15),
            days="5个工作日",
            handler="苏粟宁",
            approver="林禾苗",
        )
