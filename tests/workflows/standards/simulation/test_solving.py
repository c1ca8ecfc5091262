"""From a value back to the figure that gives it."""

from decimal import Decimal

import pytest

from workflows.standards.formula import Formula
from workflows.standards.simulation.solving import solve


@pytest.mark.parametrize(
    ("formula", "item", "value", "expected"),
    [
        ("a", "a", "12", "12"),
        ("a / b * 100", "a", "85", "170"),
        ("a / b * 100", "b", "50", "20"),
        ("a - b", "a", "-3", "197"),
        ("(a - b) / b * 100", "b", "25", "8"),
        ("a * a", "a", "9", None),
        ("b", "a", "9", None),
    ],
)
def test_the_figure_that_gives_the_value(formula, item, value, expected):
    data = {"a": Decimal(10), "b": Decimal(200)}

    found = solve(Formula.read(formula), item, Decimal(value), data)

    assert found == (None if expected is None else Decimal(expected))


def test_nothing_is_solved_where_a_figure_is_missing():
    assert solve(Formula.read("a / b"), "a", Decimal(1), {}) is None
