"""Does it apply, is it a special case, is something missing — and the sentence that says so."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import (
    BANDS,
    CHECKLIST,
    DEDUCT,
    LEVELS,
    full_answers,
    indicator,
    model_spec,
    scored,
    spec_of,
)
from workflows.standards.answers import Answers, AnswersError
from workflows.standards.explaining import how_computed
from workflows.standards.scoring import score

VILLAGE = model_spec("village")


def one(code: str, **answers: object):
    result = score(VILLAGE, Answers.from_json(answers))
    return next(row for row in result.indicators if row.code == code)


def test_value_is_computed_from_data():
    result = scored(spec_of(), data={"a": 2, "b": 3})

    assert (result.value, result.score) == (Decimal("66.67"), 6)


def test_missing_item_is_not_zero():
    result = scored(spec_of(), data={"b": 3})

    assert (result.value, result.score, result.missing) == (None, None, ("数据a",))
    assert result.explanation == "缺“数据a”，未计分"


@pytest.mark.parametrize(
    ("how", "words"), [(CHECKLIST, "逐项核对结果"), (LEVELS, "评定等次"), (DEDUCT, "核查扣分情况")]
)
def test_what_nobody_looked_at_is_missing(how, words):
    result = scored(spec_of(indicator(**how)))

    assert (result.score, result.missing) == (None, (words,))


@pytest.mark.parametrize(
    ("rule", "score_", "applicable"),
    [("na", None, False), ("full", 10, True), ("zero", 0, True), ("special", None, True), (None, None, True)],
)
def test_zero_denominator_as_the_standard_says(rule, score_, applicable):
    spec = spec_of(indicator(**{**BANDS, "zero_denominator": rule}))

    for data in ({"a": 5, "b": 0}, {"b": 0}):
        result = scored(spec, data=data)
        assert (result.score, result.applicable) == (score_, applicable)


def test_zero_denominator_without_a_rule_asks_a_person():
    result = scored(spec_of(indicator(**{**BANDS, "zero_denominator": None})), data={"a": 1, "b": 0})

    assert (result.missing, result.explanation) == (("计分规定",), "分母为零，标准没有规定怎么计分，请人工核定")


@pytest.mark.parametrize(
    ("data", "score_"),
    [
        ({"coll_income": 5, "coll_income_prev": 0}, 2),
        ({"coll_income": 0, "coll_income_prev": 0}, 0),
        ({"coll_income": 23, "coll_income_prev": 20}, 2),
        ({"coll_income": 21, "coll_income_prev": 20}, Decimal("0.67")),
        ({"coll_income": 20, "coll_income_prev": 20}, 0),
        ({"coll_income_prev": 0}, None),
        ({"coll_income": 5}, None),
        ({"coll_income": -1, "coll_income_prev": 0}, None),
    ],
)
def test_growth_from_nothing_is_a_special_case(data, score_):
    assert one("V-CY-03", data=data).score == score_


def test_failed_water_test_goes_before_the_rate():
    data = {"pop_tapwater": 96, "pop_res": 100}

    bad = one("V-JC-03", data={**data, "water_fail_open": True})
    assert (bad.value, bad.score) == (96, 0)
    assert bad.explanation == "特殊情形（近一年水质检测不合格且未整改），不得分"
    assert one("V-JC-03", data={**data, "water_fail_open": False}).score == 3


def test_special_case_that_meets_a_missing_item_leaves_the_score_open():
    result = one("V-JC-03", data={"pop_tapwater": 96, "pop_res": 100})

    assert (result.score, result.missing) == (None, ("近一年水质检测不合格且未整改",))


def test_value_given_by_hand_vouches_for_data_that_are_not_there():
    assert one("V-JC-03", values={"V-JC-03": 96}).score == 3
    assert one("V-JC-08", values={"V-JC-08": 100}).score == Decimal("1.5")


def test_value_given_by_hand_does_not_outweigh_data_that_are_there():
    assert one("V-JC-03", values={"V-JC-03": 96}, data={"water_fail_open": 1}).score == 0
    assert not one("V-JC-08", values={"V-JC-08": 100}, data={"hh_moved": 0}).applicable


def test_condition_decides_whether_an_indicator_applies():
    assert not one("V-JC-08", data={"hh_moved": 0}).applicable
    assert one("V-JC-08", data={"hh_moved": 10, "hh_moved_emp": 10}).score == Decimal("1.5")
    unknown = one("V-JC-08")
    assert (unknown.applicable, unknown.score, unknown.missing) == (True, None, ("集中安置搬迁户数",))


def test_indicator_may_be_ruled_out_by_hand():
    result = one("V-RJ-02", not_applicable=["V-RJ-02"], findings={"V-RJ-02": {}})

    assert (result.applicable, result.score) == (False, None)
    assert result.explanation == "经核定不适用，所在维度按其余指标折算"


def test_value_too_large_is_refused_with_its_indicator():
    spec = spec_of(indicator(**{**BANDS, "formula": "a * b", "inputs": ["a", "b"]}))

    with pytest.raises(AnswersError, match="指标 I-1：算出的值太大"):
        scored(spec, data={"a": 10**14, "b": 10**14})


def test_division_does_not_fall_short_by_its_last_digit():
    spec = spec_of(indicator(**{**BANDS, "formula": "a / b * 270"}))

    assert scored(spec, data={"a": 1, "b": 3}).value == 90


@pytest.mark.parametrize(
    ("code", "answers", "sentence"),
    [
        ("V-CY-01", {"values": {"V-CY-01": 68}}, "68%：达到60%，得3.2分；再提高2个百分点可得4分"),
        ("V-CY-01", {"values": {"V-CY-01": 70}}, "70%：达到70%，得4分"),
        ("V-CY-02", {"values": {"V-CY-02": 4.5}}, "4.5万元：未达到最低一档，不得分；再提高0.5万元可得1分"),
        ("V-CY-03", {"values": {"V-CY-03": 7.5}}, "7.5%：7.5÷15×2，得1分；差7.5个百分点到目标15%"),
        ("V-CY-05", {"values": {"V-CY-05": 40}}, "40%：在20%与60%之间按直线折算，得1.5分"),
        ("V-CY-05", {"values": {"V-CY-05": 60}}, "60%：达到满分线60%，得3分"),
        ("V-CY-05", {"values": {"V-CY-05": 20}}, "20%：未越过起分线20%，不得分"),
        ("V-CY-06", {"values": {"V-CY-06": 92}}, "92%：比目标95%低3个百分点，按3档扣0.6分，得1.4分"),
        ("V-CY-06", {"values": {"V-CY-06": 95}}, "95%：达到目标95%，得2分"),
        ("V-CY-06", {"values": {"V-CY-06": 0}}, "0%：比目标95%低95个百分点，按95档扣19分、扣完为止，不得分"),
        (
            "V-CY-07",
            {"checks": {"V-CY-07": [1, 2, 3]}},
            "5项中符合3项，得1分；未符合：（4）资产确权、移交、登记台账完整；（5）收益分配经民主决策并公开",
        ),
        ("V-CY-08", {"levels": {"V-CY-08": "良"}}, "评为“良”（有一项新业态稳定运营一年以上），得1.4分"),
        ("V-JC-04", {"findings": {"V-JC-04": {}}}, "未发现扣分问题，得2分"),
        (
            "V-JC-04",
            {"findings": {"V-JC-04": {"V-JC-04.2": 3}}},
            "新建自建房未落实安全管理3户扣1分；得1分",
        ),
        ("V-JC-08", {"data": {"hh_moved": 0}}, "条件“集中安置搬迁户数＞0”不成立，不适用，所在维度按其余指标折算"),
        ("V-JC-02", {"data": {"groups_ge30": 0}}, "分母为零，按满分计"),
    ],
)
def test_every_score_has_its_sentence(code, answers, sentence):
    assert one(code, **answers).explanation == sentence


def test_the_less_the_better_says_so():
    result = score(model_spec("township"), Answers.from_json({"values": {"T-CY-07": 1.5}}))

    sentence = next(row.explanation for row in result.indicators if row.code == "T-CY-07")
    assert sentence == "1.5%：不高于2%，得1分；再降低0.5个百分点可得1.5分"


def test_computation_is_shown_in_words_and_figures():
    indicator_ = VILLAGE.indicator_by_code["V-RJ-01"]

    shown = how_computed(VILLAGE, indicator_, {"toilet_ok": Decimal(190)})
    assert shown == "卫生户厕农户数÷应建户厕农户数×100 ＝ 190÷缺×100"


@pytest.mark.parametrize("name", ["village", "township", "county"])
def test_best_answers_earn_every_point(name):
    spec = model_spec(name)

    result = score(spec, Answers.from_json(full_answers(spec)))

    assert {row.code: row.score for row in result.indicators} == {row.code: row.points for row in spec.indicators}
    assert result.summary.total == 100
