"""命名决定 (F22): county Party committee and government name villages and townships."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import register
from documents.papers.official import OfficialLetterhead
from documents.papers.parts import Listed
from documents.wording import listed


@register
@dataclass(frozen=True, kw_only=True)
class NamingDecision(OfficialLetterhead):
    """Lists names only; scores stay inside. ``villages`` or ``townships`` may be empty, not both."""

    kind = "naming_decision"
    label = "命名决定"

    year: int
    plan: str
    villages: tuple[Listed, ...] = ()
    townships: tuple[Listed, ...] = ()
    #: How long the title is valid before it is reviewed.
    valid_years: int = 3

    @property
    def subject_line(self) -> str:
        return f"关于命名{self.year}年度县级乡村振兴{self.objects}的决定"

    @property
    def objects(self) -> str:
        return "、".join(word for word, rows in (("示范村", self.villages), ("示范镇", self.townships)) if rows)

    @property
    def counted(self) -> str:
        """石岭镇侯家崾村等12个村为……、柳湾镇等2个镇为……"""
        named = []
        if self.villages:
            villages = listed([f"{village.township}{village.name}" for village in self.villages], "个村")
            named.append(f"{villages}为县级乡村振兴示范村")
        if self.townships:
            townships = listed([township.name for township in self.townships], "个镇（街道）")
            named.append(f"{townships}为县级乡村振兴示范镇")
        return "，".join(named)

    @property
    def enclosures(self) -> tuple[str, ...]:
        return (f"{self.year}年度县级乡村振兴{self.objects}名单",)

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organs=("中共禾塬县委员会", "禾塬县人民政府"),
            printer="中共禾塬县委办公室",
            issuer_code="禾发",
            number="禾发〔2024〕21号",
            issued_on=date(2024, 8, 2),
            addressee="各镇（乡）党委、人民政府，各街道党工委、办事处，县直各部门",
            copies="县人大常委会办公室，县政协办公室，县纪委监委",
            year=2024,
            plan="《禾塬县乡村振兴示范创建工作方案》（禾发〔2024〕2号）",
            villages=(
                Listed("侯家崾村", "石岭镇"),
                Listed("东河村", "柳湾镇"),
                Listed("槐塬村", "安禾镇"),
                Listed("渡口村", "黄渡镇"),
                Listed("杏花村", "桃坪镇"),
                Listed("谷丰村", "金谷镇"),
            ),
            townships=(Listed("桃坪镇"), Listed("双桥镇")),
        )
