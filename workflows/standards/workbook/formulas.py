"""Formulas as a clerk writes them: names of data items instead of their codes, 且 and 或 instead of and, or."""

import re
from collections.abc import Mapping

from workflows.standards.formula import FormulaError
from workflows.standards.formula.parser import parse
from workflows.standards.formula.tree import names
from workflows.standards.workbook.cells import CellError, halved

WORDS = {"并且": "and", "且": "and", "或者": "or", "或": "or", "不是": "not"}
QUOTES = str.maketrans(dict.fromkeys("【】“”《》[]", " "))
MARK = re.compile("\0(\\d+)\0")


def read_formula(text: str, items: Mapping[str, str]) -> str:
    """The formula over codes. `items`: name of a data item → its code. A formula over codes stays as it is."""
    said = text.strip()
    if said.isascii() or _parses(said, items):
        return said
    codes = list(dict.fromkeys(items.values()))
    by_words = {_plain(name): codes.index(code) for name, code in items.items()} | {c: n for n, c in enumerate(codes)}
    names = "|".join(re.escape(words) for words in sorted(by_words, key=len, reverse=True) if words)
    marked = re.sub(names, lambda match: f"\0{by_words[match[0]]}\0", _plain(said)) if names else _plain(said)
    marked = re.sub("|".join(WORDS), lambda match: f" {WORDS[match[0]]} ", marked)
    marked = re.sub(r"(?<![<>=!])=(?!=)", "==", marked)
    if left := re.search(r"[^\W\d]*[^\x00-\x7f×÷≥≤≠][^\W\d]*", marked):
        raise CellError(
            f"“{text}”里的“{left[0]}”不是数据项。请写“数据项”表里的名称或编号；表里还没有的，先在那张表里加一行"
        )
    spaced = re.sub(r"([-+*/×÷<>=!≥≤≠]+)", r" \1 ", marked)
    return re.sub(r" +", " ", MARK.sub(lambda match: f" {codes[int(match[1])]} ", spaced)).strip()


def _plain(text: str) -> str:
    """Without quotation marks and spaces, except between words of the language itself."""
    said = re.sub(r"\b(and|or|not)\b", r"\1 ", halved(text).translate(QUOTES))
    return re.sub(r"(?<!and)(?<!or)(?<!not) +(?!(?:and|or|not)\b)", "", said)


def _parses(text: str, items: Mapping[str, str]) -> bool:
    return set(names_in(text)) <= set(items.values()) and bool(names_in(text))


def names_in(text: str) -> list[str]:
    """The names a formula uses, in its order; none where it cannot be read (that is complained of elsewhere)."""
    try:
        return list(names(parse(text)))
    except FormulaError:
        return []
