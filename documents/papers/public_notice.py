"""公示 (F13, F13a, F13b): names only, no scores, landlines only; at county level at least five working days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from documents.papers.base import register
from documents.papers.official import OfficialText
from documents.papers.parts import Listed
from documents.wording import listed


class NoticeLevel(StrEnum):
    VILLAGE = "village"
    TOWNSHIP = "township"
    COUNTY = "county"


@register
@dataclass(frozen=True, kw_only=True)
class PublicNotice(OfficialText):
    """The text that is posted. It never changes during its period; a changed list is a new notice."""

    kind = "public_notice"
    label = "公示"

    level: NoticeLevel = NoticeLevel.COUNTY
    #: 县级 or 省级.
    grade: str = "县级"
    year: int
    plan: str
    villages: tuple[Listed, ...] = ()
    townships: tuple[Listed, ...] = ()
    #: First and last day, and how the period is counted: 5个工作日.
    starts_on: date
    ends_on: date
    period: str
    #: Where to object.
    office: str
    phone: str
    address: str
    email: str = ""
    supervision_phone: str = ""

    @property
    def objects(self) -> str:
        return "、".join(word for word, rows in (("示范村", self.villages), ("示范镇", self.townships)) if rows)

    @property
    def verb(self) -> str:
        """A county names at its own grade only; for the province's it recommends."""
        if self.level == NoticeLevel.VILLAGE:
            return "申报"
        return "拟命名" if self.level == NoticeLevel.COUNTY and self.grade == "县级" else "拟推荐"

    @property
    def title(self) -> str:
        what = "名单" if self.level != NoticeLevel.VILLAGE else ""
        return f"关于{self.year}年度{self.grade}乡村振兴{self.objects}{self.verb}{what}的公示"

    @property
    def procedure(self) -> str:
        """What was done before, at each level."""
        return {
            NoticeLevel.VILLAGE: "村党组织会议、村“两委”会议研究，村民代表会议讨论通过，拟申报",
            NoticeLevel.TOWNSHIP: "村级自评申报、镇级材料审核和实地核查，镇党委会议研究，拟推荐",
            NoticeLevel.COUNTY: f"村级自评申报、镇（街道）审核推荐、部门联审评分、现场核查，领导小组会议研究，{self.verb}",
        }[self.level]

    @property
    def counted(self) -> str:
        named = []
        if self.villages:
            villages = listed([f"{village.township}{village.name}" for village in self.villages], "个村")
            named.append(f"{villages}为县级乡村振兴示范村")
        if self.townships:
            townships = listed([township.name for township in self.townships], "个镇（街道）")
            named.append(f"{townships}为县级乡村振兴示范镇")
        return "，".join(named)

    @property
    def has_list(self) -> bool:
        return len(self.villages) + len(self.townships) > 1

    @property
    def enclosures(self) -> tuple[str, ...]:
        return (f"{self.year}年度{self.grade}乡村振兴{self.objects}名单",) if self.has_list else ()

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organs=("禾塬县乡村振兴示范创建领导小组办公室",),
            issued_on=date(2024, 7, 8),
            year=2024,
            plan="《禾塬县乡村振兴示范创建工作方案》（禾发〔2024〕2号）",
            villages=(
                Listed("侯家崾村", "石岭镇"),
                Listed("东河村", "柳湾镇"),
                Listed("槐塬村", "安禾镇"),
                Listed("渡口村", "黄渡镇"),
            ),
            townships=(Listed("桃坪镇"), Listed("双桥镇")),
            starts_on=date(2024, 7, 8),
            ends_on=date(2024, 7, 12),
            period="5个工作日",
            office="禾塬县乡村振兴示范创建领导小组办公室",
            phone="0900-5550101",
            address="禾塬县城关街道府前路1号",
            email="sfcj@heyuan.example",
            supervision_phone="0900-5550110",
        )
