"""Properties of the order of a round: nobody may lose a place to chance, to the order of the input, or to a better score."""

from collections import Counter
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.ranking.order import BY_LOT, BY_NUMBER, Candidate, draws_needed, in_order, line_of, place

GROUPS = ("甲镇", "乙镇", "丙镇")


def candidate(key: str, total: str = "80", group: str = "甲镇", **changes) -> Candidate:
    return Candidate(key=key, group=group, total=Decimal(total), **changes)


@st.composite
def fields_of_candidates(draw, most: int = 12):
    """A round's candidates, with many ties."""
    count = draw(st.integers(0, most))
    return [
        Candidate(
            key=f"K{number:02d}",
            group=draw(st.sampled_from(GROUPS)),
            total=Decimal(draw(st.integers(58, 64))),
            dimensions={"RJ": Decimal(draw(st.integers(10, 11))), "CY": Decimal(draw(st.integers(10, 11)))},
            satisfaction=Decimal(draw(st.sampled_from((90, 95)))),
            on_belt=draw(st.booleans()),
            reaches_grade=draw(st.sampled_from((True, True, True, False))),
        )
        for number in range(count)
    ]


QUOTAS = {"places": st.integers(1, 8), "cap": st.none() | st.integers(1, 3)}


@given(candidates=fields_of_candidates(), shuffle=st.randoms(), **QUOTAS)
def test_the_order_of_the_input_never_matters(candidates, shuffle, places, cap):
    shuffled = list(candidates)
    shuffle.shuffle(shuffled)

    assert place(shuffled, places=places, cap=cap) == place(candidates, places=places, cap=cap)


@given(candidates=fields_of_candidates(), **QUOTAS)
def test_neither_the_quota_nor_a_townships_cap_is_ever_passed(candidates, places, cap):
    proposed = [row.candidate for row in place(candidates, places=places, cap=cap) if row.proposed]

    assert len(proposed) <= places
    assert all(count <= (cap or places) for count in Counter(one.group for one in proposed).values())
    assert all(one.reaches_grade for one in proposed)


@given(candidates=fields_of_candidates(), **QUOTAS)
def test_whoever_is_left_out_has_a_reason_that_holds(candidates, places, cap):
    placed = place(candidates, places=places, cap=cap)

    for row in placed:
        assert bool(row.reason) is not row.proposed
        if row.candidate.reaches_grade and not row.proposed:
            above = [one.candidate for one in placed[: row.position - 1] if one.proposed]
            full = len(above) == places
            town_full = cap is not None and sum(one.group == row.candidate.group for one in above) == cap
            assert full or town_full


@given(candidates=fields_of_candidates(), index=st.integers(0, 11), gain=st.integers(1, 3), **QUOTAS)
def test_a_better_score_never_loses_a_place(candidates, index, gain, places, cap):
    before = {row.candidate.key: row for row in place(candidates, places=places, cap=cap)}
    if not candidates:
        return
    chosen = candidates[index % len(candidates)]
    better = Candidate(**{**chosen.__dict__, "total": chosen.total + gain})
    others = [one for one in candidates if one.key != chosen.key]

    after = {row.candidate.key: row for row in place([*others, better], places=places, cap=cap)}

    assert after[chosen.key].position <= before[chosen.key].position
    assert after[chosen.key].proposed or not before[chosen.key].proposed


@given(candidates=fields_of_candidates(), **QUOTAS)
def test_nobody_passes_a_better_one_who_was_left_out_without_a_stated_rule(candidates, places, cap):
    placed = place(candidates, places=places, cap=cap)

    for row in placed:
        better_out = [one for one in placed[: row.position - 1] if not one.proposed and row.proposed]
        assert all(one.reason == "未达到评定标准" or one.reason.startswith("本镇") for one in better_out)


@given(candidates=fields_of_candidates(), draw=st.randoms(), **QUOTAS)
def test_lots_are_respected_and_settle_the_line(candidates, draw, places, cap):
    lots: list[str] = []
    for _ in candidates:
        needed = draws_needed(candidates, places=places, cap=cap, lots=lots)
        if not needed:
            break
        group = list(needed[0])
        draw.shuffle(group)
        lots += [key for key in group if key not in lots]

    assert draws_needed(candidates, places=places, cap=cap, lots=lots) == []
    order = [one.key for one in in_order(candidates, lots)]
    equals = [(a, b) for a in candidates for b in candidates if a.key in lots and b.key in lots and same(a, b)]
    assert all((lots.index(a.key) < lots.index(b.key)) is (order.index(a.key) < order.index(b.key)) for a, b in equals)


def same(one: Candidate, other: Candidate) -> bool:
    """Equal in everything, but not the same."""
    return one.key != other.key and Candidate(
        **{**one.__dict__, "key": "", "group": "", "reaches_grade": True}
    ) == Candidate(**{**other.__dict__, "key": "", "group": "", "reaches_grade": True})


@given(candidates=fields_of_candidates(8), draw=st.randoms(), **QUOTAS)
@settings(max_examples=60)
def test_where_no_draw_is_asked_for_none_would_change_who_is_proposed(candidates, draw, places, cap):
    if draws_needed(candidates, places=places, cap=cap):
        return
    lots = [one.key for one in candidates]
    draw.shuffle(lots)

    plain, drawn = place(candidates, places=places, cap=cap), place(candidates, places=places, cap=cap, lots=lots)

    assert {row.candidate.key for row in plain if row.proposed} == {row.candidate.key for row in drawn if row.proposed}


def test_ties_are_told_apart_in_the_order_of_the_rule():
    rows = [
        candidate("A", on_belt=True),
        candidate("B", satisfaction=Decimal(96)),
        candidate("C", dimensions={"CY": Decimal(20)}),
        candidate("D", dimensions={"RJ": Decimal(20)}),
        candidate("E"),
    ]

    placed = place(rows, places=5)

    assert [(row.candidate.key, row.decided_by) for row in placed] == [
        ("D", "人居环境"),
        ("C", "人居环境"),
        ("B", "产业发展"),
        ("A", "满意度"),
        ("E", "示范带"),
    ]


def test_a_draw_is_asked_for_at_the_line_only():
    rows = [candidate(key, "90") for key in "AB"] + [candidate(key, "80") for key in "CD"]

    assert draws_needed(rows, places=2) == []
    assert draws_needed(rows, places=3) == [["C", "D"]]
    assert draws_needed(rows, places=3, lots=["D", "C"]) == []
    assert [row.decided_by for row in place(rows, places=3, lots=["D", "C"])] == [BY_NUMBER, BY_NUMBER, BY_LOT, BY_LOT]


def test_a_draw_among_those_below_the_grade_is_never_asked_for():
    rows = [candidate("A", "90"), *(candidate(key, "50", reaches_grade=False) for key in "BC")]

    assert draws_needed(rows, places=2) == []


def test_the_line_names_who_ties_across_it():
    rows = [candidate("A", "90"), candidate("B", "80", on_belt=True), candidate("C", "80")]

    line = line_of(place(rows, places=2))

    assert (line.position, line.total, line.tied_above, line.tied_below, line.tied) == (
        2,
        Decimal(80),
        ("B",),
        ("C",),
        2,
    )


def test_an_empty_round_has_no_line():
    assert line_of(place([], places=3)) is None
    assert line_of(place([candidate("A", reaches_grade=False)], places=3)) is None
