"""The county's sums from final scores."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import full_answers, model_spec
from workflows.standards.answers import Answers, AnswersError
from workflows.standards.final import summarise
from workflows.standards.scoring import score

VILLAGE = model_spec("village")


def answers(**changes: object) -> Answers:
    return Answers.from_json(full_answers(VILLAGE, **changes))


def test_scores_by_the_rule_sum_to_the_same():
    given = answers(not_applicable=["V-JC-08"], bonus={"V-JF-01": ["省级"]})
    by_rule = score(VILLAGE, given)

    assert summarise(VILLAGE, by_rule.scores, given) == by_rule.summary


def test_final_scores_may_depart_from_the_rule():
    by_rule = score(VILLAGE, answers()).scores

    result = summarise(VILLAGE, {**by_rule, "V-CY-01": Decimal("1.234")}, answers())

    assert result.total == Decimal("97.23")


def test_final_score_may_stand_where_the_rule_has_none():
    given = Answers.from_json({"satisfaction": 90})
    scores = {one.code: one.points for one in VILLAGE.indicators}

    assert summarise(VILLAGE, scores, given).total == 100


def test_score_not_given_yet_is_missing():
    scores = score(VILLAGE, answers()).scores
    del scores["V-CY-01"]

    result = summarise(VILLAGE, {**scores, "V-CY-02": None}, answers())

    assert (result.total, result.missing) == (None, ("V-CY-01", "V-CY-02"))
    assert "V-CY-01主导产业培育：还没有评分" in result.remarks


def test_score_of_what_does_not_apply_is_left_out():
    given = answers(not_applicable=["V-JC-08"])
    scores = {one.code: one.points for one in VILLAGE.indicators}

    result = summarise(VILLAGE, scores, given)

    assert (result.total, result.dimensions[1].judged) == (100, Decimal("16.5"))


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ({"X": Decimal(1)}, "得分 X：标准里没有这个指标"),
        ({"V-CY-01": Decimal("4.01")}, "得分 V-CY-01：应当在0到4分之间，现在是4.01"),
        ({"V-CY-01": Decimal(-1)}, "应当在0到4分之间"),
    ],
)
def test_impossible_score_is_refused(scores, words):
    with pytest.raises(AnswersError, match=words):
        summarise(VILLAGE, scores, answers())
