"""县级汇总排名表 (F12): A3 landscape, one row an applicant, in order of rank."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from documents.papers.base import Paper, register


@dataclass(frozen=True)
class RankingRow:
    rank: int
    app_no: str
    township: str
    name: str
    belts: str
    dimensions: tuple[Decimal, ...]  # in the order of ``dimension_names``
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    total: Decimal
    satisfaction: Decimal | None
    conditions_met: bool
    vetoed: bool
    qualified: bool
    recommended: str = ""  # 拟推荐等次
    quota: str = ""  # 名额类别
    note: str = ""


@register
@dataclass(frozen=True, kw_only=True)
class RankingTable(Paper):
    kind = "ranking_table"
    label = "县级汇总排名表"

    county_name: str
    year: int
    batch: str
    grade: str
    dimension_names: tuple[str, ...]
    rows: tuple[RankingRow, ...]
    basis: str  # 统计口径
    tie_rule: str = "总分相同的，依次比较人居环境、产业发展、满意度、是否位于示范带；仍相同的抽签决定并记录。"
    made_by: str = ""
    checked_by: str = ""
    organ: str
    ranked_on: date

    @property
    def title(self) -> str:
        return f"{self.county_name}{self.year}年度{self.grade}汇总排名表"

    @property
    def dated(self) -> date:
        return self.ranked_on

    @classmethod
    def sample(cls) -> Self:
        names = ("侯家崾村", "东河村", "槐塬村", "渡口村", "杏花村", "谷丰村")
        towns = ("石岭镇", "柳湾镇", "安禾镇", "黄渡镇", "桃坪镇", "金谷镇")
        rows = tuple(
            RankingRow(
                rank=number,
                app_no=f"SFC-2024-6199211{number:02d}20{number}",
                township=town,
                name=name,
                belts="G902国道示范带" if number % 2 else "禾水河流域示范带",
                dimensions=tuple(Decimal(points) - Decimal(number) / 4 for points in (24, 17, 26, 12, 17)),
                base=Decimal("95.00") - number,
                bonus=Decimal("1.50"),
                penalty=Decimal("0.50"),
                total=Decimal("96.00") - number,
                satisfaction=Decimal("96.10") - number,
                conditions_met=True,
                vetoed=False,
                qualified=True,
                recommended="省级示范村" if number < 4 else "县级示范村",
                quota="基础名额",
            )
            for number, (name, town) in enumerate(zip(names, towns, strict=True), start=1)
        )
        return cls(
            county_name="禾塬县",
            year=2024,
            batch="2024年第1批",
            grade="县级乡村振兴示范村",
            dimension_names=("产业发展", "基础设施", "人居环境", "民风习俗", "社会治理"),
            rows=rows,
            basis="各维度得分为部门评分锁定后的最终得分；加分、扣分各以5分为限；满意度为有效问卷中满意和基本满意的比例。",
            made_by="苏粟宁",
            checked_by="林禾苗",
            organ="禾塬县乡村振兴示范创建领导小组办公室",
            ranked_on=date(2024, 7, 5),
        )
