"""Two standards on the same applicants, and answers carried from one version to another."""

from dataclasses import replace

from tests.workflows.standards.builders import BANDS, CHECKLIST, DEDUCT, indicator, model_spec, spec_of
from workflows.standards import mapping
from workflows.standards.answers import Answers
from workflows.standards.simulation import Codes, Sample, carry, compare, generate, run
from workflows.standards.simulation.carrying import Gap
from workflows.standards.spec import Spec

STRICTER = BANDS | {"bands": [{"gte": 95, "score": 10}, {"gte": 60, "score": 2}]}
GRADE = {"level": "county", "name": "县级示范村", "total_gte": 15}


def standard_of(bands: dict) -> Spec:
    return spec_of(indicator("I-1", **bands), indicator("I-2", **CHECKLIST), grades=[GRADE])


def codes_between(to: Spec, answered: Spec) -> Codes:
    return Codes(*(mapping.earlier_codes(rows, to, [answered]) for rows in (mapping.items, mapping.indicators)))


def sample(key: str, share: int, met: list[int]) -> Sample:
    return Sample(key, f"{key}村", Answers.from_json({"data": {"a": share, "b": 100}, "checks": {"I-2": met}}))


def test_who_moves_who_enters_and_whose_grade_changes():
    rows = [sample("甲", 92, [1, 2]), sample("乙", 70, [1, 2, 3]), sample("丙", 96, [])]

    shown = compare(run(standard_of(BANDS), rows), run(standard_of(STRICTER), rows), places=1)

    by_key = {one.key: (one.place_before, one.place_after, one.climbed, one.lost) for one in shown.moves}
    assert by_key == {"甲": (2, 3, -1, ("县级示范村",)), "乙": (1, 1, 0, ("县级示范村",)), "丙": (3, 2, 1, ())}
    assert [one.key for one in shown.moved] == ["甲", "丙"]
    assert (shown.entering, shown.leaving) == ((), ())


def test_the_same_standard_moves_nobody():
    spec = model_spec("village")
    samples = generate(spec, seed=4, count=50)

    shown = compare(run(spec, samples), run(spec, samples), places=10)

    assert (shown.moved, shown.regraded, shown.entering, shown.mean_change, shown.order_kept) == ((), (), (), 0, 1)


def test_equal_totals_share_their_place():
    rows = [sample("甲", 92, [1, 2]), sample("乙", 92, [1, 2]), sample("丙", 96, [])]

    shown = compare(run(standard_of(BANDS), rows), run(standard_of(BANDS), rows), places=1)

    assert [one.place_after for one in shown.moves] == [1, 1, 3]


def test_answers_carried_to_the_very_same_standard_are_the_same():
    spec = model_spec("village")
    samples = generate(spec, seed=4, count=30)

    carried = carry(samples, to=spec, codes=codes_between(spec, spec))

    assert [one.answers.to_json() for one in carried.samples] == [
        {**one.answers.to_json(), "object": {**one.answers.to_json()["object"], "targets": {}, "deadline": None}}
        for one in samples
    ]
    assert [row.result for row in run(spec, carried.samples).rows] == [row.result for row in run(spec, samples).rows]
    assert carried.gaps == ()


def test_a_question_is_followed_under_its_new_code_and_a_new_one_is_named():
    old = spec_of(indicator("I-1", **DEDUCT), indicator("I-2", **CHECKLIST))
    faults = [{**item, "code": item["code"].replace("I-1", "I-7")} for item in DEDUCT["items"]]
    new = spec_of(
        {**indicator("I-7", **DEDUCT | {"items": faults}), "same_as": "I-1"},
        {**indicator("I-2", **CHECKLIST), "same_as": ""},
        indicator("I-3"),
        data_items=[
            {"code": "x", "name": "数据甲", "same_as": "a"},
            {"code": "a", "name": "新数据", "same_as": ""},
            {"code": "b", "name": "数据乙"},
        ],
    )
    answers = Answers.from_json(
        {"data": {"a": 90, "b": 100}, "checks": {"I-2": [1]}, "findings": {"I-1": {"I-1.1": 2}}}
    )

    carried = carry([Sample("甲", "甲村", answers)], to=new, codes=codes_between(new, old))

    [one] = carried.samples
    assert ({key: int(value) for key, value in one.answers.data.items()}, one.answers.findings, one.answers.checks) == (
        {"x": 90, "b": 100},
        {"I-7": {"I-7.1": 2}},
        {},
    )
    new_question = "是新问题，原来的数据里没有"
    assert carried.gaps == (Gap("a", "新数据", new_question), Gap("I-2", "指标I-2", new_question))


def test_an_answer_that_no_longer_fits_is_left_out_and_named():
    old = spec_of(indicator("I-1", **CHECKLIST))
    new = replace(
        old,
        indicators=spec_of(
            indicator("I-1", **{**CHECKLIST, "items": CHECKLIST["items"][:2], "scale": {"2": 10}})
        ).indicators,
    )
    answers = Answers.from_json({"data": dict.fromkeys("abcd", 1), "checks": {"I-1": [3]}})

    carried = carry([Sample("甲", "甲村", answers)], to=new, codes=codes_between(new, old))

    assert carried.samples[0].answers.checks == {}
    assert carried.gaps == (Gap("I-1", "指标I-1", "没有人填过，或原来的答法不再适用"),)


def test_the_older_version_is_answered_from_the_newer_one():
    old = spec_of(indicator("I-1"), version=1)
    new = spec_of(
        {**indicator("I-9"), "same_as": "I-1"}, version=2, data_items=[{"code": "x", "name": "甲", "same_as": "a"}]
    )

    codes = codes_between(new, old).inverted

    assert (codes.items, codes.indicators) == ({"a": "x"}, {"I-1": "I-9"})


def test_invented_applicants_answer_the_new_questions_and_no_others():
    old, new = spec_of(indicator("I-1")), spec_of(indicator("I-1"), indicator("I-2", **CHECKLIST))
    samples = [Sample("甲", "甲村", Answers.from_json({"data": {"a": 90}}))]
    invented = [Sample("甲", "甲村", Answers.from_json({"data": {"a": 1, "b": 2}, "checks": {"I-2": [1]}}))]

    [one] = carry(samples, to=new, codes=codes_between(new, old), invented=invented).samples

    assert ({key: int(value) for key, value in one.answers.data.items()}, one.answers.checks) == (
        {"a": 90},
        {"I-2": frozenset({1})},
    )
