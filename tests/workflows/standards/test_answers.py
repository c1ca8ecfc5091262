"""Answers as JSON: read strictly, given back the same."""

from datetime import date
from decimal import Decimal

import pytest

from tests.workflows.standards.builders import full_answers, model_spec
from workflows.standards.answers import Answers, AnswersError, VetoEvent
from workflows.standards.fitting import check

WHOLE = {
    "level": "county",
    "object": {"is_key_support": True, "code": "610524100200", "targets": {"V-CY-06": 90}, "deadline": "2026-04-30"},
    "data": {"hh": 300, "green_rate": "31.5", "water_fail_open": False},
    "values": {"V-CY-01": Decimal("69.99")},
    "checks": {"V-CY-07": [1, 3]},
    "levels": {"V-CY-08": "良"},
    "findings": {"V-JC-04": {"V-JC-04.1": 2}},
    "bonus": {"V-JF-01": ["省级"]},
    "penalties": {"V-KF-01": {"市级通报": 1}},
    "veto": ["V-FJ-01", {"code": "V-FJ-02", "on": "2025-03-01"}],
    "satisfaction": 91,
    "not_applicable": ["V-JC-08"],
}


def test_answers_are_read_whole():
    answers = Answers.from_json(WHOLE)

    assert answers.data == {"hh": Decimal(300), "green_rate": Decimal("31.5"), "water_fail_open": Decimal(0)}
    assert answers.checks == {"V-CY-07": frozenset({1, 3})}
    assert answers.veto == (VetoEvent("V-FJ-01"), VetoEvent("V-FJ-02", date(2025, 3, 1)))
    assert answers.facts == {"is_key_support": Decimal(1)}
    assert answers.targets == {"V-CY-06": Decimal(90)}
    assert answers.deadline == date(2026, 4, 30)
    check(model_spec("village"), answers)


def test_answers_come_back_the_same():
    answers = Answers.from_json(WHOLE)

    assert Answers.from_json(answers.to_json()).to_json() == answers.to_json()
    assert answers.to_json()["values"] == {"V-CY-01": "69.99"}


@pytest.mark.parametrize(("said", "amount"), [(True, 1), ("是", 1), (1, 1), (False, 0), ("否", 0)])
def test_yes_and_no_are_one_and_zero(said, amount):
    assert Answers.from_json({"data": {"water_fail_open": said}}).data == {"water_fail_open": amount}


def test_null_is_the_same_as_absent():
    assert Answers.from_json({"data": {"hh": None}, "satisfaction": None}) == Answers()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ([], "应当是一个 {"),
        ({"date": {}}, "不认识的字段：date"),
        ({"data": []}, "data：应当是"),
        ({"data": {"hh": "三百"}}, "data.hh：应当是数字，现在是“三百”"),
        ({"data": {"hh": "1e5"}}, "data.hh：应当是数字"),
        ({"data": {"hh": 10**15}}, "data.hh：数字太大"),
        ({"data": {"hh": float("nan")}}, "data.hh：应当是数字"),
        ({"values": {"V-CY-01": True}}, "values.V-CY-01：应当是数字"),
        ({"checks": {"V-CY-07": 3}}, "checks.V-CY-07：应当是一列"),
        ({"checks": {"V-CY-07": [1.5]}}, "checks.V-CY-07：应当是0、1、2这样的个数"),
        ({"levels": {"V-CY-08": 1}}, "levels.V-CY-08：应当是文字"),
        ({"findings": {"V-JC-04": {"V-JC-04.1": -1}}}, "findings.V-JC-04.V-JC-04.1：应当是0、1、2"),
        ({"findings": {"V-JC-04": [1]}}, "findings.V-JC-04：应当是"),
        ({"bonus": {"V-JF-01": "省级"}}, "bonus.V-JF-01：应当是一列"),
        ({"veto": "V-FJ-01"}, "veto：应当是一列"),
        ({"veto": [{"code": "V-FJ-01", "on": "3月1日"}]}, r"veto\[0\]：应当是“2025-10-31”这样的日期"),
        ({"veto": [{"code": "V-FJ-01", "day": "2025-03-01"}]}, r"veto\[0\]：应当是编号，或"),
        ({"satisfaction": "高"}, "satisfaction：应当是数字"),
        ({"object": "侯家崾村"}, "object：应当是一个"),
        ({"object": {"targets": {"V-CY-06": "高"}}}, "object.targets.V-CY-06：应当是数字"),
        ({"object": {"eligible": {"V-TJ-01": 1}}}, "object.eligible.V-TJ-01：应当是 true 或 false"),
        ({"object": {"deadline": "四月"}}, "object.deadline：应当是"),
        ({"not_applicable": "V-JC-08"}, "not_applicable：应当是一列"),
    ],
)
def test_bad_answers_are_refused_with_their_place(raw, words):
    with pytest.raises(AnswersError, match=words):
        Answers.from_json(raw)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"data": {"hhh": 1}}, "data.hhh：标准里没有这个数据项"),
        ({"values": {"V-CY-99": 1}}, "values.V-CY-99：标准里没有这个按数值计分的指标"),
        ({"values": {"V-CY-07": 1}}, "values.V-CY-07：标准里没有这个按数值计分的指标"),
        ({"checks": {"V-CY-01": [1]}}, "checks.V-CY-01：标准里没有这个逐项核对的指标"),
        ({"checks": {"V-CY-07": [6]}}, "checks.V-CY-07：没有第6项"),
        ({"levels": {"V-CY-08": "好"}}, "levels.V-CY-08：没有“好”这一等，只有优、良、中、差"),
        ({"findings": {"V-JC-04": {"漏雨": 1}}}, "findings.V-JC-04.漏雨：标准里没有这个扣分项"),
        (
            {"findings": {"V-JC-04": {"V-JC-04.1": 1, "住人房屋鉴定为C、D级未改造": 1}}},
            "V-JC-04.1写了两次",
        ),
        ({"bonus": {"V-JF-09": []}}, "bonus.V-JF-09：标准里没有这个加分项"),
        ({"bonus": {"V-JF-01": ["世界级"]}}, "bonus.V-JF-01.世界级：标准里没有这个加分档"),
        ({"penalties": {"V-KF-01": {"镇级通报": 1}}}, "penalties.V-KF-01.镇级通报：标准里没有这个倒扣内容"),
        ({"veto": ["V-FJ-99"]}, "veto.V-FJ-99：标准里没有这个否决情形"),
        ({"not_applicable": ["V-XX-01"]}, "not_applicable.V-XX-01：标准里没有这个指标"),
        ({"object": {"targets": {"V-CY-01": 1}}}, "object.targets.V-CY-01：标准里没有这个有目标值的指标"),
        ({"object": {"eligible": {"V-TJ-99": True}}}, "object.eligible.V-TJ-99：标准里没有这个基本条件"),
        ({"satisfaction": 101}, "满意度应当在0到100之间，现在是101"),
    ],
)
def test_answers_to_another_standard_are_refused(raw, words):
    with pytest.raises(AnswersError, match=words):
        check(model_spec("village"), Answers.from_json(raw))


def test_best_answers_of_the_builders_fit():
    for name in ("village", "township", "county"):
        check(model_spec(name), Answers.from_json(full_answers(model_spec(name))))
