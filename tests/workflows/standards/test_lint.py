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
    return [f"{one.weight}｜{one.place}：{one.words}" for one in lint(spec, departments)]


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
            "提醒｜指标 I-1：得分不随指标值单向升降",
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

    assert words(spec, ["农业农村局"]) == ["提醒｜部门：“财政局”不在本县部门名单里，用到它的有I-1"]
    assert words(spec, ["农业农村局", "财政局"]) == []


def test_errors_come_first_and_stand_in_the_way():
    findings = lint(spec_of(indicator(**{**CLEAN, "evidence": [], "lead": None})))

    assert [finding.weight for finding in findings] == [Weight.ERROR, Weight.WARNING]
    assert obstacles(findings) == findings[:1]


def bonus(**changes: object) -> dict:
    levels = [{"words": "省级", "score": 2}, {"words": "市级", "score": 1}]
    return {"code": "B", "name": "荣誉", "max": 2, "levels": levels, "lead": "县委办", "evidence": ["文件"], **changes}


def penalty(**changes: object) -> dict:
    items = [{"words": "市级", "minus": 1}]
    return {"code": "P", "name": "通报", "max_deduct": 2, "items": items, "lead": "县委办", **changes}


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"bonus": [bonus(evidence=[])]}, "提醒｜加分项 B：荣誉没有列出佐证材料"),
        ({"bonus": [bonus(max=1.5)]}, "提醒｜加分项 B：有一档加2分，本项上限只有1.5分"),
        ({"bonus": [bonus(max=3)]}, "提醒｜加分项 B：各档最多加2分，到不了上限3分"),
        ({"bonus": [bonus()], "bonus_cap": 1}, "提醒｜加分项 B：本项上限2分超过了加分总上限1分"),
        ({"bonus": [bonus()]}, "说明｜标准：有加分项，但没有写总上限（bonus_cap）"),
        ({"penalties": [penalty(max_deduct=0.5)]}, "提醒｜倒扣项 P：一次就扣1分，本项上限只有0.5分"),
        ({"penalties": [penalty()], "penalty_cap": 1}, "提醒｜倒扣项 P：本项上限2分超过了倒扣总上限1分"),
        ({"bonus": [bonus(code="I-1")]}, "错误｜编号 I-1：指标、加分项都用了这个编号"),
        (
            {"data_items": [{"code": "a", "name": "户数"}, {"code": "b", "name": "户数"}]},
            "提醒｜数据项 b：名称“户数”与数据项a相同",
        ),
        (
            {"data_items": [{"code": "on_belt", "name": "户数"}]},
            "错误｜数据项 on_belt：与申报对象的情况“在示范带上”同一个编号",
        ),
    ],
)
def test_lint_finds_beside_the_indicators(changes, finding):
    assert finding in words(read_spec(standard(indicator(**CLEAN), **changes)))


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({**CHECKLIST, "scale": {"3": 5, "2": 10}}, "提醒｜指标 I-1：“scale”里符合的项多，得分反而少"),
        (
            {**DEDUCT, "items": [{"code": "F", "words": "脏乱", "minus": 2, "max": 1}]},
            "错误｜指标 I-1：“脏乱”每次扣2分，最多却只扣1分",
        ),
        (
            {**DEDUCT, "items": [{"code": "F", "words": "脏乱", "minus": 2, "max": 11}]},
            "提醒｜指标 I-1：“脏乱”最多扣11分，指标只有10分",
        ),
    ],
)
def test_lint_finds_figures_at_odds(changes, finding):
    assert finding in words(spec_of(indicator(**changes)))


def grade(level: str, **changes: object) -> dict:
    return {"level": level, "name": f"{level}级", "total_gte": 6, **changes}


@pytest.mark.parametrize(
    ("grades", "finding"),
    [
        ([grade("g", total_gte=11)], "错误｜等次 g：总分要求11分，最高只有9分"),
        (
            [grade("g", each_dimension_gte_pct=95)],
            "错误｜等次 g：维度得分率要求95%，它的指标最高只能得9分（10分中）",
        ),
        (
            [grade("g", satisfaction_gte=90), grade("h", total_gte=8, satisfaction_gte=85)],
            "提醒｜等次 h：总分要求比“g级”高，群众满意度要求反而低",
        ),
    ],
)
def test_grade_that_cannot_be_reached_or_is_the_easier(grades, finding):
    nine_of_ten = indicator(**bands({"gte": 90, "score": 9}))

    assert finding in words(read_spec(standard(nine_of_ten, grades=grades)))


def test_grade_that_satisfaction_reaches_without_points():
    asked = indicator(**bands({"gte": 90, "score": 10})) | {"name": "群众满意度"}

    found = words(read_spec(standard(asked, grades=[grade("g", satisfaction_gte=85)])))

    assert "提醒｜等次 g：群众满意度85%就达到本等次，但在指标I-1里还不得分" in found


def test_two_indicators_of_one_name():
    twins = [indicator("I-1", **CLEAN) | {"name": "饮水"}, indicator("I-2", **CLEAN) | {"name": "饮水"}]

    assert words(spec_of(*twins)) == ["提醒｜指标 I-2：名称“饮水”与指标I-1相同"]


def test_errors_and_warnings_say_what_to_do():
    silenced = dict.fromkeys(("lead", "evidence", "rule", "zero_denominator"))
    faulty = indicator(**{**BANDS, "formula": "x / y", **silenced})
    spec = read_spec(standard(faulty, bonus=[bonus(code="I-1", max=1)], bonus_cap=0.5, full_score=9))

    findings = lint(spec, ["县委办"])

    assert [str(one) for one in findings if one.weight is not Weight.HINT and not one.advice] == []
    assert str(findings[0]) == "错误｜编号 I-1：指标、加分项都用了这个编号。得分和佐证按编号存放，请给每一行不同的编号"
