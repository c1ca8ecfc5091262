"""What a formula is made of, once read."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    code: str


@dataclass(frozen=True, slots=True)
class Minus:
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Not:
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Sum:
    """Also difference, product, quotient: two numbers make a number."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Comparison:
    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Both:
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Either:
    left: "Node"
    right: "Node"


Node = Number | Name | Minus | Not | Sum | Comparison | Both | Either
TRUTHS = (Comparison, Both, Either, Not)


def names(node: Node) -> tuple[str, ...]:
    """The data items a formula asks for, in the order of the text, each once."""
    return tuple(dict.fromkeys(_names(node)))


def _names(node: Node) -> Iterator[str]:
    match node:
        case Name(code):
            yield code
        case Minus(operand) | Not(operand):
            yield from _names(operand)
        case Sum(_, left, right) | Comparison(_, left, right) | Both(left, right) | Either(left, right):
            yield from _names(left)
            yield from _names(right)


def flags(node: Node) -> tuple[str, ...]:
    """The names a condition asks for a yes or no: `water_fail_open`, and not the `a` of `a > 3`."""
    match node:
        case Name(code):
            return (code,)
        case Not(operand):
            return flags(operand)
        case Both(left, right) | Either(left, right):
            return (*flags(left), *flags(right))
    return ()


def divides(node: Node) -> bool:
    """Can a denominator be zero? (A constant one cannot: the parser refuses a zero.)"""
    match node:
        case Sum("/", left, right):
            return not isinstance(right, Number) or divides(left)
        case Minus(operand) | Not(operand):
            return divides(operand)
        case Sum(_, left, right) | Comparison(_, left, right) | Both(left, right) | Either(left, right):
            return divides(left) or divides(right)
    return False
