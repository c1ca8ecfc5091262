"""基本信息: what is said once of the whole standard."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP
from typing import Any

from workflows.standards.spec import OBJECTS
from workflows.standards.workbook.cells import CellError, numeral
from workflows.standards.workbook.columns import Around, Column, Row, choice, key_values, number, text
from workflows.standards.workbook.part import Part

ROUNDING = {ROUND_HALF_UP: "四舍五入", ROUND_HALF_EVEN: "四舍六入五成双", ROUND_DOWN: "舍去"}


def _rounding(title: str, key: str, hint: str) -> Column:
    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        kept = dict(row.get("rounding") or {})
        return {"rounding": {**kept, key: numeral(said)}} if said else {}

    def write(row: Row) -> str:
        return str((row.get("rounding") or {}).get(key) or "")

    return Column(title, (), read, write, hint, is_number=True)


def _rounding_mode() -> Column:
    by_words = {words: mode for mode, words in ROUNDING.items()} | {mode: mode for mode in ROUNDING}

    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        kept = dict(row.get("rounding") or {})
        if said and said not in by_words:
            raise CellError(f"只能填{'、'.join(ROUNDING.values())}，现在是“{said}”")
        kept |= {"mode": by_words[said]} if said else {}
        return {"rounding": kept} if kept else {}

    def write(row: Row) -> str:
        mode = str((row.get("rounding") or {}).get("mode") or "")
        return ROUNDING.get(mode, mode)

    return Column("小数取舍", ("rounding",), read, write, "不填按四舍五入", choices=tuple(ROUNDING.values()))


#: 基本信息, one a line.
HEAD = Part(
    "",
    "基本信息",
    "基本信息",
    (
        text("标准编号", "code", hint="全县不重复的编号，如 HY-CUN。同一套标准每年用同一个编号", required=True),
        number("版本", "version", hint="1、2、3……，改一次加一", required=True),
        text("名称", "name", hint="如 禾原县县级示范村评定标准", required=True),
        choice("创建对象", "object", OBJECTS, hint="村、镇（街道）或县", required=True),
        number("满分", "full_score", hint="100、110、1000都可以，等于各维度分值之和", required=True),
        number("加分上限", "bonus_cap", hint="全部加分合计最多几分，没有上限就空着"),
        number("倒扣上限", "penalty_cap", hint="全部倒扣合计最多几分，没有上限就空着"),
        _rounding("指标值小数位", "value_decimals", "不填按2位"),
        _rounding("得分小数位", "score_decimals", "不填按2位"),
        _rounding_mode(),
        choice(
            "不适用指标",
            "na_rule",
            {"prorate_within_dimension": "在维度内折算"},
            hint="不适用的指标从所在维度取出，其余按比例折算",
        ),
        key_values("核查方式代号", "verify_methods", hint="可不填，如 A：查阅资料；B：实地查看"),
        key_values("申报对象情况", "object_facts", hint="可不填，公式里要用的本县情况，如 is_border：边境村"),
        text("出处", "source", hint="文件名、文号"),
    ),
)
