"""What a trial says: spreads, grades and what stops them, indicators, ties at the cut."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import CHECKLIST, OBJECTS, indicator, model_spec, spec_of
from workflows.standards.answers import Answers
from workflows.standards.simulation import Sample, generate, run, summarise_trial
from workflows.standards.simulation.obstacles import Obstacle, Stopped, obstacles
from workflows.standards.simulation.stats import correlation, distribution, quantile

GRADE = {"level": "county", "name": "县级示范村", "total_gte": 15, "each_dimension_gte_pct": 50, "satisfaction_gte": 80}
TWO = spec_of(
    indicator("I-1"),
    indicator("I-2", **CHECKLIST),
    grades=[GRADE],
    eligibility=[{"code": "TJ-1", "words": "规划已批准", "check": "manual"}],
    veto=[{"code": "FJ-1", "name": "重大事故", "words": "发生事故", "lookback": ""}],
)


def sample(key: str, share: int | None, met: list[int], **more) -> Sample:
    data = {} if share is None else {"a": share, "b": 100}
    return Sample(
        key, f"{key}村", Answers.from_json({"data": data, "checks": {"I-2": met}, "satisfaction": 90, **more})
    )


def trial(*samples: Sample, places: int = 2, spec=TWO):
    return summarise_trial(run(spec, samples), places=places)


def test_totals_and_dimensions_are_spread_out():
    shown = trial(
        sample("甲", 95, [1, 2, 3]), sample("乙", 70, [1, 2]), sample("丙", 70, [1, 2, 3]), sample("丁", 10, [])
    )

    assert (shown.count, shown.open, shown.vetoed) == (4, 0, 0)
    assert (shown.totals.least, shown.totals.middle, shown.totals.most) == (0, Decimal("13.50"), 20)
    assert shown.dimensions[0].spread.mean == Decimal("11.75")
    assert sum(one.count for one in shown.totals.bins) == 4


def test_what_stops_a_grade_and_what_alone():
    shown = trial(
        sample("甲", 95, [1, 2, 3]),
        sample("乙", 70, [1, 2]),
        sample("丙", 95, [1, 2, 3], satisfaction=70),
        sample("丁", 95, [1, 2, 3], object={"eligible": {"TJ-1": False}}),
        sample("戊", None, [1, 2, 3]),
        sample("己", 95, [1, 2, 3], veto=["FJ-1"]),
        sample("庚", 10, []),
    )

    [grade] = shown.grades
    assert (grade.reached, grade.count) == (1, 7)
    assert set(grade.stopped) == {
        Stopped(Obstacle("total", "总分不到15分"), 2, 1),
        Stopped(Obstacle("dimension", "维度得分率不到50%"), 1, 0),
        Stopped(Obstacle("satisfaction", "群众满意度不到80%"), 1, 1),
        Stopped(Obstacle("condition", "基本条件：规划已批准"), 1, 1),
        Stopped(Obstacle("unknown", "数据不全，总分算不出"), 1, 1),
        Stopped(Obstacle("veto", "一票否决：重大事故"), 1, 1),
    }


@pytest.mark.parametrize("name", OBJECTS)
def test_a_grade_is_reached_where_nothing_stops_it(name):
    """Told twice: ``grading`` in sentences, ``obstacles`` by kind."""
    spec = model_spec(name)

    for row in run(spec, generate(spec, seed=9, count=120)).rows:
        for grade in spec.grades:
            assert row.summary.reaches(grade.level) is not any(obstacles(spec, grade, row.summary))


def test_an_indicator_in_which_all_are_full_does_not_discriminate():
    rows = [sample(f"{n:02}", 95, [1, 2, 3] if n % 2 else [1]) for n in range(10)]

    first, second = trial(*rows).items

    assert (first.mean, first.spread, first.full, first.zero, first.discrimination) == (100, 0, 100, 0, None)
    assert first.verdict == "几乎都得满分，拉不开差距"
    assert (second.full, second.zero, second.verdict) == (50, 50, "能拉开差距")


def test_an_indicator_that_runs_against_the_others_is_named():
    rows = [sample(f"{n:02}", 95 if n % 2 else 10, [] if n % 2 else [1, 2, 3]) for n in range(10)]

    first, _ = trial(*rows).items

    assert first.discrimination == -1
    assert first.verdict == "整体好的反而得分低，请核对档次方向"


def test_too_few_say_nothing():
    assert {one.verdict for one in trial(sample("甲", 95, [])).items} == {"有得分的太少，看不出来"}


def test_ties_across_the_cut_are_counted():
    rows = [sample("甲", 95, [1, 2, 3]), sample("乙", 70, [1, 2]), sample("丙", 70, [1, 2]), sample("丁", 10, [])]

    tied, clear = (trial(*rows, places=places).cut for places in (2, 3))

    assert (tied.total, tied.above, tied.below, tied.tied) == (11, ("丙",), ("乙",), 2)
    assert (clear.total, clear.tied) == (11, 0)
    assert trial(*rows, places=4).cut is None


def test_nobody_is_no_accident():
    shown = trial()

    assert (shown.count, shown.totals, shown.cut) == (0, None, None)


def test_quartiles_lie_between_their_neighbours():
    figures = [Decimal(n) for n in (1, 2, 3, 4)]

    assert [quantile(figures, Decimal(q)) for q in ("0.25", "0.5", "0.75")] == [
        Decimal("1.75"), Decimal("2.50"), Decimal("3.25"),
    ]  # fmt: skip


def test_bins_run_from_the_first_to_the_last_and_the_full_score_is_in_the_last():
    bins = distribution([Decimal(n) for n in (71, 75, 83, 100, 104)], full=Decimal(100)).bins

    assert [(one.low, one.count) for one in bins] == [(70, 1), (75, 1), (80, 1), (85, 0), (90, 0), (95, 1), (100, 1)]


def test_a_correlation_of_what_does_not_vary_is_none():
    assert correlation([Decimal(1)] * 4, [Decimal(n) for n in range(4)]) is None
    assert correlation([Decimal(n) for n in range(4)], [Decimal(2 * n) for n in range(4)]) == 1
