"""The core against the rules written a second time, on standards and answers that nobody thought of."""

from fractions import Fraction

from hypothesis import given, settings

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
