"""Sample values shared by several papers: the fictional 侯家崾村 of 石岭镇 in 禾塬县. Persons and figures are invented."""

from datetime import date
from decimal import Decimal

from documents.papers.parts import DimensionScores, Fact, IndicatorScores, Opinion, Totals

MODELS = ("产业发展", "基础设施", "人居环境", "民风习俗", "社会治理")
STORY = (
    "围绕示范创建目标，村“两委”逐户走访、逐项对标，形成任务清单、责任清单和时限清单，每月在村民代表会议上通报一次进度。"
    "坚持花小钱办实事，群众投工投劳占总用工量的四成以上。\n"
    "2023年完成投资258万元，硬化入户路3.2公里，改造户厕35座，新增美丽庭院41户。村集体经营性收入达到32.6万元，增长18.98%。\n"
    "存在问题：个别小组垃圾分类习惯还没有养成，冬季旱厕管护需要加强，拟在2024年10月底前整改到位。"
)
VILLAGE_FACTS = (
    Fact("统计用区划代码", "619921101206"),
    Fact("城乡分类代码", "220"),
    Fact("统一社会信用代码", "54619921MF0000117X", wide=True),
    Fact("村民小组数", 6, "个"),
    Fact("自然村数", 4, "个"),
    Fact("户籍户数", 428, "户"),
    Fact("户籍人口", 1562, "人"),
    Fact("常住户数", 396, "户"),
    Fact("常住人口", 1240, "人"),
    Fact("脱贫户／人口", "61户／224人"),
    Fact("监测对象户／人口", "4户／13人"),
    Fact("村域面积", Decimal("7.86"), "平方公里"),
    Fact("耕地面积", 4120, "亩"),
    Fact("林地面积", 2380, "亩"),
    Fact("地形", "沟壑"),
    Fact("村庄分类", "集聚提升"),
    Fact("党员人数", 47, "人"),
    Fact("村“两委”人数", "7人（交叉任职5人）"),
    Fact("驻村工作队", "县水务局，3人"),
)
VILLAGE_OPINIONS = (
    Opinion(
        "村级意见",
        "经村民代表会议决议，同意申报。",
        "村党组织书记（签字）",
        seals=("侯家崾村党支部", "侯家崾村村民委员会"),
        signed_on=date(2024, 4, 8),
    ),
    Opinion(
        "镇（街道）审核意见",
        "申报材料齐全，实地核查属实，民主程序规范，未发现一票否决情形，辖区内推荐排名第1名。经镇党委会议研究，同意推荐。",
        "镇长、党委书记（签字）",
        seals=("中共石岭镇委员会", "石岭镇人民政府"),
        signed_on=date(2024, 4, 26),
    ),
    Opinion(
        "县领导小组办公室意见",
        "部门评分汇总总分92.35分，全县排名第3名，达到县级示范村标准。",
        "办公室主任（签字）",
        seals=("县委农村工作领导小组办公室（代章）",),
        signed_on=date(2024, 7, 5),
    ),
    Opinion("县委、县政府审定意见", "", "", seals=("中共禾塬县委员会", "禾塬县人民政府")),
)


def _indicator(
    code: str, name: str, points: str, value: str, scores: tuple[str, str, str], reason: str = ""
) -> IndicatorScores:
    own, town, department = map(Decimal, scores)
    return IndicatorScores(
        code=code,
        name=name,
        points=Decimal(points),
        rule="达到70%及以上得满分；60%（含）至70%得八成；50%（含）至60%得六成；低于30%不得分。",
        value=value,
        self_score=own,
        self_note="见村级台账和部门比对结果",
        evidence=f"{code}-1、{code}-2",
        town_score=town,
        department_score=department,
        reason=reason,
        final_score=department,
    )


DIMENSIONS = (
    DimensionScores(
        "产业发展",
        Decimal(25),
        (
            _indicator("V-CY-01", "主导产业培育", "4", "71.20%", ("4", "4", "4")),
            _indicator("V-CY-02", "村集体经营性收入", "5", "32.60万元", ("4", "4", "4")),
            _indicator("V-CY-04", "农民人均可支配收入水平", "4", "112.45%", ("3.2", "3.2", "3.2")),
        ),
        *map(Decimal, ("22.6", "22.6", "22.4", "22.4")),
    ),
    DimensionScores(
        "基础设施",
        Decimal(18),
        (
            _indicator("V-JC-02", "自然村通硬化路", "3", "100%", ("3", "3", "3")),
            _indicator("V-JC-03", "农村饮水安全", "3", "97.95%", ("3", "3", "3")),
        ),
        *map(Decimal, ("17.4", "17.4", "17.1", "17.1")),
    ),
    DimensionScores(
        "人居环境",
        Decimal(27),
        (
            _indicator("V-RJ-03", "卫生户厕普及", "5", "93.69%", ("4.6", "4.4", "4.2"), "3户正在施工，核减0.4分"),
            _indicator("V-RJ-05", "生活垃圾分类", "4", "81.30%", ("3.6", "3.6", "3.4"), "个别小组分类不准确"),
        ),
        *map(Decimal, ("25.1", "24.9", "24.35", "24.35")),
    ),
    DimensionScores("民风习俗", Decimal(12), (), *map(Decimal, ("11.5", "11.5", "11.3", "11.3"))),
    DimensionScores("社会治理", Decimal(18), (), *map(Decimal, ("16.9", "16.9", "16.2", "16.2"))),
)
TOTALS = Totals(base=Decimal("91.35"), bonus=Decimal("1.50"), penalty=Decimal("0.50"), total=Decimal("92.35"))
