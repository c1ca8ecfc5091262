"""Bonus, penalties, veto, basic conditions."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import full_answers, indicator, model_spec, spec_of, summary

VILLAGE = model_spec("village")
LEVELS = [{"words": "国家级", "score": 2}, {"words": "省级", "score": 1.2}, {"words": "市级", "score": 0.6}]


def of_village(**changes: object):
    return summary(VILLAGE, **full_answers(VILLAGE, **changes))


@pytest.mark.parametrize(
    ("pick", "levels", "expected"),
    [
        ("highest", ["省级", "市级"], "1.2"),
        ("sum", ["省级", "市级"], "1.8"),
        ("sum", ["国家级", "省级", "市级"], "3"),
        ("highest", [], "0"),
    ],
)
def test_bonus_picks_and_is_capped(pick, levels, expected):
    spec = spec_of(bonus=[{"code": "B", "name": "荣誉", "max": 3, "pick": pick, "levels": LEVELS}])

    assert summary(spec, bonus={"B": levels}).bonus == Decimal(expected)


def test_bonuses_together_are_capped():
    bonus = {"V-JF-01": ["国家级(全国乡村治理示范村、中国美丽休闲乡村等)"], "V-JF-02": ["中央或国家部委"]}
    bonus |= {"V-JF-03": ["与2个以上示范村连片"], "V-JF-04": ["10人以上"]}

    result = of_village(bonus=bonus)

    assert (result.bonus, result.total) == (5, 105)
    assert "加分合计5.5分，按上限5分计" in result.remarks


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"市级通报": 1}, 1),
        ({"市级通报": 1, "省级以上通报": 1}, 3),
        ({"省级以上通报": 2}, 3),
        ({"市级通报": 0}, 0),
        ({}, 0),
    ],
)
def test_penalty_is_counted_and_capped(counts, expected):
    assert of_village(penalties={"V-KF-01": counts}).penalty == expected


def test_penalties_together_are_capped():
    counts = {"V-KF-01": {"省级以上通报": 2}, "V-KF-02": {"一般错误": 9}, "V-KF-03": {"逾期": 4}}
    spec = spec_of(
        indicator(),
        penalty_cap=2,
        penalties=[{"code": code, "name": code, "items": [{"words": "错", "minus": 1.5}]} for code in "PQ"],
    )

    assert of_village(penalties=counts).penalty == 5
    assert summary(spec, penalties={"P": {"错": 1}, "Q": {"错": 1}}).penalty == 2


def test_bonus_and_penalty_are_explained():
    result = of_village(bonus={"V-JF-01": ["省级", "市级"]}, penalties={"V-KF-01": {"省级以上通报": 2}})

    assert [one.explanation for one in result.bonuses] == ["省级1.2分"]
    assert [one.explanation for one in result.penalties] == ["省级以上通报2次扣4分，按上限3分计"]
    assert result.total == Decimal("98.2")


def test_veto_keeps_the_score_and_takes_the_grades():
    result = of_village(veto=["V-FJ-10", "V-FJ-01", "V-FJ-01"])

    assert (result.vetoed, result.veto) == (True, ("V-FJ-01", "V-FJ-10"))
    assert result.total == 100
    assert not any(grade.reached for grade in result.grades)
    assert result.grades[0].reasons[0] == "触发一票否决：V-FJ-01村干部严重违纪违法"


@pytest.mark.parametrize(("on", "vetoed"), [("2023-04-30", True), ("2023-04-29", False), ("2026-05-20", True)])
def test_veto_looks_back_only_so_far(on, vetoed):
    result = of_village(veto=[{"code": "V-FJ-01", "on": on}], object={"deadline": "2026-04-30"})

    assert result.vetoed is vetoed
    assert ("V-FJ-01：2023-04-29的情形超出追溯期（近3年），不计" in result.remarks) is not vetoed


def test_veto_with_a_date_but_no_deadline_counts():
    assert of_village(veto=[{"code": "V-FJ-01", "on": "1999-01-01"}]).vetoed


@pytest.mark.parametrize(
    ("data", "key_support", "expected"),
    [
        ({"pc_income": 100, "pc_income_county": 100}, False, True),
        ({"pc_income": 95, "pc_income_county": 100}, False, False),
        ({"pc_income": 95, "pc_income_county": 100}, True, True),
        ({"pc_income": 94.9, "pc_income_county": 100}, True, False),
        ({"pc_income": 100}, True, None),
    ],
)
def test_condition_is_computed(data, key_support, expected):
    result = summary(VILLAGE, data=data, object={"is_key_support": key_support})

    assert result.eligible["V-TJ-04"] is expected


def test_condition_without_an_expression_waits_for_a_person():
    assert of_village().eligible["V-TJ-02"] is None
    assert of_village(object={"eligible": {"V-TJ-02": True}}).eligible["V-TJ-02"] is True


def test_condition_of_another_level_is_not_asked():
    checked = {"eligible": {"V-TJ-06": False}}

    assert of_village(object=checked).eligible["V-TJ-06"] is None
    assert of_village(object=checked, level="province").eligible["V-TJ-06"] is False
    assert of_village(object=checked, level="province_recommend").eligible["V-TJ-06"] is False


def test_zero_denominator_leaves_a_condition_open():
    result = summary(model_spec("township"), data={"villages_demo": 1, "villages": 0})

    assert result.eligible["T-TJ-02"] is None
    assert result.requirements[1].explanation.endswith("分母为零，不能判定")
