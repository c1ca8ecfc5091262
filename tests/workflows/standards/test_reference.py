"""The core against the rules written a second time, on standards and answers that nobody thought of."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.standards import reference
from tests.workflows.standards.builders import OBJECTS, model_spec, path_of
from tests.workflows.standards.strategies import CASES
from workflows.standards.answers import Answers
from workflows.standards.reading import read_spec
from workflows.standards.scoring import score
from workflows.standards.source import read_text, read_yaml


def said(result) -> dict:
    """What the core says, in the reference's words."""
    summary = result.summary
    return {
        "indicators": {row.code: (amount(row.value), outcome(row)) for row in result.indicators},
        "dimensions": {one.code: of_dimension(one) for one in summary.dimensions},
        "base": amount(summary.base),
        "bonus": amount(summary.bonus),
        "penalty": amount(summary.penalty),
        "total": amount(summary.total),
        "eligible": summary.eligible,
        "veto": list(summary.veto),
        "grades": {one.level: one.reached for one in summary.grades},
    }


def amount(value) -> Fraction | None:
    return None if value is None else Fraction(value)


def outcome(row):
    if not row.applicable:
        return reference.NOT_APPLICABLE
    return reference.OPEN if row.score is None else Fraction(row.score)


def of_dimension(one):
    if not one.applies:
        return reference.NOT_APPLICABLE
    return reference.OPEN if one.score is None else Fraction(one.score)


def without_special_values(expected: dict, got: dict) -> dict:
    """Which value is shown beside a special case is no part of the rule."""
    rows = {
        code: (got["indicators"][code][0] if value == "any" else value, score)
        for code, (value, score) in expected["indicators"].items()
    }
    return {**expected, "indicators": rows}


@settings(max_examples=400)
@given(CASES)
def test_the_core_agrees_with_the_rules_written_a_second_time(case):
    standard, raw = case

    got = said(score(read_spec(standard), Answers.from_json(raw)))

    assert got == without_special_values(reference.whole(standard, raw), got)


def test_reference_passes_the_examples_of_the_model_standards():
    """Else the two could share a mistake: the standards' own examples judge the judge."""
    wrong, count = [], 0
    for name in OBJECTS:
        for row in read_yaml(read_text(path_of(name)))["indicators"]:
            for example in row.get("examples", []):
                count += 1
                got = reference.indicator(row, {"values": {row["code"]: example["value"]}}, {})[1]
                if got != Fraction(str(example["score"])):
                    wrong.append((row["code"], example, got))

    assert (wrong, count) == ([], 465)


def test_model_standards_read_alike():
    for name in OBJECTS:
        raw = read_yaml(read_text(path_of(name)))
        assert [row["code"] for row in raw["indicators"]] == [one.code for one in model_spec(name).indicators]


@given(CASES)
def test_any_scheme_stays_within_its_points_and_below_its_cap(case):
    standard, raw = case
    spec = read_spec(standard)

    result = score(spec, Answers.from_json(raw))

    for row in result.indicators:
        assert row.score is None or 0 <= row.score <= row.points
    total = result.summary.total
    assert total is None or 0 <= total <= spec.full_score + spec.bonus_cap


@given(CASES)
def test_order_of_a_scheme_and_of_its_answers_does_not_matter(case):
    standard, raw = case

    turned = score(read_spec(backwards(standard)), Answers.from_json(backwards(raw)))
    straight = score(read_spec(standard), Answers.from_json(raw))

    assert said(turned) == {**said(straight), "veto": list(turned.summary.veto)}
    assert sorted(turned.summary.veto) == sorted(straight.summary.veto)


def backwards(raw: object) -> object:
    if isinstance(raw, dict):
        return {key: backwards(value) for key, value in reversed(raw.items())}
    # Special cases go by the order of the file.
    in_order = isinstance(raw, list) and raw and isinstance(raw[0], dict) and "when" in raw[0]
    return list(reversed([backwards(one) for one in raw])) if isinstance(raw, list) and not in_order else raw


@given(CASES, st.integers(-100, 4000), st.integers(0, 4000))
def test_better_is_never_worse_by_line_by_step_and_by_ratio(case, eighths, more):
    standard, raw = case
    low, high = Decimal(eighths) / 8, Decimal(eighths + more) / 8

    for row in standard["indicators"]:
        if row["method"] in ("linear", "step", "ratio"):
            less = Decimal(row.get("full_at", 0)) < Decimal(row.get("zero_at", 0)) or row.get("better") == "lower"
            worse, better = (high, low) if less else (low, high)
            assert not scored_less(standard, raw, row["code"], worse=worse, better=better)


def scored_less(standard: dict, raw: dict, code: str, *, worse: Decimal, better: Decimal) -> bool:
    spec = read_spec(standard)
    given_worse, given_better = (
        score(spec, Answers.from_json({**raw, "values": {code: str(value)}})).scores.get(code)
        for value in (worse, better)
    )
    return given_worse is not None and given_better is not None and given_better < given_worse
