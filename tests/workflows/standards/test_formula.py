"""The formula language: what it says, what it refuses and where."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.standards.formula import Condition, Formula, FormulaError, NegativeDenominator, ZeroDenominator

DATA = {"a": Decimal(6), "b": Decimal(4), "zero": Decimal(0), "yes": Decimal(1), "no": Decimal(0)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "6"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("10 - 3 - 2", "5"),
        ("a / b * 100", "150"),
        ("-a + 10", "4"),
        ("2 * -3", "-6"),
        ("a × b ÷ 3 − 1", "7"),
        ("（a＋b）*2", "20"),
        ("0.1 + 0.2", "0.3"),
    ],
)
def test_formula_computes_exactly(text, expected):
    assert Formula.read(text).evaluate(DATA) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a > b", True),
        ("a ≥ 6 and b ≤ 4", True),
        ("a == 6 and not b != 4", True),
        ("not yes or no", False),
        ("yes", True),
        ("a < b or (yes and a * 2 == 12)", True),
        ("a / 3 * 3 >= 6", True),
        ("1 / 3 * 30 >= 10", True),
    ],
)
def test_condition_decides(text, expected):
    assert Condition.read(text).evaluate(DATA) is expected


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("a +", 3),
        ("a + * b", 4),
        ("a b", 2),
        ("(a", 0),
        ("a)", 1),
        ("a = b", 2),
        ("a $ b", 2),
        ("1..2", 0),
        ("1e5", 0),
        ("a / 0", 2),
        ("(a > 1) + 2", 8),
        ("a.real", 1),
        ("f(a)", 1),
        ("a ** b", 3),
        ("'x'", 0),
        ("__import__('os')", 11),
        ("a if b else c", 2),
        ("a[0]", 1),
    ],
)
def test_bad_formula_is_refused_at_its_place(text, position):
    with pytest.raises(FormulaError) as refusal:
        Formula.read(text)

    assert refusal.value.position == position
    assert f"第{position + 1}个字符" in str(refusal.value)


@pytest.mark.parametrize("text", ["a > b", "a > 1 and b > 1", "not a"])
def test_condition_is_no_amount(text):
    with pytest.raises(FormulaError, match="要的是一个数"):
        Formula.read(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a + b", "要的是一个条件"),
        ("3", "要的是一个条件"),
        ("a < b < c", "比较不能连着写"),
        ("not 3", "是/否"),
        ("a + 1 and b", "是/否"),
    ],
)
def test_amount_is_no_condition(text, words):
    with pytest.raises(FormulaError, match=words):
        Condition.read(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(" * 40 + "a" + ")" * 40, "套得太深"),
        ("-" * 40 + "a", "套得太深"),
        ("a" * 501, "太长"),
        ("+".join("a" * 110), "太复杂"),
        ("9" * 16, "数字写得不对"),
    ],
)
def test_formula_is_bounded(text, words):
    with pytest.raises(FormulaError, match=words):
        Formula.read(text)


def test_missing_item_is_not_zero():
    formula = Formula.read("a + c * d")

    assert formula.evaluate(DATA) is None
    assert formula.missing(DATA) == ("c", "d")


@pytest.mark.parametrize("text", ["a / zero", "c / zero", "(a + 1) / (b - 4) * 100", "a / (1 - 1)"])
def test_zero_denominator_is_signalled_even_when_the_numerator_is_missing(text):
    with pytest.raises(ZeroDenominator):
        Formula.read(text).evaluate(DATA)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c > 1", None),
        ("no and c > 1", False),
        ("c > 1 and no", False),
        ("yes and c > 1", None),
        ("yes or c > 1", True),
        ("no or c > 1", None),
        ("not c", None),
        ("a / zero > 1", None),
        ("a / zero > 1 or yes", True),
    ],
)
def test_condition_knows_three_answers(text, expected):
    assert Condition.read(text).evaluate(DATA) is expected


def test_formula_is_said_in_words():
    words = {"a": "甲", "b": "乙"}.get

    assert Formula.read("a / (b + 2) * 100").wording(words) == "甲÷（乙＋2）×100"
    assert Formula.read("a - (b - 1) - 2").wording(words) == "甲－（乙－1）－2"
    assert Formula.read("-(a + b)").wording(words) == "－（甲＋乙）"
    assert Condition.read("a >= 0.95 * b and (a == 1 or not b)").wording(words) == "甲≥0.95×乙且（甲＝1或者不是乙）"


def test_formulas_with_the_same_text_are_equal():
    assert Formula.read("a / b") == Formula.read("a / b")
    assert Formula.read("a / b").names == ("a", "b")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text):
    place = None
    try:
        Formula.read(text)
    except FormulaError as refusal:
        place = refusal.position

    assert place is None or 0 <= place <= len(text)


@given(
    st.lists(
        st.sampled_from(["a", "b", "zero", "2", "+", "-", "*", "/", "(", ")", "<", "and", "or", "not"]), max_size=25
    )
)
def test_any_tokens_compute_or_are_refused(parts):
    try:
        value = Formula.read(" ".join(parts)).evaluate(DATA)
    except (FormulaError, ZeroDenominator, NegativeDenominator):
        return
    assert isinstance(value, Decimal)


def test_a_negative_denominator_is_no_value():
    with pytest.raises(NegativeDenominator):
        Formula.read("a / -a").evaluate(DATA)
