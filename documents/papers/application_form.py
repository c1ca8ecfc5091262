"""申报书 (F01 village, F03 township, F04 county): one family, told apart by ``level``."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from documents.papers import samples
from documents.papers.base import Paper, register
from documents.papers.parts import Contact, Fact, Meeting, Opinion, Table, in_pairs
from documents.wording import cn_number


class ApplicantLevel(StrEnum):
    VILLAGE = "village"
    TOWNSHIP = "township"
    COUNTY = "county"


WORDS = {
    ApplicantLevel.VILLAGE: ("申报村名称（盖章）", "负责人", "村", "行政村"),
    ApplicantLevel.TOWNSHIP: ("申报镇（街道）名称（盖章）", "负责人", "镇（街道）", "镇（街道）"),
    ApplicantLevel.COUNTY: ("申报县（盖章）", "书记、县长", "县", "县"),
}


@dataclass(frozen=True)
class DataRow:
    """One data item of the standard. ``checked`` is the department's verified value, ``note`` explains a difference."""

    name: str
    unit: str
    value: Any
    previous: Any = None
    source: str = ""
    evidence: str = ""
    checked: Any = None
    note: str = ""


@dataclass(frozen=True)
class Narrative:
    """One of the five models (or one chapter of a county's account): practice, figures, problems."""

    title: str
    text: str


@dataclass(frozen=True)
class Confirmed:
    """A section that the township filled in and the village's secretary confirmed (代填)."""

    section: str
    by: str
    on: date


@dataclass(frozen=True)
class PlanRow:
    goal: str
    project: str
    due: str
    person: str
    funds: str


@dataclass(frozen=True)
class Chapter:
    number: str
    title: str
    template: str


@register
@dataclass(frozen=True, kw_only=True)
class ApplicationForm(Paper):
    """Filled from the frozen snapshot of what was submitted, never from a draft being edited."""

    kind = "application_form"
    label = "申报书"

    # Cover.
    level: ApplicantLevel
    programme: str  # 禾塬县乡村振兴示范村; with 申报书 it is the title
    grade: str  # 县级示范村
    year: int
    batch: str  # 2024年第1批
    app_no: str
    applicant: str  # 石岭镇侯家崾村
    leader_name: str
    leader_phone: str
    belts: tuple[str, ...] = ()
    town_contact: Contact | None = None
    county_contact: Contact | None = None
    filled_on: date | None = None
    made_by: str  # 制表单位
    #: 代填: who filled in for the village, and its confirmations; empty where it did so itself.
    helpers: str = ""
    confirmed: tuple[Confirmed, ...] = ()

    # 一、基本情况: facts in the form's order, then the lists below them.
    facts: tuple[Fact, ...]
    industries: tuple[tuple[str, str, str], ...] = ()  # name, scale, last year's output
    honours: tuple[tuple[str, str, str, str], ...] = ()  # name, level, when, number
    #: Year, then 中央、省、市、县、社会、自筹 in 万元.
    funds: tuple[tuple[Any, ...], ...] = ()

    # 二、数据表; 三、创建情况; 四、创建计划.
    data: tuple[DataRow, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    plan: tuple[PlanRow, ...] = ()

    # 六、民主程序: meetings in their order, then the applicant's own public notice in one paragraph.
    meetings: tuple[Meeting, ...] = ()
    own_notice: str = ""

    # 八、各级意见, from the applicant upward; further tables (示范村名册、项目表、任务落实表).
    opinions: tuple[Opinion, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.programme}申报书"

    @property
    def dated(self) -> date | None:
        return self.filled_on

    @property
    def applicant_label(self) -> str:
        return WORDS[self.level][0]

    @property
    def leader_label(self) -> str:
        return WORDS[self.level][1]

    @property
    def unit(self) -> str:
        return WORDS[self.level][2]

    @property
    def instructions(self) -> tuple[str, ...]:
        return (
            f"以{WORDS[self.level][3]}为单位，如实填写，不得漏项。",
            "收入类数据为上年度数据，其余为申报时点数据。",
            "数据与佐证材料一一对应，佐证编号标注在佐证材料右上角。",
            "“—”表示不适用，不得留空。",
            "A4纸双面打印，左侧装订，一式三份，电子版同步提交。",
            "提交后不得自行修改，退回补正的除外。",
        )

    @property
    def fact_rows(self) -> list:
        return in_pairs(self.facts)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Chapters in the form's order; a county tells its story first."""
        story = [("创建情况" if self.level != ApplicantLevel.COUNTY else "创建工作情况", "narratives")]
        basics = [("基本情况", "facts"), ("数据表", "data")]
        procedure = {"村": "村级民主程序", "镇（街道）": "镇级决策程序", "县": "县级决策程序"}[self.unit]
        order = [
            *(basics if self.level != ApplicantLevel.COUNTY else [*basics[:1], *story, *basics[1:]]),
            *(story if self.level != ApplicantLevel.COUNTY else []),
            ("创建计划", "plan"),
            *([("附表", "tables")] if self.tables else []),
            ("自评得分表", "elsewhere"),
            (procedure, "procedure"),
            ("真实性承诺书", "elsewhere"),
            ("各级意见", "opinions"),
        ]
        return tuple(
            Chapter(cn_number(number), title, f"documents/application_form/_{part}.html")
            for number, (title, part) in enumerate(order, start=1)
        )

    @classmethod
    def sample(cls) -> Self:
        return cls(
            level=ApplicantLevel.VILLAGE,
            programme="禾塬县乡村振兴示范村",
            grade="县级示范村",
            year=2024,
            batch="2024年第1批",
            app_no="SFC-2024-619921101206",
            applicant="石岭镇侯家崾村",
            leader_name="侯望塬",
            leader_phone="138****0117",
            belts=("G902国道示范带",),
            town_contact=Contact("梁望穗", "0900-5550118", "石岭镇人民政府"),
            county_contact=Contact("苏粟宁", "0900-5550101", "禾塬县乡村振兴示范创建领导小组办公室"),
            filled_on=date(2024, 4, 8),
            made_by="禾塬县乡村振兴示范创建领导小组办公室",
            facts=samples.VILLAGE_FACTS,
            industries=(
                ("苹果", "2860亩", "1420万元"),
                ("核桃", "600亩", "180万元"),
                ("乡村旅游", "农家乐8家", "96万元"),
            ),
            honours=(("县级文明村", "县级", "2022年11月", "禾文明委发〔2022〕9号"),),
            funds=((2021, 60, 35, 0, 20, 5, 12), (2022, 80, 40, 10, 25, 8, 15), (2023, 120, 60, 10, 40, 12, 18)),
            data=(
                DataRow(
                    "村集体年经营性收入",
                    "万元",
                    Decimal("32.60"),
                    Decimal("27.40"),
                    "农业农村局",
                    "V-CY-02-1",
                    Decimal("32.60"),
                ),
                DataRow(
                    "农民人均可支配收入", "元", 16840, 15420, "农业农村局", "V-CY-04-1", 16710, "按统计部门反馈数调整"
                ),
                DataRow("卫生户厕农户数", "户", 401, 366, "农业农村局", "V-RJ-03-1", 398, "3户正在施工"),
                DataRow("自来水供水人口", "人", 1530, 1530, "水务局", "V-JC-03-1", 1530),
                DataRow("近一年水质检测不合格且未整改", "是/否", False, False, "卫健局", "V-JC-03-2", False),
            ),
            narratives=tuple(Narrative(title, samples.STORY) for title in samples.MODELS),
            plan=(
                PlanRow("卫生户厕普及率达到98%", "改造户厕26座", "2024年10月底前", "村委会副主任", "7.8万元"),
                PlanRow("村内主干道全部亮化", "安装太阳能路灯34盏", "2024年9月底前", "村监委会主任", "10.2万元"),
            ),
            meetings=(
                Meeting(
                    "村党组织会议",
                    date(2024, 3, 18),
                    "村党群服务中心",
                    23,
                    21,
                    21,
                    "同意申报县级示范村，提交村“两委”会议研究。",
                ),
                Meeting(
                    "村民代表会议",
                    date(2024, 3, 22),
                    "村党群服务中心",
                    36,
                    33,
                    32,
                    "同意申报县级示范村，公开自评结果。",
                ),
            ),
            own_notice="2024年3月25日至3月29日在村务公开栏公示自评结果和申报材料，期间未收到异议。",
            opinions=samples.VILLAGE_OPINIONS,
        )
