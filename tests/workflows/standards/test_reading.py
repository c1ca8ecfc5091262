"""From a mapping to a Spec: everything is read, every bad place is named."""

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
    path_of,
    spec_of,
    standard,
)
from workflows.standards.methods import Band, Bands
from workflows.standards.reading import ReadingError, read_spec
from workflows.standards.source import canonical, read_text, read_yaml


@pytest.mark.parametrize(
    ("name", "indicators", "items", "bonus", "penalties", "veto"),
    [("village", 43, 42, 6, 3, 11), ("township", 40, 51, 5, 3, 10), ("county", 40, 52, 5, 2, 8)],
)
def test_model_standards_are_read_whole(name, indicators, items, bonus, penalties, veto):
    spec = model_spec(name)

    assert [len(part) for part in (spec.indicators, spec.data_items, spec.bonus, spec.penalties, spec.veto)] == [
        indicators, items, bonus, penalties, veto,
    ]  # fmt: skip
    assert sum(one.points for one in spec.indicators) == spec.full_score == 100


@pytest.mark.parametrize("name", OBJECTS)
def test_stored_form_reads_as_the_file(name):
    raw = read_yaml(read_text(path_of(name)))

    assert read_spec(canonical(raw)) == read_spec(raw)


def test_bands_are_kept_best_first_whatever_their_order():
    rows = [{"gte": 60, "score": 6}, {"gte": 90, "score": 10}]

    spec = spec_of(indicator(**{**BANDS, "bands": rows}))

    assert spec.indicators[0].how == Bands((Band(Decimal(10), gte=Decimal(90)), Band(Decimal(6), gte=Decimal(60))))


BAD_INDICATORS = [
    ({"points": 0}, "“points”应当大于0"),
    ({"points": "十"}, "“points”应当是数字，现在是“十”"),
    ({"name": None}, "缺少“name”"),
    ({"method": "guess"}, "“method”只能是bands"),
    ({"kind": "good"}, "“kind”只能是"),
    ({"formula": None}, "要有“formula”"),
    ({"formula": "a +"}, "“formula”的公式第4个字符处"),
    ({"formula": "a > b"}, "要的是一个数"),
    ({"applicable_if": "a + b"}, "“applicable_if”的公式第1个字符处"),
    ({"zero_denominator": "skip"}, "“zero_denominator”只能是"),
    ({"special": [{"when": "c", "score": 11}]}, "第1个特殊情形：得分11超过了分值10"),
    ({"bands": []}, "“bands”一行也没有"),
    ({"bands": [{"gte": 9, "score": 11}]}, "第1个档：得分11超过了分值10"),
    ({"bands": [{"score": 1}]}, "没有写界限"),
    ({"bands": [{"gte": 1, "gt": 2, "score": 1}]}, "同一侧写了两个界限"),
    ({"bands": "90"}, "“bands”应当是一列"),
    ({"formulla": "a"}, "不认识的字段：formulla"),
    ({"coop": 5}, "“coop”应当是一列文字"),
    ({"method": "linear", "full_at": 1, "zero_at": 1}, "不能相等"),
    ({"method": "ratio", "target": 0}, "“target”应当大于0"),
    ({"method": "step", "target": 1, "per": 0, "minus": 1}, "“per”应当大于0"),
    ({"method": "step", "target": "a +", "per": 1, "minus": 1}, "“target”的公式"),
]


@pytest.mark.parametrize(("changes", "words"), BAD_INDICATORS)
def test_bad_indicator_is_named(changes, words):
    with pytest.raises(ReadingError) as refusal:
        read_spec(standard() | {"indicators": [indicator(**{**BANDS, **changes})]})

    assert refusal.value.complaints[0].startswith("指标 I-1")
    assert words in refusal.value.complaints[0]


@pytest.mark.parametrize(
    ("base", "changes", "words"),
    [
        (CHECKLIST, {"scale": None}, "要么写“scale”"),
        (CHECKLIST, {"scale": {"3": 11}}, "应当在0和分值之间"),
        (CHECKLIST, {"scale": {"三": 10}}, "“scale”应当是数字"),
        (CHECKLIST, {"items": [{"no": 1, "words": "甲"}, {"no": 1, "words": "乙"}]}, "编号重复"),
        (CHECKLIST, {"formula": "a"}, "其他指标不要"),
        (LEVELS, {"levels": [{"level": "优", "score": 1}, {"level": "优", "score": 0}]}, "编号重复"),
        (DEDUCT, {"items": [{"code": "x", "words": "甲", "minus": 0}]}, "“minus”应当大于0"),
    ],
)
def test_bad_table_is_named(base, changes, words):
    with pytest.raises(ReadingError, match=words):
        spec_of(indicator(**{**base, **changes}))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"version": "一"}, "标准：“version”应当是数字"),
        ({"object": "city"}, "“object”只能是village、township、county"),
        ({"na_rule": "drop"}, "“na_rule”只能是"),
        ({"rounding": {"mode": "UP"}}, "标准 rounding：“mode”只能是"),
        ({"rounding": {"value_decimals": 20}}, "小数位最多10位"),
        ({"dimensions": []}, "“dimensions”一行也没有"),
        ({"data_items": [{"code": "a", "name": "甲"}, {"code": "a", "name": "乙"}]}, "数据项 a：编号重复"),
        ({"grades": [{"level": "x", "name": "y"}]}, "第1个等次：缺少“total_gte”"),
        (
            {"eligibility": [{"code": "E", "words": "w", "check": "auto", "expr": "a >"}]},
            "基本条件 E：“expr”的公式第4个字符处",
        ),
        ({"bonus": [{"code": "B", "name": "n", "max": 1, "levels": []}]}, "加分项 B：“levels”一行也没有"),
        ({"bonus": [{"code": "B", "name": "n", "max": 1, "pick": "any", "levels": []}]}, "加分项 B"),
        ({"penalties": [{"code": "P", "name": "n", "scope": "D", "items": []}]}, "“scope”只能是total"),
        ({"veto": [{"code": "V", "name": "n"}]}, "否决情形 V：缺少“words”"),
        ({"extra": 1}, "标准：不认识的字段：extra"),
        ({"indicators": [indicator(), indicator()]}, "指标 I-1：编号重复"),
        ({"indicators": [indicator(dimension="X", **BANDS)]}, "指标 I-1：维度“X”不在标准里"),
        ({"indicators": ["I-1"]}, "应当是“名称: 内容”的形式"),
    ],
)
def test_bad_standard_is_named(changes, words):
    with pytest.raises(ReadingError, match=words):
        read_spec(standard(**changes))


def test_all_bad_places_are_named_at_once():
    raw = standard(
        indicator("I-1", **{**BANDS, "points": -1}), indicator("I-2", **{**BANDS, "formula": "a +"}), veto=[{}]
    )

    with pytest.raises(ReadingError) as refusal:
        read_spec(raw)

    assert [line.split("：")[0] for line in refusal.value.complaints] == ["指标 I-1", "指标 I-2", "标准第1个否决情形"]


def test_a_list_is_no_standard():
    with pytest.raises(ReadingError, match="标准：应当是"):
        read_spec([])
