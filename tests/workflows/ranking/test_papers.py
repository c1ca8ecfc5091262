"""The ranking table says where points were lost."""

from dataclasses import dataclass, field

import pytest

from tests.workflows.standards.builders import indicator, spec_of
from workflows.ranking.papers import losses_of

ROWS = [{**indicator(f"{code}-1"), "dimension": code} for code in "ABC"]
SPEC = spec_of(*ROWS, dimensions=[{"code": code, "name": f"维度{code}", "points": 10} for code in "ABC"])


@dataclass
class Final:
    dimensions: dict = field(default_factory=dict)


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ({"A": "9", "B": "7.5", "C": "8"}, "失分：维度B2.5分、维度C2分"),
        ({"A": "10", "B": "10", "C": "9.99"}, "失分：维度C0.01分"),
        ({"A": "10", "B": None, "C": "10"}, ""),
    ],
)
def test_the_two_dimensions_that_lost_most_are_named(scores, words):
    final = Final({code: {"score": score} for code, score in scores.items()})

    assert losses_of(final, SPEC) == words
