"""The small language in which a standard says how a value is made: names, numbers, + - × ÷, comparison, and/or/not.

Nothing is handed to Python: text → tokens → tree → closures. Length, depth and numbers are bounded.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from workflows.standards.formula.evaluation import (
    Amount,
    Data,
    NegativeDenominator,
    Truth,
    ZeroDenominator,
    amount,
    truth,
)
from workflows.standards.formula.parser import parse
from workflows.standards.formula.tokens import FormulaError
from workflows.standards.formula.tree import TRUTHS, Name, Node, divides, flags, names
from workflows.standards.formula.wording import wording

__all__ = ["Condition", "Formula", "FormulaError", "NegativeDenominator", "ZeroDenominator", "flags"]


@dataclass(frozen=True, slots=True)
class Formula:
    """An amount: `toilet_ok / toilet_due * 100`. Two formulas with the same text are equal."""

    text: str
    tree: Node = field(repr=False, compare=False)
    names: tuple[str, ...] = field(repr=False, compare=False)
    evaluate: Amount = field(repr=False, compare=False)

    @classmethod
    def read(cls, text: str) -> "Formula":
        tree = parse(text)
        if isinstance(tree, TRUTHS):
            raise FormulaError("这里要的是一个数，不是一个条件", text, 0)
        return cls(text, tree, names(tree), amount(tree))

    def missing(self, data: Data) -> tuple[str, ...]:
        return tuple(name for name in self.names if data.get(name) is None)

    def wording(self, word: Callable[[str], str]) -> str:
        return wording(self.tree, word)

    @property
    def divides(self) -> bool:
        return divides(self.tree)


@dataclass(frozen=True, slots=True)
class Condition:
    """A yes or no: `hh_moved > 0`, `water_fail_open`."""

    text: str
    tree: Node = field(repr=False, compare=False)
    names: tuple[str, ...] = field(repr=False, compare=False)
    evaluate: Truth = field(repr=False, compare=False)

    @classmethod
    def read(cls, text: str) -> "Condition":
        tree = parse(text)
        if not isinstance(tree, (*TRUTHS, Name)):
            raise FormulaError("这里要的是一个条件（比较，或“是/否”数据项）", text, 0)
        return cls(text, tree, names(tree), truth(tree))

    def missing(self, data: Data) -> tuple[str, ...]:
        return tuple(name for name in self.names if data.get(name) is None)

    def wording(self, word: Callable[[str], str]) -> str:
        return wording(self.tree, word)
