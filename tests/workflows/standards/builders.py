"""Standards and answers for tests: the three model standards, and small ones that differ in one point."""

from functools import cache
from pathlib import Path

from workflows.standards.answers import Answers
from workflows.standards.methods import Checklist, Deduct, Levels
from workflows.standards.reading import read_spec
from workflows.standards.scoring import score
from workflows.standards.source import read_text, read_yaml
from workflows.standards.spec import Spec

DATA = Path(__file__).parents[3] / "workflows/demo/data"
OBJECTS = ("village", "township", "county")
BANDS = {"method": "bands", "formula": "a / b * 100", "inputs": ["a", "b"], "unit": "%", "zero_denominator": "na"} | {
    "bands": [{"gte": 90, "score": 10}, {"gte": 60, "score": 6}]
}
CHECKLIST = {
    "kind": "graded",
    "method": "checklist",
    "items": [{"no": 1, "words": "甲"}, {"no": 2, "words": "乙"}, {"no": 3, "words": "丙"}],
    "scale": {"3": 10, "2": 5},
}
LEVELS = {"kind": "graded", "method": "levels", "levels": [{"level": "优", "score": 10}, {"level": "差", "score": 0}]}
DEDUCT = {
    "kind": "deduction",
    "method": "deduct_from_points",
    "items": [
        {"code": "I-1.1", "words": "乱堆乱放", "per": "每处", "minus": 1.5, "max": None},
        {"code": "I-1.2", "words": "私搭乱建", "per": "每处", "minus": 2, "max": 3},
    ],
}


def path_of(name: str) -> Path:
    return DATA / f"standard_{name}.yaml"


@cache
def model_spec(name: str) -> Spec:
    return read_spec(read_yaml(read_text(path_of(name))))


def indicator(code: str = "I-1", **changes: object) -> dict:
    """An indicator of ten points; `changes` say how it scores. None takes a key away."""
    whole = {
        "code": code,
        "name": f"指标{code}",
        "dimension": "D",
        "points": 10,
        "kind": "quantitative",
        "lead": "农业农村局",
        "coop": ["财政局"],
        "evidence": ["统计表"],
        "rule": "细则",
        **(changes or BANDS),
    }
    return {key: value for key, value in whole.items() if value is not None}


def standard(*indicators: dict, **changes: object) -> dict:
    """A standard with one dimension that takes all the indicators, unless `changes` say otherwise."""
    rows = list(indicators) or [indicator()]
    points = sum(row["points"] for row in rows)
    return {
        "version": 1,
        "code": "T-1",
        "name": "测试标准",
        "object": "village",
        "full_score": points,
        "dimensions": [{"code": "D", "name": "维度", "points": points}],
        "data_items": [{"code": code, "name": f"数据{code}"} for code in "abcd"],
        "indicators": rows,
        **changes,
    }


def spec_of(*indicators: dict, **changes: object) -> Spec:
    return read_spec(standard(*indicators, **changes))


def scored(spec: Spec, **answers: object):
    """The first indicator's result for answers given as in a JSON file."""
    return score(spec, Answers.from_json(answers)).indicators[0]


def summary(spec: Spec, **answers: object):
    return score(spec, Answers.from_json(answers)).summary


def full_answers(spec: Spec, **changes: object) -> dict:
    """Answers with which every indicator of a model standard earns all its points."""
    best = {
        "level": "county",
        "values": {one.code: best_value(one) for one in spec.indicators if one.formula},
        "checks": {o.code: [item.no for item in o.how.items] for o in spec.indicators if isinstance(o.how, Checklist)},
        "levels": {o.code: o.how.levels[0].level for o in spec.indicators if isinstance(o.how, Levels)},
        "findings": {one.code: {} for one in spec.indicators if isinstance(one.how, Deduct)},
        "satisfaction": 95,
    }
    return best | changes


def best_value(one) -> str:
    return str(max(one.examples, key=lambda example: (example.score, -abs(example.value))).value)
