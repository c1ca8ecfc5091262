"""What the lint finds, and that it finds nothing where nothing is."""

import pytest

from tests.workflows.standards.builders import (
    BANDS,
    CHECKLIST,
    DEDUCT,
    LEVELS,
    indicator,
    model_spec,
    spec_of,
    standard,
)
from workflows.standards.lint import Weight, lint, obstacles
from workflows.standards.reading import read_spec

CLEAN = {**BANDS, "examples": [{"value": 90, "score": 10}]}


def words(spec, departments=None) -> list[str]:
    return [str(finding) for finding in lint(spec, departments)]


@pytest.mark.parametrize(
    ("name", "by_hand"),
    [("village", ["V-TJ-01", "V-TJ-06"]), ("township", ["T-TJ-01", "T-TJ-04"]), ("county", ["C-TJ-02"])],
)
def test_model_standards_are_clean_but_for_conditions_a_person_checks(name, by_hand):
    assert words(model_spec(name)) == [
        f"说明｜基本条件 {code}：标为自动核对，但没有写“expr”，由人工核对" for code in by_hand
    ]


@pytest.mark.parametrize("how", [CLEAN, CHECKLIST, LEVELS, DEDUCT])
def test_clean_indicator_has_no_findings(how):
    assert words(spec_of(indicator(**how))) == []


def bands(*rows: dict) -> dict:
    return {**BANDS, "bands": list(rows)}


STEP = {**BANDS, "bands": None, "method": "step", "target": "z", "per": 1, "minus": 1}


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({**BANDS, "lead": None}, "错误｜指标 I-1：指标I-1没有牵头部门"),
        ({**BANDS, "evidence": []}, "提醒｜指标 I-1：指标I-1没有列出佐证材料"),
        ({**BANDS, "rule": None}, "提醒｜指标 I-1：指标I-1没有写评分细则"),
        ({**BANDS, "lead": "财政局"}, "提醒｜指标 I-1：财政局既是牵头部门又是配合部门"),
        ({**BANDS, "formula": "a / x * 100"}, "错误｜指标 I-1：“formula”用到的“x”不是数据项"),
        ({**BANDS, "applicable_if": "y > 0"}, "错误｜指标 I-1：“applicable_if”用到的“y”不是数据项"),
        ({**BANDS, "special": [{"when": "w", "score": 0}]}, "错误｜指标 I-1：“special”用到的“w”不是数据项"),
        (STEP, "错误｜指标 I-1：“target”用到的“z”不是数据项"),
        ({**BANDS, "inputs": ["a"]}, "提醒｜指标 I-1：“inputs”与公式不一致，公式用到的是a、b"),
        ({**BANDS, "zero_denominator": None}, "提醒｜指标 I-1：没有写分母为零怎么办（zero_denominator）"),
        ({**BANDS, "zero_denominator": "special"}, "错误｜指标 I-1：分母为零按特殊情形计，但没有写“special”"),
        (
            {**BANDS, "examples": [{"value": 59.99, "score": 6}]},
            "错误｜指标 I-1：例子说59.99%得6分，按规则算得0分",
        ),
        ({**BANDS, "points": 10.125}, "错误｜指标 I-1：分值10.125的小数位多于得分保留的2位"),
        (bands({"gte": 90, "score": 9}), "提醒｜指标 I-1：最高只能得9分，分值是10分"),
        (
            bands({"gte": 90, "score": 6}, {"gte": 60, "score": 10}),
            "错误｜指标 I-1：“达到90%得6分”这一档永远得不到",
        ),
        (
            bands({"gte": 90, "score": 10}, {"gte": 90, "score": 6}),
            "错误｜指标 I-1：“达到90%得6分”这一档永远得不到",
        ),
        (
            bands({"gte": 80, "score": 10}, {"gte": 60, "lt": 80, "score": 6}, {"gte": 50, "lte": 70, "score": 3}),
            "提醒｜指标 I-1：“在60%至80%之间”和“在50%至70%之间”两档重叠",
        ),
        (
            bands({"gte": 80, "score": 10}, {"gte": 60, "lte": 79, "score": 6}),
            "提醒｜指标 I-1：两档之间有空档，落在空档里不得分",
        ),
        (
            bands({"gte": 40, "lte": 60, "score": 10}, {"gte": 20, "lt": 40, "score": 4}),
            "提醒｜指标 I-1：得分不随指标值单向升降，请核对各档",
        ),
        ({**CHECKLIST, "scale": {"4": 10}}, "错误｜指标 I-1：“scale”要求符合4项，只列了3项"),
        ({**CHECKLIST, "scale": {"3": 9}}, "提醒｜指标 I-1：最高只能得9分，分值是10分"),
        ({**LEVELS, "levels": [{"level": "优", "score": 8}]}, "提醒｜指标 I-1：最高只能得8分，分值是10分"),
    ],
)
def test_lint_finds_in_an_indicator(changes, finding):
    assert finding in words(spec_of(indicator(**changes)))


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"full_score": 100}, "错误｜标准：各维度合计10分，满分是100分"),
        (
            {"dimensions": [{"code": "D", "name": "维度", "points": 12}]},
            "错误｜维度 D：维度的指标合计10分，维度分值是12分",
        ),
        ({"grades": [{"level": "g", "name": "示范村", "total_gte": 11}]}, "错误｜等次 g：总分要求11分，最高只有10分"),
        (
            {"grades": [{"level": "g", "name": "示范村", "total_gte": 8, "each_dimension_gte_pct": 120}]},
            "错误｜等次 g：得分率、满意度要求不能超过100%",
        ),
        (
            {"grades": [{"level": "g", "name": "示范村", "total_gte": 8, "satisfaction_gte": 85}]},
            "说明｜等次 g：要求群众满意度，但没有名为“群众满意度”的指标，满意度须另行填报",
        ),
        (
            {"eligibility": [{"code": "E", "words": "w", "check": "auto", "expr": "q > 0"}]},
            "错误｜基本条件 E：“expr”用到的“q”不是数据项",
        ),
        ({"veto": [{"code": "V", "name": "违纪", "words": "w"}]}, "错误｜V：违纪没有牵头部门"),
        (
            {"veto": [{"code": "V", "name": "违纪", "words": "w", "lookback": "近些年", "lead": "财政局"}]},
            "提醒｜否决情形 V：看不懂追溯期“近些年”，凡报告的情形都算数",
        ),
    ],
)
def test_lint_finds_in_the_standard(changes, finding):
    assert finding in words(read_spec(standard(indicator(**CLEAN), **changes)))


def test_facts_of_the_applicant_are_known_names():
    known = indicator(**{**CLEAN, "applicable_if": "is_key_support or in_pilot"})

    assert words(spec_of(known, object_facts={"in_pilot": "试点村"})) == []


def test_department_the_county_does_not_have():
    spec = spec_of(indicator(**CLEAN))

    assert words(spec, ["农业农村局"]) == ["提醒｜部门：“财政局”不在本县部门名单里，批次启动前请先登记"]
    assert words(spec, ["农业农村局", "财政局"]) == []


def test_errors_come_first_and_stand_in_the_way():
    findings = lint(spec_of(indicator(**{**CLEAN, "evidence": [], "lead": None})))

    assert [finding.weight for finding in findings] == [Weight.ERROR, Weight.WARNING]
    assert obstacles(findings) == findings[:1]
