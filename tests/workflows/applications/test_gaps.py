"""The gap card says what the county's engine computes, for every shape of rule."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import (
    BANDS,
    CHECKLIST,
    DEDUCT,
    LEVELS,
    OBJECTS,
    indicator,
    model_spec,
    scored,
    spec_of,
)
from workflows.applications.gaps import next_step
from workflows.standards.answers import Answers
from workflows.standards.scoring import score

LINEAR = {**BANDS, "bands": None, "method": "linear", "full_at": 60, "zero_at": 20}
STEP = {**BANDS, "bands": None, "method": "step", "target": 95, "per": 2, "minus": 0.5}
LOWER = {**STEP, "target": 5, "better": "lower"}
RATIO = {**BANDS, "bands": None, "method": "ratio", "target": 15}
OPEN_EDGE = {**BANDS, "bands": [{"gt": 90, "score": 10}, {"gte": 60, "score": 6}]}
DOWNWARD = {**BANDS, "bands": [{"lte": 1, "score": 10}, {"lte": 3, "score": 5}]}
MIDDLE = {**BANDS, "bands": [{"gte": 40, "lte": 60, "score": 10}, {"gte": 20, "lt": 40, "score": 4}]}


def step_from(rule: dict, value):
    spec = spec_of(indicator(**rule))
    return spec, next_step(spec, spec.indicators[0], scored(spec, values={"I-1": value}), {}, {})


@pytest.mark.parametrize(
    ("rule", "value", "words"),
    [
        (BANDS, "88", "再提高2个百分点，可得10分"),
        (OPEN_EDGE, "90", "再提高0.01个百分点，可得10分"),
        (DOWNWARD, "2.4", "再降低1.4个百分点，可得10分"),
        (MIDDLE, "70", "再降低10个百分点，可得10分"),
        (LINEAR, "40", "再提高20个百分点，可得10分"),
        (STEP, "90", "再提高5个百分点，可得10分"),
        (LOWER, "7", "再降低2个百分点，可得10分"),
        (RATIO, "12", "再提高3个百分点，可得10分"),
    ],
)
def test_it_names_the_way_to_the_next_step(rule, value, words):
    assert str(step_from(rule, value)[1]) == words


@pytest.mark.parametrize("rule", [BANDS, OPEN_EDGE, DOWNWARD, MIDDLE, LINEAR, STEP, LOWER, RATIO])
@pytest.mark.parametrize("value", ["0.5", "1", "3.3", "14.99", "20", "39.99", "59.99", "61", "88", "95"])
def test_whoever_goes_that_way_gets_that_score(rule, value):
    spec, step = step_from(rule, value)
    if step is None:
        return

    there = scored(spec, values={"I-1": Decimal(value) + step.by})

    assert there.score == step.score > scored(spec, values={"I-1": value}).score


def test_at_full_points_there_is_nothing_to_gain():
    assert step_from(BANDS, "95")[1] is None


def test_one_more_tick_and_the_next_level_and_one_fault_less():
    ticks = spec_of(indicator(**CHECKLIST))
    levels = spec_of(indicator(**LEVELS))
    faults = spec_of(indicator(**DEDUCT))
    code = faults.indicators[0].how.items[0].code

    two = scored(ticks, checks={"I-1": [1]})
    lowest = levels.indicators[0].how.levels[-1].level
    poor = scored(levels, levels={"I-1": lowest})
    dirty = scored(faults, findings={"I-1": {code: 2}})

    assert str(next_step(ticks, ticks.indicators[0], two, {}, {"checked": [1]})).startswith("再符合1项，可得")
    assert str(next_step(levels, levels.indicators[0], poor, {}, {"level": lowest})).startswith("评为“")
    assert "改好“" in str(next_step(faults, faults.indicators[0], dirty, {}, {"findings": {code: 2}}))


@pytest.mark.parametrize("name", OBJECTS)
def test_no_promise_of_the_real_standards_is_broken(name):
    """Every example of the three standards: who moves by what the card says earns what the card says."""
    spec, kept = model_spec(name), 0
    for one, example in ((each, example) for each in spec.indicators for example in each.examples):
        row = row_of(spec, one.code, example.value)
        step = next_step(spec, one, row, {}, {})
        if step is not None:
            assert row_of(spec, one.code, example.value + step.by).score == step.score
            kept += 1

    assert kept > 20


def row_of(spec, code: str, value: Decimal):
    result = score(spec, Answers(values={code: value}))
    return next(row for row in result.indicators if row.code == code)
