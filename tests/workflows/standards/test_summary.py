"""Dimensions, base, total: pro-rating, what is missing, sums of rounded figures."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import (
    BANDS,
    DEDUCT,
    LEVELS,
    full_answers,
    indicator,
    model_spec,
    spec_of,
    summary,
)

VILLAGE = model_spec("village")
TWO = [{"code": "D", "name": "甲", "points": 20}, {"code": "E", "name": "乙", "points": 10}]
ROWS = (indicator("I-1", **LEVELS), indicator("I-2", **LEVELS), indicator("I-3", **{**LEVELS, "dimension": "E"}))


def two_dimensions(**answers: object):
    return summary(spec_of(*ROWS, dimensions=TWO, full_score=30), **answers)


def test_dimension_is_pro_rated_over_what_applies():
    result = two_dimensions(levels={"I-1": "优", "I-3": "优"}, not_applicable=["I-2"])

    first = result.dimensions[0]
    assert (first.score, first.got, first.judged, first.points) == (20, 10, 10, 20)
    assert first.explanation == "I-2不适用：10÷10×20"
    assert (result.base, result.total) == (30, 30)


def test_pro_rating_of_the_model_village():
    answers = full_answers(VILLAGE, not_applicable=["V-JC-08"])
    answers["values"]["V-JC-02"] = "94"  # 2.1 of 3

    dimension = summary(VILLAGE, **answers).dimensions[1]

    assert dimension.got == Decimal("15.6")
    assert dimension.score == Decimal("17.02")  # 15.6 ÷ 16.5 × 18 = 17.018…


def test_dimension_that_does_not_apply_at_all_is_taken_out_of_the_whole():
    result = two_dimensions(levels={"I-1": "优", "I-2": "差"}, not_applicable=["I-3"])

    assert (result.dimensions[1].score, result.dimensions[1].applies) == (None, False)
    assert result.base == 15
    assert "乙不计，基础分按10÷20×30折算" in result.remarks


def test_nothing_applies():
    result = two_dimensions(not_applicable=["I-1", "I-2", "I-3"])

    assert (result.base, result.total) == (None, None)


def test_what_depends_on_a_missing_score_says_so():
    result = two_dimensions(levels={"I-1": "优", "I-3": "优"})

    assert [one.score for one in result.dimensions] == [None, 10]
    assert result.dimensions[0].got == 10
    assert result.dimensions[0].explanation == "缺I-2的得分，暂不能算出"
    assert (result.base, result.total, result.missing) == (None, None, ("I-2",))
    assert result.remarks == ("I-2指标I-2：缺“评定等次”，未计分", "基础分和总分暂不能算出：甲还有指标没有得分")


def test_sums_are_of_rounded_figures():
    thirds = {"points": 1, "method": "linear", "formula": "a", "inputs": ["a"], "full_at": 3, "zero_at": 0}
    rows = [indicator(f"I-{n}", **thirds) for n in range(3)]

    result = summary(spec_of(*rows), data={"a": 1})

    assert result.base == Decimal("0.99")


def test_full_score_need_not_be_a_hundred():
    rows = [indicator("I-1", **{**BANDS, "points": 1000, "bands": [{"gte": 60, "score": 1000}]})]

    assert summary(spec_of(*rows), values={"I-1": 60}).total == 1000


def test_total_never_falls_below_zero():
    penalties = [{"code": "P", "name": "通报", "items": [{"words": "通报", "minus": 8}]}]
    spec = spec_of(indicator(**DEDUCT), penalties=penalties)

    result = summary(spec, findings={"I-1": {"I-1.1": 6}}, penalties={"P": {"通报": 1}})

    assert (result.base, result.penalty, result.total) == (1, 8, 0)
    assert "总分扣完为止，按0分计" in result.remarks


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"satisfaction": 91.234}, Decimal("91.23")),
        ({"data": {"sat_ok": 45, "sat_valid": 50}}, 90),
        ({"satisfaction": 80, "data": {"sat_ok": 45, "sat_valid": 50}}, 80),
        ({}, None),
    ],
)
def test_satisfaction_is_stated_or_taken_from_its_indicator(given, expected):
    assert summary(VILLAGE, **given).satisfaction == expected


def test_json_is_as_agreed():
    result = two_dimensions(levels={"I-1": "优", "I-2": "优", "I-3": "差"})

    assert result.to_json() == {
        "dimensions": {"D": {"score": "20.00", "points": "20"}, "E": {"score": "0.00", "points": "10"}},
        "base": "20.00",
        "bonus": "0.00",
        "penalty": "0.00",
        "total": "20.00",
        "eligible": {},
        "vetoed": False,
        "veto": [],
        "grades": {},
        "missing": [],
        "remarks": [],
    }
