"""The examples written beside the rules: 465 test vectors in the three model standards."""

import pytest

from tests.workflows.standards.builders import OBJECTS, model_spec
from workflows.standards.answers import Answers
from workflows.standards.scoring import score

VECTORS = [
    pytest.param(name, one.code, example, id=f"{one.code}={example.value}")
    for name in OBJECTS
    for one in model_spec(name).indicators
    for example in one.examples
]


def test_no_vector_is_lost():
    assert len(VECTORS) == 465


@pytest.mark.parametrize(("name", "code", "example"), VECTORS)
def test_rule_scores_its_example(name, code, example):
    result = score(model_spec(name), Answers(values={code: example.value}))

    assert result.scores[code] == example.score
