"""Turns a tree into one function of the data, made once and called for every application.

A missing item gives None, never zero. `and`/`or` know three answers: false-and-unknown is false, true-or-unknown is
true, everything else unknown stays unknown.
"""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal

from workflows.standards.decimals import settled
from workflows.standards.formula.tree import Both, Comparison, Either, Minus, Name, Node, Not, Number, Sum

Data = Mapping[str, Decimal | None]
Amount = Callable[[Data], Decimal | None]
Truth = Callable[[Data], bool | None]
Combine = Callable[[Decimal, Decimal], Decimal]
Compare = Callable[[Decimal, Decimal], bool]

COMPARE: dict[str, Compare] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
COMBINE: dict[str, Combine] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


class ZeroDenominator(ArithmeticError):
    """The denominator is zero: the standard says what that means, not the formula."""


class NegativeDenominator(ArithmeticError):
    """A ratio to less than nothing means nothing: minus five of minus five households is not all of them."""


def amount(node: Node) -> Amount:
    match node:
        case Number(value):
            return lambda data: value
        case Name(code):
            return lambda data: data.get(code)
        case Minus(operand):
            return _minus(amount(operand))
        case Sum("/", left, right):
            return _quotient(amount(left), amount(right))
        case Sum(sign, left, right):
            return _combined(COMBINE[sign], amount(left), amount(right))
    raise TypeError(node)


def truth(node: Node) -> Truth:
    match node:
        case Name(code):
            return _flag(code)
        case Not(operand):
            return _not(truth(operand))
        case Both(left, right):
            return _decided_by(False, truth(left), truth(right))
        case Either(left, right):
            return _decided_by(True, truth(left), truth(right))
        case Comparison(sign, left, right):
            return _compared(COMPARE[sign], amount(left), amount(right))
    raise TypeError(node)


def _minus(operand: Amount) -> Amount:
    def evaluate(data: Data) -> Decimal | None:
        value = operand(data)
        return None if value is None else -value

    return evaluate


def _quotient(left: Amount, right: Amount) -> Amount:
    def evaluate(data: Data) -> Decimal | None:
        denominator = right(data)
        if denominator is not None and denominator <= 0:
            raise NegativeDenominator if denominator else ZeroDenominator
        numerator = left(data)
        return None if numerator is None or denominator is None else numerator / denominator

    return evaluate


def _combined(combine: Combine, left: Amount, right: Amount) -> Amount:
    def evaluate(data: Data) -> Decimal | None:
        first, second = left(data), right(data)
        return None if first is None or second is None else combine(first, second)

    return evaluate


def _flag(code: str) -> Truth:
    def evaluate(data: Data) -> bool | None:
        value = data.get(code)
        return None if value is None else bool(value)

    return evaluate


def _not(operand: Truth) -> Truth:
    def evaluate(data: Data) -> bool | None:
        answer = operand(data)
        return None if answer is None else not answer

    return evaluate


def _decided_by(decisive: bool, left: Truth, right: Truth) -> Truth:
    """`and` is decided by one false, `or` by one true."""

    def evaluate(data: Data) -> bool | None:
        first, second = left(data), right(data)
        if first is decisive or second is decisive:
            return decisive
        return None if first is None or second is None else not decisive

    return evaluate


def _compared(compare: Compare, left: Amount, right: Amount) -> Truth:
    def evaluate(data: Data) -> bool | None:
        try:
            first, second = left(data), right(data)
        except (ZeroDenominator, NegativeDenominator):
            return None
        return None if first is None or second is None else compare(settled(first), settled(second))

    return evaluate
