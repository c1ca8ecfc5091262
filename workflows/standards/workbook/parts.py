"""The sheets of the workbook, with their columns in the order in which a clerk fills them in."""

from workflows.standards.workbook.columns import choice, fixed, formula, lines, names, number, same_as, text
from workflows.standards.workbook.indicators import INDICATORS
from workflows.standards.workbook.part import Part
from workflows.standards.workbook.rules import bonus_levels, penalty_items

PICKS = {"highest": "只取最高一档", "sum": "累加"}
CHECKS = {"auto": "自动核对", "manual": "人工核对"}
LOOKBACKS = ("近1年", "近2年", "近3年", "近4年", "近5年", "申报年度", "申报年度及上年度", "上年度", "本次创建全过程")

DIMENSIONS = Part(
    "dimensions",
    "维度",
    "维度",
    (
        text("编号", "code", hint="如 A", required=True),
        text("名称", "name", hint="如 产业发展", required=True, width=24),
        number("分值", "points", hint="所含指标的分值之和", required=True),
    ),
    required=True,
    examples=({"编号": "A", "名称": "产业发展", "分值": "25"},),
)

GRADES = Part(
    "grades",
    "等次",
    "等次",
    (
        text(
            "级别",
            "level",
            hint="county 县级；province_recommend 推荐省级",
            required=True,
            width=20,
        ),
        text("名称", "name", hint="如 县级示范村", required=True, width=24),
        number("总分不低于", "total_gte", hint="如 85", required=True, width=12),
        number("每个维度得分率不低于", "each_dimension_gte_pct", hint="百分数，如 60", percent=True, width=20),
        number("群众满意度不低于", "satisfaction_gte", hint="百分数，如 85", percent=True, width=18),
        names("依据", "basis", hint="可不填", always=False),
    ),
    examples=(
        {
            "级别": "county",
            "名称": "县级示范村",
            "总分不低于": "85",
            "每个维度得分率不低于": "60",
            "群众满意度不低于": "85",
        },
    ),
)

ELIGIBILITY = Part(
    "eligibility",
    "基本条件",
    "基本条件",
    (
        text("编号", "code", hint="如 TJ-01", required=True),
        text("条件", "words", hint="原文", required=True, width=46),
        choice("核对方式", "check", CHECKS, hint="写了判断式的自动核对，其余人工核对", default=lambda row: "manual"),
        formula("判断式", "expr", hint="如 村集体年经营性收入 ≥ 10；没有就空着"),
        text("只对哪一级", "level", hint="只问申报省级的写 province，都要问的空着"),
        names("依据", "basis", hint="可不填", always=False),
    ),
    aliases=("申报条件", "前置条件"),
    examples=(
        {
            "编号": "TJ-01",
            "条件": "村集体年经营性收入不低于10万元",
            "核对方式": "自动核对",
            "判断式": "村集体年经营性收入 ≥ 10",
        },
    ),
)

DATA_ITEMS = Part(
    "data_items",
    "数据项",
    "数据项",
    (
        text("编号", "code", hint="字母开头的编号，如 toilet_ok", required=True, width=18),
        text("名称", "name", hint="公式里可以直接写这个名称", required=True, width=30),
        text("单位", "unit", hint="户、%、万元；回答是或否的写 是/否"),
        text("来源部门", "source", hint="谁提供这个数", width=16),
        text("时期", "period", hint="年末、上年度、申报时点"),
        same_as("对应上年数据项", "数据项"),
    ),
    aliases=("数据",),
    examples=(
        {"编号": "toilet_ok", "名称": "卫生户厕农户数", "单位": "户", "来源部门": "农业农村局", "时期": "申报时点"},
        {"编号": "toilet_due", "名称": "应建户厕农户数", "单位": "户", "来源部门": "农业农村局", "时期": "申报时点"},
    ),
)

BONUS = Part(
    "bonus",
    "加分",
    "加分项",
    (
        text("编号", "code", hint="如 JF-01", required=True),
        text("名称", "name", hint="如 上级荣誉", required=True, width=20),
        number("上限", "max", hint="这一项最多加几分", required=True),
        choice("取分方式", "pick", PICKS, hint="不选按只取最高一档", default=lambda row: "highest", width=14),
        bonus_levels(),
        text("牵头部门", "lead", hint="谁评分。发布前必填", width=14),
        lines("佐证材料", "evidence", hint="一行一种"),
        text("评分细则", "rule", hint="原文", width=40),
        names("依据", "basis", hint="可不填", always=False),
        fixed("kind", "bonus"),
        fixed("points", "0"),
    ),
    aliases=("加分项",),
    examples=(
        {
            "编号": "JF-01",
            "名称": "上级荣誉",
            "上限": "2",
            "各档加分": "国家级：2分；\n省级：1分",
            "牵头部门": "农业农村局",
            "佐证材料": "命名文件",
        },
    ),
)

PENALTIES = Part(
    "penalties",
    "倒扣",
    "倒扣项",
    (
        text("编号", "code", hint="如 KF-01", required=True),
        text("名称", "name", hint="如 暗访通报", required=True, width=20),
        number("上限", "max_deduct", hint="这一项最多扣几分，没有上限就空着"),
        penalty_items(),
        text("牵头部门", "lead", hint="谁评分。发布前必填", width=14),
        text("评分细则", "rule", hint="原文", width=40),
        names("依据", "basis", hint="可不填", always=False),
        fixed("kind", "deduction"),
        fixed("scope", "total"),
        fixed("points", "0"),
    ),
    aliases=("倒扣项", "扣分项", "倒扣分"),
    examples=(
        {
            "编号": "KF-01",
            "名称": "暗访通报",
            "上限": "3",
            "扣分情形": "市级通报，每次扣1分；\n省级通报，每次扣2分",
            "牵头部门": "县委办",
        },
    ),
)

VETO = Part(
    "veto",
    "一票否决",
    "否决情形",
    (
        text("编号", "code", hint="如 FJ-01", required=True),
        text("名称", "name", hint="简称", required=True, width=20),
        text("情形", "words", hint="原文", required=True, width=46),
        text("追溯期", "lookback", hint="点开选，或写近N年", choices=LOOKBACKS, width=16),
        text("牵头部门", "lead", hint="谁答复。发布前必填", width=14),
        lines("佐证材料", "evidence", hint="可不填"),
        text("后果", "effect", hint="如 取消当年申报资格", width=20),
        names("依据", "basis", hint="可不填", always=False),
        fixed("kind", "veto"),
        fixed("points", "0"),
    ),
    aliases=("否决", "否决情形", "一票否决项"),
    examples=(
        {
            "编号": "FJ-01",
            "名称": "重大安全事故",
            "情形": "发生较大以上安全生产责任事故",
            "追溯期": "近1年",
            "牵头部门": "应急局",
            "后果": "取消当年申报资格",
        },
    ),
)

#: In the order in which they are read: later sheets name what earlier ones define.
PARTS = (DIMENSIONS, GRADES, DATA_ITEMS, ELIGIBILITY, INDICATORS, BONUS, PENALTIES, VETO)
BY_KEY = {part.key: part for part in PARTS}
