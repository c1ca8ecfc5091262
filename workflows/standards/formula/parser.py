"""Reads tokens into a tree by binding strength (Pratt). What the language lacks cannot be said in it."""

from decimal import Decimal

from workflows.standards.formula.tokens import FormulaError, Token, tokens
from workflows.standards.formula.tree import TRUTHS, Both, Comparison, Either, Minus, Name, Node, Not, Number, Sum

DEEPEST = 30

STRENGTH = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6} | dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), 4)
NOT_STRENGTH = 3
MINUS_STRENGTH = 7


def parse(text: str) -> Node:
    return Parser(text).whole()


class Parser:
    def __init__(self, text: str):
        self.text = text
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        tree = self.expression(0)
        if self.next.kind != "end":
            raise self.error("这里多出了内容")
        return tree

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.next
        self.at += 1
        return token

    def error(self, words: str, token: Token | None = None) -> FormulaError:
        return FormulaError(words, self.text, (token or self.next).position)

    def expression(self, strength: int) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error("括号套得太深")
        left = self.start()
        while STRENGTH.get(self.next.text, 0) > strength:
            left = self.join(left, self.take())
        self.depth -= 1
        return left

    def start(self) -> Node:
        token = self.take()
        match token.kind, token.text:
            case "number", text:
                return Number(Decimal(text))
            case "name", text:
                return Name(text)
            case "sign", "(":
                return self.bracket(token)
            case "sign", "-":
                return Minus(self.amount(self.expression(MINUS_STRENGTH), token))
            case "word", "not":
                return Not(self.truth(self.expression(NOT_STRENGTH), token))
        raise self.error("这里应当是数字、数据项或括号", token)

    def bracket(self, opening: Token) -> Node:
        inner = self.expression(0)
        if self.next.text != ")":
            raise self.error("括号没有合上", opening if self.next.kind == "end" else None)
        self.take()
        return inner

    def join(self, left: Node, sign: Token) -> Node:
        right = self.expression(STRENGTH[sign.text])
        match sign.text:
            case "and":
                return Both(self.truth(left, sign), self.truth(right, sign))
            case "or":
                return Either(self.truth(left, sign), self.truth(right, sign))
            case "+" | "-" | "*" | "/":
                return self.sum(left, sign, right)
        if STRENGTH.get(self.next.text) == STRENGTH["=="]:
            raise self.error("比较不能连着写，请用 and 连接两个比较")
        return Comparison(sign.text, self.amount(left, sign), self.amount(right, sign))

    def sum(self, left: Node, sign: Token, right: Node) -> Node:
        if sign.text == "/" and isinstance(right, Number) and not right.value:
            raise self.error("除数不能是零", sign)
        return Sum(sign.text, self.amount(left, sign), self.amount(right, sign))

    def amount(self, node: Node, sign: Token) -> Node:
        if isinstance(node, TRUTHS):
            raise self.error("比较的结果不能再参加计算", sign)
        return node

    def truth(self, node: Node, sign: Token) -> Node:
        if not isinstance(node, (*TRUTHS, Name)):
            raise self.error("and、or、not 连接的应当是比较或“是/否”数据项", sign)
        return node
