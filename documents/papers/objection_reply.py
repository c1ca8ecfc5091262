"""异议答复书 (F16): the written answer to a person or unit that objected under its own name."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import NumberedPaper, register
from documents.papers.official import OfficialText
from documents.papers.parts import Contact


@register
@dataclass(frozen=True, kw_only=True)
class ObjectionReply(OfficialText, NumberedPaper):
    """Goes to the objector alone, never into a pack: ``addressee`` is who objected."""

    kind = "objection_reply"
    label = "异议答复书"
    number_under_title = True

    received_on: date
    subject: str  # 南寨镇沟北村
    #: What was said, in one sentence and without the objector's own identity.
    matter: str
    finding: str
    conclusion: str  # 成立 / 部分成立 / 不成立
    handling: str

    @property
    def title(self) -> str:
        return "关于公示异议核查情况的答复"

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organs=("禾塬县乡村振兴示范创建领导小组办公室",),
            issuer_code="禾示范异复",
            number="禾示范异复〔2024〕2号",
            issued_on=date(2024, 7, 19),
            addressee="沟北村部分村民",
            contact=Contact("苏粟宁", "0900-5550101"),
            received_on=date(2024, 7, 10),
            subject="南寨镇沟北村",
            matter="南寨镇沟北村申报的卫生户厕数与实际不符",
            finding="核查组于7月15日至16日随机抽查42户，查看改厕台账和现场，其中7户户厕未建成或不能正常使用，申报数据高于实际。",
            conclusion="成立",
            handling="取消南寨镇沟北村本年度拟命名资格，并责成南寨镇人民政府对辖区其他申报村逐项复查。",
        )
