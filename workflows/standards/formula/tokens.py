"""Cuts a formula into tokens; every token knows where it stands."""

import re
from dataclasses import dataclass

LONGEST = 500
MOST_TOKENS = 200

# How people type the same sign.
SAME = {"×": "*", "÷": "/", "−": "-", "－": "-", "＋": "+", "（": "(", "）": ")", "≥": ">=", "≤": "<=", "≠": "!="}
SAME |= {"＞": ">", "＜": "<"}

WORDS = ("and", "or", "not")

_TOKEN = re.compile(
    r"(?P<number>\d{1,15}(?:\.\d{1,10})?(?![\w.]))"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>>=|<=|==|!=|[-+*/()<>×÷−－＋（）≥≤≠＞＜])"
)


class FormulaError(ValueError):
    """What is wrong with a formula, and at which character."""

    def __init__(self, words: str, text: str, position: int):
        self.words, self.text, self.position = words, text, position
        shown = f"{text[:position]}【{text[position : position + 1] or '末尾'}】{text[position + 1 :]}"
        super().__init__(f"公式第{position + 1}个字符处：{words}（{shown[:120]}）")


@dataclass(frozen=True, slots=True)
class Token:
    kind: str  # number, name, sign, word, end
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    if len(text) > LONGEST:
        raise FormulaError(f"公式太长，最多{LONGEST}个字符", text, LONGEST)
    found, position = [], 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _TOKEN.match(text, position)
        if not match:
            raise FormulaError(_complaint(text, position), text, position)
        found.append(_token(match))
        position = match.end()
    if len(found) > MOST_TOKENS:
        raise FormulaError("公式太复杂，请拆成几个指标", text, found[MOST_TOKENS].position)
    return [*found, Token("end", "", len(text))]


def _token(match: re.Match) -> Token:
    kind, text = match.lastgroup or "", match.group()
    if kind == "sign":
        text = SAME.get(text, text)
    if kind == "name" and text in WORDS:
        kind = "word"
    return Token(kind, text, match.start())


def _complaint(text: str, position: int) -> str:
    if text[position] == "=":
        return "比较相等请写两个等号=="
    if text[position].isdigit():
        return "数字写得不对"
    return "不认识的符号"
