"""会议纪要节录 (F18): what the leading group, the government or the Party committee decided, copied from the original."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import register
from documents.papers.official import OfficialText
from documents.papers.parts import Listed


@register
@dataclass(frozen=True, kw_only=True)
class MinutesExcerpt(OfficialText):
    """``organs`` is the body that keeps the original and certifies the copy."""

    kind = "minutes_excerpt"
    label = "会议纪要节录"

    meeting: str  # 禾塬县人民政府常务会议
    session: str  # 2024年第14次
    held_on: date
    topic: str
    decisions: tuple[str, ...]
    approved: tuple[Listed, ...] = ()
    excerpted_by: str = ""

    @property
    def title(self) -> str:
        return f"{self.meeting}纪要（节录）"

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organs=("禾塬县人民政府办公室",),
            issued_on=date(2024, 7, 29),
            meeting="禾塬县人民政府常务会议",
            session="2024年第14次",
            held_on=date(2024, 7, 26),
            topic="研究2024年度县级乡村振兴示范村、示范镇命名事宜",
            decisions=(
                "会议听取了领导小组办公室关于2024年度示范创建评定工作情况的汇报，认为评定程序规范，公示期间反映的问题已核查办结。",
                "会议原则同意拟命名名单，按程序提请县委常委会会议审定。",
                "会议要求，各镇（街道）、各部门要巩固创建成果，对排名靠后的村逐项列出整改清单，年底前组织复核。",
            ),
            approved=(
                Listed("侯家崾村", "石岭镇"),
                Listed("东河村", "柳湾镇"),
                Listed("槐塬村", "安禾镇"),
                Listed("桃坪镇"),
            ),
            excerpted_by="林禾苗",
        )
