"""Grades: on the total, on every dimension, on satisfaction; a veto or an unmet condition stands in the way."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import full_answers, model_spec, summary

VILLAGE = model_spec("village")


def grades(**changes: object) -> dict[str, tuple[str, ...]]:
    """Level → what stands in the way."""
    return {grade.level: grade.reasons for grade in summary(VILLAGE, **full_answers(VILLAGE, **changes)).grades}


def worse(**values: object) -> dict:
    return full_answers(VILLAGE)["values"] | {code.replace("_", "-"): value for code, value in values.items()}


def test_best_answers_reach_every_grade():
    assert grades() == {"county": (), "province_recommend": ()}


def test_total_between_two_grades():
    values = worse(V_CY_02=0, V_RJ_01=0, V_ZL_06=0)  # 11.5 points off

    assert grades(values=values) == {"county": (), "province_recommend": ("总分88.5分，差1.5分到90分",)}


def test_one_weak_dimension_is_enough():
    values = worse(V_MF_04=0, V_MF_06=0)
    weak = {"V-MF-01": [], "V-MF-02": [1, 2, 3, 4, 5]}
    checks = full_answers(VILLAGE)["checks"] | weak

    assert grades(values=values, checks=checks) == {
        "county": ("民风习俗得分率50%，未到60%",),
        "province_recommend": ("民风习俗得分率50%，未到75%",),
    }


@pytest.mark.parametrize(("satisfaction", "reached"), [(90, 2), (89.99, 1), (85, 1), (84.99, 0), (0, 0)])
def test_satisfaction_counts_too(satisfaction, reached):
    assert sum(not reasons for reasons in grades(satisfaction=satisfaction).values()) == reached


def test_satisfaction_nobody_stated():
    values = {code: value for code, value in worse().items() if code != "V-MF-06"}

    reasons = grades(satisfaction=None, values=values, not_applicable=["V-MF-06"])

    assert set(reasons.values()) == {("没有群众满意度",)}


def test_grade_is_not_reached_while_the_total_is_open():
    findings = full_answers(VILLAGE)["findings"]
    del findings["V-RJ-10"]

    assert set(grades(findings=findings).values()) == {("总分暂不能算出",)}


@pytest.mark.parametrize(("met", "reached"), [(True, True), (None, True), (False, False)])
def test_only_an_unmet_condition_stands_in_the_way(met, reached):
    reasons = grades(object={"eligible": {"V-TJ-01": met}})

    assert (not reasons["county"]) is reached


def test_computed_condition_stands_in_the_way():
    reasons = grades(data={"coll_income": Decimal("9.99")})

    assert reasons["county"] == ("不符合基本条件：V-TJ-03村集体年经营性收入不低于10万元",)
