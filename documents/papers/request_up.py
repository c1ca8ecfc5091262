"""请示 (F20, F21): upward, one matter, one addressee, 签发人 named, closing 妥否，请批示。"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from documents.papers.base import register
from documents.papers.official import OfficialLetterhead
from documents.papers.parts import Contact, Listed
from documents.wording import cn_date, listed


@dataclass(frozen=True, kw_only=True)
class _Request(OfficialLetterhead):
    #: 县级示范村, 省级示范镇 …: what is applied for.
    grade: str
    year: int
    #: 村, 镇 or 县: the classifier after the number of nominees.
    unit: str = "村"
    #: In the order of recommendation.
    nominees: tuple[Listed, ...]
    contact: Contact | None

    @property
    def template(self) -> str:
        return "documents/request_up.html"

    @property
    def enclosures(self) -> tuple[str, ...]:
        return ("推荐名单及排序表", "申报材料汇编")


@register
@dataclass(frozen=True, kw_only=True)
class TownshipRequest(_Request):
    """The township asks the county's office to accept its nominees (F20)."""

    kind = "township_request"
    label = "镇（街道）请示"

    #: The notice this answers: its title and number.
    notice: str
    meeting: str  # 镇党委会议
    quota: int
    #: How it speaks of itself: 我镇, 我街道.
    own: str = "镇"

    @property
    def subject_line(self) -> str:
        return f"关于申报{self.year}年度{self.grade}的请示"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        names = listed([nominee.name for nominee in self.nominees], f"个{self.unit}")
        return (
            f"根据{self.notice}要求，我{self.own}组织所辖行政村开展了{self.year}年度{self.grade}申报工作。经村级自评申报、镇级材料审核"
            f"和实地核查、镇级公示，{self.meeting}研究，在分配的{self.quota}个名额内，推荐{names}申报{self.grade}"
            f"（按推荐顺序排列，名单附后）。",
            f"申报数据和佐证材料由镇、村两级对照评定标准逐项核对，真实性由本{self.own}负责。公示期间的意见已全部核查办结。",
        )

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organs=("禾塬县石岭镇人民政府",),
            issuer_code="石政字",
            number="石政字〔2024〕18号",
            issued_on=date(2024, 4, 26),
            approvers=("秦怀禾",),
            addressee="禾塬县乡村振兴示范创建领导小组办公室",
            grade="县级乡村振兴示范村",
            year=2024,
            nominees=(
                Listed("侯家崾村", "石岭镇", "位于G902国道示范带"),
                Listed("柏树梁村", "石岭镇"),
                Listed("上寨子村", "石岭镇"),
            ),
            contact=Contact("梁望穗", "0900-5550118"),
            notice="《关于开展2024年度县级乡村振兴示范村镇申报工作的通知》（禾农领办发〔2024〕3号）",
            meeting="镇党委会议",
            quota=3,
        )


@register
@dataclass(frozen=True, kw_only=True)
class SupplementaryRequest(TownshipRequest):
    """The same for villages that came late: the township asks once more, and opens nothing that it has signed before."""

    kind = "township_supplement"
    label = "镇（街道）补充推荐请示"
    series = TownshipRequest.kind

    #: The request that went before: its number, and how many villages it named.
    earlier: str = ""
    earlier_count: int = 0
    #: Of the nominees those that an earlier request named too; they were reviewed again since.
    again: tuple[str, ...] = ()

    @property
    def subject_line(self) -> str:
        return f"关于补充推荐{self.year}年度{self.grade}的请示"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        names = listed([nominee.name for nominee in self.nominees], f"个{self.unit}")
        before = f"我{self.own}已以{self.earlier}推荐{self.earlier_count}个{self.unit}。" if self.earlier_count else ""
        again = f"其中{'、'.join(self.again)}已在前次请示中推荐，经重新审核，再次推荐。" if self.again else ""
        return (
            f"根据{self.notice}要求，{before}经村级自评申报、镇级材料审核和实地核查、镇级公示，{self.meeting}研究，"
            f"在分配的{self.quota}个名额内，现补充推荐{names}申报{self.grade}（按推荐顺序排列，名单附后）。{again}",
            f"申报数据和佐证材料由镇、村两级对照评定标准逐项核对，真实性由本{self.own}负责。公示期间的意见已全部核查办结。",
        )

    @classmethod
    def sample(cls) -> Self:
        return replace(
            super().sample(),
            number="石政字〔2024〕21号",
            issued_on=date(2024, 4, 29),
            nominees=(Listed("上寨子村", "石岭镇"),),
            earlier="石政字〔2024〕18号",
            earlier_count=2,
        )


@register
@dataclass(frozen=True, kw_only=True)
class NamingRequest(_Request):
    """The leading group's office asks the county's Party committee and government to decide on the names."""

    kind = "naming_request"
    label = "办公室请示"

    plan: str  # 《禾塬县乡村振兴示范创建工作方案》（禾发〔2024〕2号）
    meeting: str  # 领导小组第3次会议，2024年7月5日
    notice_period: tuple[date, date]
    notice_result: str  # 公示期间未收到异议。

    @property
    def subject_line(self) -> str:
        return f"关于审定{self.year}年度{self.grade}拟命名名单的请示"

    @property
    def enclosures(self) -> tuple[str, ...]:
        return ("拟命名名单", "汇总排名表", "公示文本和公示结果说明")

    @property
    def paragraphs(self) -> tuple[str, ...]:
        named = listed([f"{nominee.township}{nominee.name}" for nominee in self.nominees], f"个{self.unit}")
        first, last = map(cn_date, self.notice_period)
        return (
            f"按照{self.plan}安排，办公室组织开展了{self.year}年度{self.grade}评定工作。经自评申报、审核推荐、部门评分、部门联审和汇总排名，"
            f"{self.meeting}研究，拟命名{named}为{self.grade}（名单附后）。",
            f"拟命名名单已于{first}至{last}在全县公示。{self.notice_result}现提请县政府常务会议、县委常委会会议审定。",
        )

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organs=("禾塬县乡村振兴示范创建领导小组办公室",),
            issuer_code="禾农领办字",
            issued_on=date(2024, 7, 22),
            approvers=("林禾苗",),
            addressee="县委、县政府",
            grade="县级乡村振兴示范村",
            year=2024,
            nominees=(Listed("侯家崾村", "石岭镇"), Listed("东河村", "柳湾镇")),
            contact=Contact("苏粟宁", "0900-5550101"),
            plan="《禾塬县乡村振兴示范创建工作方案》（禾发〔2024〕2号）",
            meeting="领导小组第3次会议（2024年7月5日）",
            notice_period=(date(2024, 7, 8), date(2024, 7, 12)),
            notice_result="公示期间未收到异议。",
        )


@register
@dataclass(frozen=True, kw_only=True)
class CountyRequest(_Request):
    """The county recommends to the city for the province (F21). Copies never go to lower organs."""

    kind = "county_request"
    label = "县级请示"

    plan: str  # 《禾塬县乡村振兴示范创建工作方案》（禾发〔2024〕2号）
    notice_period: tuple[date, date] | None = None
    meeting: str

    @property
    def subject_line(self) -> str:
        verb = "申报" if self.unit == "县" else "推荐申报"
        return f"关于{verb}{self.year}年度{self.grade}的请示"

    @property
    def own_paragraphs(self) -> tuple[str, ...]:
        """The county applies for itself: nobody below was ranked and nothing was published."""
        return (
            f"按照{self.plan}安排，我县对照评定标准逐项自评，各有关部门提供并核对了数据，{self.meeting}研究同意，"
            f"现申报{self.year}年度{self.grade}。",
            "申报数据和佐证材料的真实性由我县负责。",
        )

    @property
    def paragraphs(self) -> tuple[str, ...]:
        if self.unit == "县":
            return self.own_paragraphs
        start, end = self.notice_period or (self.issued_on, self.issued_on)
        named = listed([f"{nominee.township}{nominee.name}" for nominee in self.nominees], f"个{self.unit}")
        return (
            f"按照{self.plan}安排，我县坚持标准、严格程序，开展了{self.year}年度示范创建评定工作。经村级自评申报、镇（街道）审核推荐、"
            f"部门联审评分、现场核查，并于{start.year}年{start.month}月{start.day}日至{end.month}月{end.day}日在全县公示，"
            f"{self.meeting}审定，拟推荐{named}申报{self.grade}。",
            "推荐对象均已达到评定标准，没有一票否决情形，公示期间反映的问题已全部核查办结。申报数据和佐证材料的真实性由我县负责。",
        )

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organs=("中共禾塬县委员会", "禾塬县人民政府"),
            printer="中共禾塬县委办公室",
            issuer_code="禾字",
            number="禾字〔2024〕31号",
            issued_on=date(2024, 8, 6),
            approvers=("杨麦川", "严青塬"),
            addressee="市委农村工作领导小组",
            copies="市委农村工作领导小组办公室，市农业农村局",
            grade="省级乡村振兴示范村",
            year=2024,
            nominees=(
                Listed("侯家崾村", "石岭镇"),
                Listed("东河村", "柳湾镇"),
                Listed("槐塬村", "安禾镇"),
                Listed("渡口村", "黄渡镇"),
            ),
            contact=Contact("苏粟宁", "0900-5550101"),
            plan="《禾塬县乡村振兴示范创建工作方案》（禾发〔2024〕2号）",
            notice_period=(date(2024, 7, 8), date(2024, 7, 12)),
            meeting="县政府常务会议、县委常委会会议",
        )
