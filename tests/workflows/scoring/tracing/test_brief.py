"""One sentence on a line, as the pages and the papers print it."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import BANDS, indicator, spec_of
from workflows.review.reading import line_of
from workflows.scoring.tracing.brief import explained, explained_given
from workflows.standards.answers import Answers
from workflows.standards.scoring import score

REGION = {"kind": "村委会", "profile": {}}
WATER = {
    **BANDS,
    "special": [{"when": "d > 0", "score": 0}],
    "evidence": ["供水台账", "水质检测报告"],
}


def read(proofs=("供水台账",), **data: str):
    """A line of one indicator, from a content with these data and proofs."""
    spec = spec_of(indicator(**WATER))
    content = {
        "region": REGION,
        "data": {code: {"value": value} for code, value in data.items()},
        "answers": {},
        "evidence": [{"indicator": "I-1", "no": "I-1-1", "proof": one, "proves": one} for one in proofs],
    }
    row = score(spec, Answers.from_json({"data": data})).indicators[0]
    return spec, line_of(spec, row, content, None, [], False), content


@pytest.mark.parametrize(
    ("data", "proofs", "words"),
    [
        ({"a": "88", "b": "100", "d": "0"}, ("供水台账",), "88%：得6分，差2个百分点可多得4分；还缺水质检测报告"),
        ({"a": "88", "b": "100", "d": "0"}, ("供水台账", "水质检测报告"), "88%：得6分，差2个百分点可多得4分"),
        ({"a": "95", "b": "100", "d": "0"}, ("供水台账",), "还缺水质检测报告"),
        ({"a": "95", "b": "100", "d": "0"}, ("供水台账", "水质检测报告"), ""),
        ({"a": "95", "b": "100", "d": "1"}, ("供水台账", "水质检测报告"), "特殊情形（数据d＞0），不得分"),
        ({"a": "95", "d": "0"}, ("供水台账", "水质检测报告"), "缺“数据b”，未计分"),
    ],
)
def test_sentence(data, proofs, words):
    assert explained(*read(proofs, **data)) == words


@pytest.mark.parametrize(
    ("given", "suggested", "reason", "words"),
    [
        ("6", "6", "", ""),
        (None, None, "", ""),
        ("4.5", "6", "台账少8户", "部门评4.5分（按细则6分）：台账少8户"),
        ("4.5", None, "台账少8户", "部门评4.5分（按细则6分）：台账少8户"),
        ("0", "0", "", "部门评0分（按部门数据核定，自评6分）"),
        ("3", "0", "已整改", "部门评3分（按细则0分）：已整改"),
    ],
)
def test_department_that_departs_says_so(given, suggested, reason, words):
    _, line, _ = read(a="88", b="100", d="0")
    score, rule = (None if one is None else Decimal(one) for one in (given, suggested))

    assert explained_given(line, score, rule, reason) == words


def test_department_that_scores_what_the_rule_could_not():
    _, line, _ = read(a="88", d="0")

    assert explained_given(line, Decimal(5), None, "现场核定") == "部门评5分（按细则未计分）：现场核定"


def test_page_says_of_full_points_how_they_were_earned():
    spec, line, content = read(a="95", b="100", d="0")

    assert explained(spec, line, content, full=line.explanation) == "95%：达到90%，得10分；还缺水质检测报告"
