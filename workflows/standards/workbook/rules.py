"""计分规则: one cell, whose grammar follows the method chosen beside it."""

from collections.abc import Callable, Sequence
from typing import Any

from workflows.standards.workbook import bands, figures, lists
from workflows.standards.workbook.cells import CellError, on_lines
from workflows.standards.workbook.columns import Around, Column, Row
from workflows.standards.workbook.formulas import read_formula

METHODS = {
    "bands": "分档",
    "linear": "直线比例",
    "step": "按差距扣分",
    "ratio": "完成比例",
    "checklist": "逐项核对",
    "levels": "评等次",
    "deduct_from_points": "发现问题扣分",
}
KINDS = {"quantitative": "定量", "graded": "定性", "deduction": "扣分"}
KEYS = (
    "bands", "full_at", "zero_at", "target", "per", "minus", "better", "base", "over_target_per", "over_target_plus",
    "items", "scale", "levels",
)  # fmt: skip
HINT = (
    "按左边的方法写。分档：≥95：10分；≥90：8分。直线比例：满分线60；零分线20。按差距扣分：目标95；每低1扣0.2分。"
    "完成比例：目标15。逐项核对：1. 有台账（2分）；2. 有专人（1分）。评等次：优（有台账）：2分；差：0分。"
    "发现问题扣分：乱堆乱放，每处扣0.5分（最多扣2分）"
)


def kind_of(row: Row) -> str | None:
    """What follows from the method; the cell need not be filled in."""
    match row.get("method"):
        case "bands" | "linear" | "step" | "ratio":
            return "quantitative"
        case "checklist" | "levels":
            return "graded"
        case "deduct_from_points":
            return "deduction"
    return None


def _aimed(read: Callable[[str, str], dict[str, str]]) -> Callable[[str, Row, Around], dict[str, Any]]:
    """A rule with a target, which may name a data item."""

    def reading(said: str, row: Row, around: Around) -> dict[str, Any]:
        found = read(said, str(row.get("points", "")))
        return found | {"target": read_formula(found["target"], around.items)}

    return reading


def _faults(said: str, row: Row, around: Around) -> dict[str, Any]:
    found = lists.read_faults(said, f"{row.get('name', '')}存在问题")
    return {"items": [{"code": default_code(row, n), **one} for n, one in enumerate(found, 1)]}


def default_code(row: Row, n: int) -> str:
    return f"{row.get('code', '')}.{n}"


def _written_faults(row: Row) -> str:
    return on_lines(
        lists.write_fault(one, None if one.get("code") == default_code(row, n) else one.get("code"))
        for n, one in enumerate(row.get("items") or [], 1)
    )


def points_of(row: Row) -> str:
    return str(row.get("points", ""))


READ: dict[str, Callable[[str, Row, Around], dict[str, Any]]] = {
    "bands": lambda said, row, around: {"bands": bands.read_bands(said, points_of(row))},
    "linear": lambda said, row, around: figures.read_linear(said, points_of(row)),
    "step": _aimed(figures.read_step),
    "ratio": _aimed(figures.read_ratio),
    "checklist": lambda said, row, around: lists.read_checklist(said, points_of(row)),
    "levels": lambda said, row, around: {"levels": lists.read_levels(said, points_of(row))},
    "deduct_from_points": _faults,
}
WRITE: dict[str, Callable[[Row], str]] = {
    "bands": lambda row: bands.write_bands(row["bands"]),
    "linear": figures.write_linear,
    "step": figures.write_step,
    "ratio": figures.write_ratio,
    "checklist": lists.write_checklist,
    "levels": lambda row: lists.write_levels(row["levels"]),
    "deduct_from_points": _written_faults,
}


def read_rule(said: str, row: Row, around: Around) -> dict[str, Any]:
    if row.get("method") not in READ:
        raise CellError("先选好“计分方法”，系统才知道怎么读这一格")
    return READ[str(row["method"])](said, row, around)


def write_rule(row: Row) -> str:
    return WRITE[str(row["method"])](row)


def rule_column() -> Column:
    return Column("计分规则", KEYS, read_rule, write_rule, HINT, required=True, width=46)


def in_words(row: Row) -> str:
    """The rule as one sentence, for who reads it; where the scheme's own words are not given."""
    return write_rule(row).replace("\n", "") if row.get("method") in WRITE and _is_whole(row) else ""


def _is_whole(row: Row) -> bool:
    """Was the rule's cell understood?"""
    return any(key in row for key in ("bands", "full_at", "target", "items", "levels"))


def wording_column() -> Column:
    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        words = said or in_words(row)
        return {"rule": words} if words else {}

    def write(row: Row) -> str:
        said = str(row.get("rule") or "")
        return "" if said == in_words(row) else said

    hint = "办法里的原文，村里和评委看到的就是它。不填就用“计分规则”的写法"
    return Column("评分细则", ("rule",), read, write, hint, width=40)


def penalty_items() -> Column:
    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        return {"items": [_penalty(one) for one in lists.read_faults(said)]}

    def write(row: Row) -> str:
        return on_lines(lists.write_fault(one) for one in row.get("items") or [])

    return Column(
        "扣分情形", ("items",), read, write, "市级通报，每次扣1分；省级通报，每次扣2分", required=True, width=36
    )


def _penalty(one: dict[str, str | None]) -> dict[str, str | None]:
    if one["max"] is not None:
        raise CellError(f"“{one['words']}”：倒扣只能按整项设上限，请把上限写到“上限”一列")
    return {key: one[key] for key in ("words", "per", "minus")}


def bonus_levels() -> Column:
    def read(said: str, row: Row, around: Around) -> dict[str, Any]:
        return {"levels": lists.read_bonus_levels(said)}

    def write(row: Row) -> str:
        levels: Sequence[Row] = row.get("levels") or []
        return lists.write_bonus_levels(levels)

    return Column("各档加分", ("levels",), read, write, "国家级：2分；省级：1分", required=True, width=36)
