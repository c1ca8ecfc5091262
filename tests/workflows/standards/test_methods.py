"""One rule a method."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import BANDS, CHECKLIST, DEDUCT, LEVELS, indicator, scored, spec_of

LINEAR = {**BANDS, "bands": None, "method": "linear", "full_at": 60, "zero_at": 20}
STEP = {**BANDS, "bands": None, "method": "step", "target": 95, "per": 2, "minus": 0.5}
RATIO = {**BANDS, "bands": None, "method": "ratio", "target": 15}


def by_value(changes: dict, value: object) -> Decimal:
    return scored(spec_of(indicator(**changes)), values={"I-1": value}).score


@pytest.mark.parametrize(
    ("bands", "value", "expected"),
    [
        ([{"gt": 90, "score": 10}, {"gte": 60, "score": 6}], 90, 6),
        ([{"gt": 90, "score": 10}, {"gte": 60, "score": 6}], 90.01, 10),
        ([{"lte": 1, "score": 10}, {"lte": 3, "score": 5}], 1, 10),
        ([{"lte": 1, "score": 10}, {"lte": 3, "score": 5}], 1.01, 5),
        ([{"lt": 1, "score": 10}], 1, 0),
        ([{"gte": 40, "lte": 60, "score": 10}, {"gte": 20, "lt": 40, "score": 4}], 40, 10),
        ([{"gte": 40, "lte": 60, "score": 10}, {"gte": 20, "lt": 40, "score": 4}], 39.99, 4),
        ([{"gte": 40, "lte": 60, "score": 10}], 60.01, 0),
    ],
)
def test_bands_of_every_shape(bands, value, expected):
    assert by_value({**BANDS, "bands": bands}, value) == expected


@pytest.mark.parametrize(("value", "expected"), [(89.994, 6), (89.995, 10), ("89.9949999999", 6)])
def test_value_is_rounded_half_up_before_it_meets_a_band(value, expected):
    assert by_value(BANDS, value) == expected


@pytest.mark.parametrize(
    ("full_at", "zero_at", "value", "expected"),
    [(60, 20, 40, "5"), (60, 20, 27, "1.75"), (60, 20, 99, "10"), (1, 5, 2, "7.5"), (1, 5, 0, "10"), (1, 5, 6, "0")],
)
def test_line_runs_up_or_down(full_at, zero_at, value, expected):
    assert by_value({**LINEAR, "full_at": full_at, "zero_at": zero_at}, value) == Decimal(expected)


def test_score_is_rounded_half_up():
    assert by_value({**LINEAR, "full_at": 80, "zero_at": 0}, "0.02") == 0
    assert by_value({**LINEAR, "full_at": 80, "zero_at": 0}, "0.04") == Decimal("0.01")


@pytest.mark.parametrize(("value", "expected"), [(95, 10), (94.99, 9.5), (93, 9.5), (92.99, 9), (0, 0), (200, 10)])
def test_begun_step_counts_as_one(value, expected):
    assert by_value(STEP, value) == Decimal(str(expected))


@pytest.mark.parametrize(("value", "expected"), [(5, 10), (5.01, 9.5), (7, 9.5), (9, 9), (0, 10)])
def test_step_may_run_the_other_way(value, expected):
    assert by_value({**STEP, "target": 5, "better": "lower"}, value) == Decimal(str(expected))


@pytest.mark.parametrize(
    ("value", "expected"), [(95, 8), (97.99, 8), (98, 8.2), (101, 8.4), (200, 10), (94, 7.5), (90, 6.5)]
)
def test_complete_steps_beyond_the_target_add_up_to_the_points(value, expected):
    over = {**STEP, "base": 8, "over_target_plus": 0.2, "over_target_per": 3}

    assert by_value(over, value) == Decimal(str(expected))


@pytest.mark.parametrize(("value", "expected"), [(15, "10"), (7.5, "5"), (99, "10"), (0, "0"), (-3, "0"), (1, "0.67")])
def test_ratio_to_the_target(value, expected):
    assert by_value(RATIO, value) == Decimal(expected)


@pytest.mark.parametrize("method", [{**STEP, "target": "c"}, {**RATIO, "target": "c * 2"}])
def test_target_may_be_the_applicants_own(method):
    spec = spec_of(indicator(**method))

    assert scored(spec, values={"I-1": 95}, data={"c": 95}).score >= 5
    assert scored(spec, values={"I-1": 0}, data={"c": 95}).score == 0
    missing = scored(spec, values={"I-1": 95})
    assert (missing.score, missing.missing, missing.value) == (None, ("数据c",), 95)


def test_target_given_with_the_object_goes_before_the_standards():
    spec = spec_of(indicator(**STEP))

    assert scored(spec, values={"I-1": 80}, object={"targets": {"I-1": 80}}).score == 10
    assert scored(spec, values={"I-1": 80}).score == 6


def test_ratio_to_a_target_of_zero_follows_the_zero_denominator():
    result = scored(spec_of(indicator(**{**RATIO, "target": "c"})), values={"I-1": 5}, data={"c": 0})

    assert not result.applicable


@pytest.mark.parametrize(("met", "expected"), [([1, 2, 3], 10), ([1, 3], 5), ([2], 0), ([], 0), ([1, 1], 0)])
def test_checklist_counts_what_is_met(met, expected):
    assert scored(spec_of(indicator(**CHECKLIST)), checks={"I-1": met}).score == expected


def test_checklist_may_score_item_by_item():
    items = [
        {"no": 1, "words": "甲", "score": 0.5},
        {"no": 2, "words": "乙", "score": 9},
        {"no": 3, "words": "丙", "score": 3},
    ]
    spec = spec_of(indicator(**{**CHECKLIST, "scale": None, "items": items}))

    assert scored(spec, checks={"I-1": [1, 3]}).score == Decimal("3.5")
    assert scored(spec, checks={"I-1": [1, 2, 3]}).score == 10


def test_levels():
    spec = spec_of(indicator(**LEVELS))

    assert scored(spec, levels={"I-1": "优"}).score == 10
    assert scored(spec, levels={"I-1": "差"}).score == 0


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ({}, "10"),
        ({"I-1.1": 1}, "8.5"),
        ({"乱堆乱放": 2}, "7"),
        ({"I-1.2": 5}, "7"),
        ({"I-1.1": 2, "私搭乱建": 1}, "5"),
        ({"I-1.1": 100}, "0"),
        ({"I-1.1": 0}, "10"),
    ],
)
def test_findings_take_points_off_until_none_are_left(findings, expected):
    assert scored(spec_of(indicator(**DEDUCT)), findings={"I-1": findings}).score == Decimal(expected)
