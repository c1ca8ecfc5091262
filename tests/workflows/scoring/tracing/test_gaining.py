"""What would earn more, method by method."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import BANDS, CHECKLIST, DEDUCT, LEVELS, indicator, spec_of
from workflows.scoring.tracing.gaining import gain
from workflows.standards.answers import Answers
from workflows.standards.scoring import score

PERCENT = {"unit": "%", "formula": "a / b * 100", "inputs": ["a", "b"], "zero_denominator": "na"}
LINEAR = {**PERCENT, "method": "linear", "full_at": 60, "zero_at": 20}
STEP = {**PERCENT, "method": "step", "target": 95, "per": 1, "minus": 0.5}
LOWER = {**STEP, "better": "lower", "target": 3}
RATIO = {**PERCENT, "method": "ratio", "target": 15}
LESS = {**PERCENT, "method": "bands", "bands": [{"lte": 1, "score": 10}, {"lte": 2, "score": 4}]}
ABOVE = {**PERCENT, "method": "bands", "bands": [{"gt": 90, "score": 10}, {"gte": 60, "score": 6}]}
ITEMS = [{"no": 1, "words": "甲", "score": 4}, {"no": 2, "words": "乙", "score": 6}]


def by_value(how: dict, value: str) -> str:
    spec = spec_of(indicator(**how))
    row = score(spec, Answers.from_json({"values": {"I-1": value}})).indicators[0]
    target = getattr(spec.indicators[0].how, "target", None)
    return gain(spec.indicators[0], value=row.value, score=row.score, target=target)


@pytest.mark.parametrize(
    ("how", "value", "words"),
    [
        (BANDS, "95", ""),
        (BANDS, "88", "差2个百分点可多得4分"),
        (BANDS, "0", "差60个百分点可多得6分"),
        (ABOVE, "90", "超过90%可多得4分"),
        (LESS, "1.5", "差0.5个百分点可多得6分"),
        (LINEAR, "40", "差20个百分点得满分，可多得5分"),
        (LINEAR, "12", "差8个百分点到起分线20%"),
        (STEP, "93.5", "差1.5个百分点到目标95%，可多得1分"),
        (LOWER, "4", "差1个百分点到目标3%，可多得0.5分"),
        (RATIO, "7.5", "差7.5个百分点到目标15%，可多得5分"),
        (RATIO, "20", ""),
    ],
)
def test_by_value(how, value, words):
    assert by_value(how, value) == words


@pytest.mark.parametrize(
    ("how", "answer", "earned", "words"),
    [
        (CHECKLIST, {"checked": [1, 2, 3]}, "10", ""),
        (CHECKLIST, {"checked": [2]}, "0", "再符合1项可多得5分"),
        ({**CHECKLIST, "scale": None, "items": ITEMS}, {"checked": [1]}, "4", "其余1项都符合可多得6分"),
        (CHECKLIST, {}, "0", ""),
        (LEVELS, {"level": "差"}, "0", "评为“优”可多得10分"),
        (DEDUCT, {"findings": {"I-1.1": 2}}, "7", "整改到位可多得3分"),
    ],
)
def test_by_hand(how, answer, earned, words):
    one = spec_of(indicator(**how)).indicators[0]

    assert gain(one, value=None, score=Decimal(earned), answer=answer) == words
