"""Says a formula in the words of the standard, for explanations and papers."""

from collections.abc import Callable

from workflows.standards.decimals import plain
from workflows.standards.formula.tree import TRUTHS, Both, Comparison, Either, Minus, Name, Node, Not, Number, Sum

Word = Callable[[str], str]

SIGNS = {"*": "×", "/": "÷", "-": "－", "+": "＋", ">=": "≥", "<=": "≤", "!=": "≠", "==": "＝", "<": "＜", ">": "＞"}
STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


def wording(node: Node, word: Word) -> str:
    match node:
        case Number(value):
            return plain(value)
        case Name(code):
            return word(code)
        case Minus(operand):
            return f"－{_closed(operand, word)}"
        case Not(operand):
            return f"不是{_closed(operand, word)}"
        case Both(left, right):
            return f"{_joined(left, word)}且{_joined(right, word)}"
        case Either(left, right):
            return f"{wording(left, word)}或者{wording(right, word)}"
        case Comparison(sign, left, right):
            return f"{wording(left, word)}{SIGNS[sign]}{wording(right, word)}"
        case Sum(sign, left, right):
            return f"{_term(left, sign, word, loose=True)}{SIGNS[sign]}{_term(right, sign, word, loose=False)}"
    raise TypeError(node)


def _closed(node: Node, word: Word) -> str:
    words = wording(node, word)
    return f"（{words}）" if isinstance(node, (Sum, Minus, *TRUTHS)) else words


def _joined(node: Node, word: Word) -> str:
    words = wording(node, word)
    return f"（{words}）" if isinstance(node, Either) else words


def _term(node: Node, sign: str, word: Word, *, loose: bool) -> str:
    """Brackets where the tree needs them: a ÷ (b ＋ c), a － (b － c)."""
    words = wording(node, word)
    if isinstance(node, Minus):
        return f"（{words}）"
    if not isinstance(node, Sum):
        return words
    inner, outer = STRENGTH[node.sign], STRENGTH[sign]
    return words if inner > outer or (loose and inner == outer) else f"（{words}）"
