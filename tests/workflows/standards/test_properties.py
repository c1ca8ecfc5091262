"""What holds for any answers: scores stay inside their points, better is never worse, order does not matter."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.standards.builders import OBJECTS, model_spec
from workflows.standards.answers import Answers
from workflows.standards.final import summarise
from workflows.standards.methods import Checklist, Deduct, Levels
from workflows.standards.scoring import score
from workflows.standards.spec import Spec

NUMBERS = st.decimals(min_value=-200, max_value=5000, places=3, allow_nan=False)
AMOUNTS = st.one_of(st.integers(0, 50), NUMBERS)
YES_OR_NO = st.sampled_from([True, False, "是", "否", 0, "1"])
LESS_IS_BETTER = {"T-CY-07"}


def some(rows, value) -> st.SearchStrategy:
    """A mapping from some of the rows' codes to what `value(row)` draws."""
    return st.fixed_dictionaries({}, optional={row.code: value(row) for row in rows})


def bonus_of(spec: Spec) -> st.SearchStrategy:
    return some(spec.bonus, lambda one: st.lists(st.sampled_from([level.words for level in one.levels])))


def penalties_of(spec: Spec) -> st.SearchStrategy:
    return some(
        spec.penalties,
        lambda one: st.dictionaries(st.sampled_from([item.words for item in one.items]), st.integers(0, 9)),
    )


def of(spec: Spec, kind: type) -> list:
    return [one for one in spec.indicators if isinstance(one.how, kind)]


def answers_to(spec: Spec) -> st.SearchStrategy:
    by_value = [one for one in spec.indicators if one.formula]
    codes = st.sampled_from([one.code for one in spec.indicators])
    return st.fixed_dictionaries(
        {"level": st.sampled_from(["county", "province"])},
        optional={
            "object": st.fixed_dictionaries({}, optional={"is_key_support": st.booleans()}),
            "data": some(spec.data_items, lambda one: YES_OR_NO if one.unit == "是/否" else AMOUNTS),
            "values": some(by_value, lambda one: NUMBERS),
            "checks": some(of(spec, Checklist), lambda o: st.lists(st.sampled_from([item.no for item in o.how.items]))),
            "levels": some(of(spec, Levels), lambda o: st.sampled_from([level.level for level in o.how.levels])),
            "findings": some(
                of(spec, Deduct),
                lambda o: st.dictionaries(st.sampled_from([item.code for item in o.how.items]), st.integers(0, 9)),
            ),
            "bonus": bonus_of(spec),
            "penalties": penalties_of(spec),
            "veto": st.lists(st.sampled_from([one.code for one in spec.veto]), max_size=2),
            "satisfaction": st.integers(0, 100),
            "not_applicable": st.lists(codes, max_size=50),
        },
    )


CASES = st.sampled_from(OBJECTS).map(model_spec).flatmap(lambda spec: st.tuples(st.just(spec), answers_to(spec)))
VALUED = [(model_spec(name), one) for name in OBJECTS for one in model_spec(name).indicators if one.formula]


def bytes_of(spec: Spec, raw: dict) -> bytes:
    return json.dumps(score(spec, Answers.from_json(raw)).to_json(), ensure_ascii=False).encode()


def reversed_throughout(raw: object) -> object:
    if isinstance(raw, dict):
        return {key: reversed_throughout(value) for key, value in reversed(raw.items())}
    return list(reversed(raw)) if isinstance(raw, list) else raw


@given(CASES)
def test_scores_stay_within_their_points(case):
    spec, raw = case

    result = score(spec, Answers.from_json(raw))

    for row in result.indicators:
        assert row.score is None or 0 <= row.score <= row.points
        assert row.explanation
    for dimension in result.summary.dimensions:
        assert dimension.score is None or 0 <= dimension.score <= dimension.points
    total = result.summary.total
    assert total is None or 0 <= total <= spec.full_score + spec.bonus_cap
    assert 0 <= result.summary.bonus <= spec.bonus_cap
    assert 0 <= result.summary.penalty <= spec.penalty_cap


@given(CASES)
def test_order_of_the_input_does_not_matter(case):
    spec, raw = case

    assert bytes_of(spec, raw) == bytes_of(spec, reversed_throughout(raw)) == bytes_of(spec, raw)


@given(CASES)
def test_missing_scores_are_listed_and_leave_the_total_open(case):
    spec, raw = case

    result = score(spec, Answers.from_json(raw))

    missing = tuple(row.code for row in result.indicators if row.applicable and row.score is None)
    assert result.summary.missing == missing
    assert not missing or result.summary.total is None
    assert result.summary.total is not None or not any(grade.reached for grade in result.summary.grades)


@given(CASES)
def test_answers_survive_their_json(case):
    spec, raw = case
    answers = Answers.from_json(raw)

    again = Answers.from_json(json.loads(json.dumps(answers.to_json())))

    assert score(spec, again) == score(spec, answers)


@given(CASES)
def test_the_rules_scores_sum_to_the_rules_summary(case):
    spec, raw = case
    answers = Answers.from_json(raw)
    result = score(spec, answers)

    final = summarise(spec, result.scores, answers)

    assert (final.base, final.total, final.grades) == (result.summary.base, result.summary.total, result.summary.grades)


@given(st.sampled_from(VALUED), NUMBERS, NUMBERS)
def test_a_better_value_never_scores_less(case, first, second):
    spec, one = case
    worse, better = sorted((first, second), reverse=one.code in LESS_IS_BETTER)

    earned = [score(spec, Answers(values={one.code: value})).scores[one.code] for value in (worse, better)]

    assert earned[0] <= earned[1]


@given(CASES, st.data())
def test_more_items_met_and_fewer_faults_never_score_less(case, data):
    spec, _ = case
    checklist = data.draw(st.sampled_from(of(spec, Checklist)))
    deduct = data.draw(st.sampled_from(of(spec, Deduct)))
    numbers = [item.no for item in checklist.how.items]
    fewer = data.draw(st.lists(st.sampled_from(numbers), unique=True))
    more = {*fewer, data.draw(st.sampled_from(numbers))}
    fault = data.draw(st.sampled_from([item.code for item in deduct.how.items]))
    count = data.draw(st.integers(0, 20))

    worse = Answers.from_json({"checks": {checklist.code: fewer}, "findings": {deduct.code: {fault: count + 1}}})
    better = Answers.from_json({"checks": {checklist.code: list(more)}, "findings": {deduct.code: {fault: count}}})

    for code in (checklist.code, deduct.code):
        assert score(spec, worse).scores[code] <= score(spec, better).scores[code]


@given(st.decimals(min_value=0, max_value=10, places=2), st.sampled_from(OBJECTS))
def test_final_scores_within_the_points_are_taken_as_they_are(given_score, name):
    spec = model_spec(name)
    scores = {one.code: min(given_score, one.points) for one in spec.indicators}

    result = summarise(spec, scores, Answers.from_json({"object": {}, "data": {}}))

    assert result.base == sum(scores.values(), Decimal(0))
