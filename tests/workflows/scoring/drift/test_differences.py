"""Self, township and department: mean differences by place and person, and who is more lenient than colleagues."""

from decimal import Decimal

from workflows.scoring.drift.differences import by_person, by_township, leniencies, overall
from workflows.scoring.drift.lines import DEPARTMENT, SELF, TOWNSHIP, Line
from workflows.scoring.drift.robust import median, robust_z, scale


def line(
    application: int, code: str, own, township=None, department=None, *, where="甲镇", reviewer=1, scorer=7
) -> Line:
    given = {SELF: own, TOWNSHIP: township, DEPARTMENT: department}
    by = {TOWNSHIP: reviewer, DEPARTMENT: scorer}
    return Line(
        application,
        where,
        code,
        Decimal(10),
        {hand: None if one is None else Decimal(one) for hand, one in given.items()},
        {hand: one for hand, one in by.items() if given[hand] is not None},
    )


def told(rows) -> list[tuple]:
    return [(row.key, row.words, row.lines, row.amount, row.cut, row.raised, row.same) for row in rows]


def test_differences_are_in_percent_of_the_points_the_later_hand_less_the_earlier():
    lines = [line(1, "a", 10, 8, 6), line(2, "a", 10, 10, 10), line(3, "a", 4, 5, None)]

    assert told(overall(lines)) == [
        ("", "自评 → 镇核", 3, Decimal("-3.33"), 1, 1, 1),
        ("", "自评 → 部门", 2, Decimal("-20.00"), 1, 0, 1),
        ("", "镇核 → 部门", 2, Decimal("-10.00"), 1, 0, 1),
    ]


def test_what_was_not_scored_or_does_not_apply_is_left_out():
    assert overall([line(1, "a", None, 8, None), line(1, "b", 5)]) == []


def test_by_township_the_furthest_from_nothing_comes_first():
    lines = [line(1, "a", 10, 9), line(2, "a", 10, 4, where="乙镇")]

    assert [(row.key, row.amount) for row in by_township(lines)] == [("乙镇", -60), ("甲镇", -10)]


def test_by_person_each_hand_answers_for_its_own_scores():
    lines = [line(1, "a", 10, 8, 8, reviewer=1, scorer=7), line(2, "a", 10, 10, 5, reviewer=2, scorer=7)]

    assert [(row.key, row.words, row.amount) for row in by_person(lines)] == [
        (1, "自评 → 镇核", -20),
        (2, "自评 → 镇核", 0),
        (7, "自评 → 部门", -35),
        (7, "镇核 → 部门", -25),
    ]


def test_leniency_is_against_colleagues_on_the_same_indicators_only():
    lines = [
        line(1, "a", 10, department=10, scorer=7),
        line(2, "a", 10, department=6, scorer=8),
        line(3, "a", 10, department=8, scorer=8),
        line(4, "b", 10, department=0, scorer=7),  # nobody else scores b
    ]

    rows = [(row.key, row.lines, row.indicators, row.amount) for row in leniencies(lines)]
    assert rows == [(7, 1, 1, 30), (8, 2, 1, -30)]


def test_a_scorer_of_good_villages_is_not_lenient_for_that():
    lines = [line(1, "a", 10, department=10, scorer=7), line(2, "a", 3, department=3, scorer=8)]

    assert [row.amount for row in leniencies(lines)] == [0, 0]


def test_the_only_scorer_has_no_colleagues():
    assert leniencies([line(1, "a", 10, department=5)]) == []


def test_robust_measures_do_not_follow_a_wild_value():
    figures = [Decimal(n) for n in (1, 2, 3, 4, 1000)]

    assert (median(figures), scale(figures)) == (3, Decimal("1.4826"))
    assert robust_z(Decimal(1000), figures) > 600
    assert scale([Decimal(0)] * 9 + [Decimal(10)]) == Decimal("1.2533")
    assert robust_z(Decimal(5), [Decimal(5)] * 4) == 0


def test_bars_stay_within_their_width():
    [row] = overall([line(1, "a", 10, 0)])

    assert (row.amount, row.start, row.width) == (-100, -10, 10)
