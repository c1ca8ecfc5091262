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
    ("given", "reason", "words"),
    [
        ("6", "", ""),
        (None, "", ""),
        ("4.5", "台账少8户", "部门评4.5分（按细则6分）：台账少8户"),
    ],
)
def test_department_that_departs_says_so(given, reason, words):
    _, line, _ = read(a="88", b="100", d="0")

    assert explained_given(line, None if given is None else Decimal(given), reason) == words


def test_department_that_scores_what_the_rule_could_not():
    _, line, _ = read(a="88", d="0")

    assert explained_given(line, Decimal(5), "现场核定") == "部门评5分（按细则未计分）：现场核定"
