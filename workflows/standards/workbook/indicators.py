"""指标: one row an indicator."""

from typing import Any

from workflows.standards.workbook import cases
from workflows.standards.workbook.columns import (
    Around,
    Column,
    Row,
    choice,
    formula,
    inputs,
    lines,
    names,
    number,
    same_as,
    text,
)
from workflows.standards.workbook.part import Part
from workflows.standards.workbook.rules import KINDS, METHODS, kind_of, points_of, rule_column, wording_column

ZERO = {"na": "不适用", "full": "满分", "zero": "不得分", "special": "按特殊情形"}
VERIFY = "查阅资料、实地查看"


def _dimension() -> Column:
    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        return {"dimension": around.dimensions.get(said, said)}

    return Column(
        "维度",
        ("dimension",),
        read,
        lambda row: str(row["dimension"]),
        "“维度”表里的编号或名称",
        required=True,
        width=12,
    )


def _special() -> Column:
    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        return {"special": cases.read_special(said, around.items, points_of(row))} if said else {}

    return Column(
        "特殊情形",
        ("special",),
        read,
        lambda row: cases.write_special(row.get("special") or []),
        "条件：得分，如 水质检测不合格 == 1：0分。没有就空着",
        width=24,
    )


def _examples() -> Column:
    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        return {"examples": cases.read_examples(said)} if said else {}

    return Column(
        "试算例子",
        ("examples",),
        read,
        lambda row: cases.write_examples(row.get("examples") or []),
        "把每一档的界限写成例子，系统拿它试规则：95得10分；94.99得8分",
        width=24,
    )


INDICATORS = Part(
    "indicators",
    "指标",
    "指标",
    (
        text("编号", "code", hint="如 A-01，全表不重复", required=True, width=12),
        text("指标名称", "name", hint="如 卫生户厕普及率", required=True, width=24),
        _dimension(),
        number("分值", "points", required=True, hint="满分几分"),
        choice("计分方法", "method", METHODS, required=True, hint="点开选一种", width=14),
        rule_column(),
        text("单位", "unit", hint="指标值的单位，如 %"),
        formula("计算公式", "formula", hint="分档、直线比例、按差距扣分、完成比例要写：卫生户厕农户数 ÷ 应建户厕农户数 × 100"),
        choice("分母为零时", "zero_denominator", ZERO, hint="有除法的要选", width=12),
        _special(),
        formula("适用条件", "applicable_if", hint="不成立时这一项不适用，如 搬迁户数 > 0。都适用就空着", width=18),
        text("牵头部门", "lead", hint="谁评分，写部门简称。发布前必填", width=14),
        names("配合部门", "coop", hint="用顿号隔开"),
        lines("佐证材料", "evidence", hint="一行一种，或用分号隔开"),
        names("核查方式", "verify", hint=f"用顿号隔开：{VERIFY}", width=18),
        wording_column(),
        _examples(),
        same_as("对应上年指标", "指标"),
        choice("类别", "kind", KINDS, default=kind_of, hint="不用填，按计分方法定", width=8),
        inputs("用到的数据项", "inputs", source="formula", hint="不用填，按公式定"),
        text("重点任务", "key_task", hint="可不填"),
        text("工作措施", "measure", hint="可不填"),
        names("依据", "basis", hint="可不填", always=False),
        text("备注", "note", hint="可不填", width=20),
    ),
    required=True,
    aliases=("指标体系", "评价指标"),
    examples=(
        {
            "编号": "A-01", "指标名称": "卫生户厕普及率", "维度": "A", "分值": "10", "计分方法": "分档",
            "计分规则": "≥95：10分；\n≥90：8分；\n≥80：5分", "单位": "%",
            "计算公式": "卫生户厕农户数 ÷ 应建户厕农户数 × 100", "分母为零时": "不适用", "牵头部门": "农业农村局",
            "配合部门": "卫健局、住建局", "佐证材料": "户厕台账；\n抽查记录", "核查方式": "查阅资料、入户走访",
            "评分细则": "达到95%得10分，达到90%得8分，达到80%得5分，低于80%不得分。", "试算例子": "95得10分；94.99得8分",
        },
        {
            "编号": "A-02", "指标名称": "环境整治", "维度": "A", "分值": "5", "计分方法": "发现问题扣分",
            "计分规则": "乱堆乱放，每处扣0.5分（最多扣2分）；\n污水横流，每处扣1分", "牵头部门": "住建局",
            "佐证材料": "巡查记录", "评分细则": "发现乱堆乱放每处扣0.5分，最多扣2分；发现污水横流每处扣1分。扣完为止。",
        },
    ),
)  # fmt: skip
