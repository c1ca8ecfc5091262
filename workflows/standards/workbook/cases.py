"""Special cases and examples in a cell: “水质不合格且未整改：0分”, “95→10；94.99→8”."""

import re
from collections.abc import Mapping, Sequence

from workflows.standards.workbook.cells import NUMERAL, CellError, halved, joined, numeral, on_lines, pieces, score
from workflows.standards.workbook.formulas import read_formula

SPECIAL = "请写成“水质不合格 == 1：0分”，冒号前面是条件，后面是得分"
EXAMPLE = "请写成“95得10分；94.99得8分”"


def read_special(text: str, words: Mapping[str, str], points: str = "") -> list[dict[str, str]]:
    found = []
    for piece in pieces(text):
        when, colon, said = re.sub("[:：]", "：", piece).rpartition("：")
        if not colon:
            raise CellError(f"看不懂“{piece}”，{SPECIAL}")
        found.append({"when": read_formula(when, words), "score": score(said, points)})
    return found


def write_special(rows: Sequence[Mapping[str, str]]) -> str:
    return on_lines(f"{row['when']}：{row['score']}分" for row in rows)


def read_examples(text: str) -> list[dict[str, str]]:
    found = []
    for piece in re.split(r"[;,、\n]+", halved(text).replace(" ", "")):
        if not piece:
            continue
        match = re.fullmatch(rf"({NUMERAL})[^\d→:=得不]*(?:[→:=]得?|->|得)?({NUMERAL}|不得)分?", piece)
        if not match or (match[2] != "不得" and not re.search(r"[→:=得>]", piece)):
            raise CellError(f"看不懂“{piece}”，{EXAMPLE}")
        found.append({"value": numeral(match[1]), "score": "0" if match[2] == "不得" else numeral(match[2])})
    return found


def write_examples(rows: Sequence[Mapping[str, str]]) -> str:
    return joined(f"{row['value']}得{row['score']}分" for row in rows)
