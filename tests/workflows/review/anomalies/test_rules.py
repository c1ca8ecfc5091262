"""Doubts: figures that contradict each other or last year's, villages far from the others, texts that are the same."""

from decimal import Decimal

import pytest

from tests.workflows.standards.builders import model_spec
from workflows.review.anomalies import Kind, Subject, anomalies_of, of_figures, of_peers, of_texts

SPEC = model_spec("village")
LONG = "今年本村围绕苹果主导产业改造老园六百亩，建成冷库一座，带动农户三百一十二户，户均增收四千元以上，集体经济达到三十万元。"


def content(data=(), statements=(), remarks=()):
    rows = {code: {"value": str(value), "previous": None if last is None else str(last)} for code, value, last in data}
    return {"data": rows, "statements": dict(statements), "answers": {code: {"remark": text} for code, text in remarks}}


def kinds(*data):
    return [(one.kind, one.places) for one in of_figures(SPEC, content(data))]


@pytest.mark.parametrize(
    ("value", "last", "asked"),
    [(130, 100, False), (131, 100, True), (70, 100, False), (69, 100, True), (40, 0, False), (40, None, False)],
)
def test_a_figure_far_from_last_years_is_asked_about(value, last, asked):
    found = of_figures(SPEC, content([("hh_star", value, last)]))

    assert [one.kind for one in found] == ([Kind.JUMP] if asked else [])


def test_money_may_move_further_than_people():
    assert kinds(("coll_income", 15, 10)) == []
    assert [kind for kind, _ in kinds(("coll_income", 16, 10))] == [Kind.JUMP]


def test_a_jump_tells_both_figures_and_where_they_count():
    [one] = of_figures(SPEC, content([("hh_star", 90, 60)]))

    assert one.words == "星级文明户数(有效期内)90户，上年60户，多30户（50%）"
    assert one.places == ("V-MF-04",)


def test_a_part_cannot_be_more_than_its_whole():
    assert kinds(("toilet_ok", 446, None), ("toilet_due", 445, None)) == [(Kind.OVER, ("V-RJ-01",))]
    assert kinds(("toilet_ok", 445, None), ("toilet_due", 445, None)) == []


def test_an_income_may_exceed_the_countys_mean():
    assert kinds(("pc_income", 20000, None), ("pc_income_county", 15000, None)) == []


def test_a_percentage_is_no_more_than_hundred():
    assert kinds(("green_rate", 104, None)) == [(Kind.OVER, ("V-RJ-11",))]
    assert kinds(("green_rate", 100, None)) == []


def test_subtotals_do_not_exceed_the_item_above():
    assert kinds(("plant_total", 3, None), ("plant_ok", 4, None)) == [(Kind.SUM, ("V-RJ-09",))]
    assert kinds(("plant_total", 4, None), ("plant_ok", 4, None)) == []


# --- neighbours -----------------------------------------------------------------------------------------------


def villages(values):
    return [Subject(key, f"{key}村", content(), {"V-RJ-01": Decimal(value)}) for key, value in enumerate(values)]


def test_a_village_far_from_all_others_stands_out_alone():
    found = of_peers(SPEC, villages(["91", "93", "95", "94", "92", "55"]))

    assert list(found) == [5]
    assert found[5][0].words == "卫生厕所普及率55%，本镇6个村的中位数为92.5%"


@pytest.mark.parametrize(
    "values",
    [["91", "93", "95", "55"], ["95"] * 6, ["95", "95", "95", "95", "95", "94"], ["60", "70", "80", "90", "95"]],
)
def test_few_alike_or_spread_villages_have_no_outlier(values):
    assert of_peers(SPEC, villages(values)) == {}


def test_what_is_ticked_is_no_measure():
    chosen = [
        Subject(key, f"{key}村", content(), {"V-CY-07": Decimal(value)}) for key, value in enumerate([5, 5, 5, 5, 5, 0])
    ]

    assert of_peers(SPEC, chosen) == {}


# --- texts ----------------------------------------------------------------------------------------------------


def writers(*texts, remarks=False):
    said = [("remarks", "V-CY-02") if remarks else ("statements", "CY")] * len(texts)
    return [
        Subject(key, f"{key}村", content(**{where: [(place, text)]}), {})
        for key, ((where, place), text) in enumerate(zip(said, texts, strict=True))
    ]


@pytest.mark.parametrize("remarks", [False, True])
def test_two_villages_with_one_text_are_both_told_of(remarks):
    found = of_texts(
        SPEC, writers(LONG, LONG.replace("，", "； ").replace("三百一十二", "二百九十八"), remarks=remarks)
    )

    assert {key: one[0].kind for key, one in found.items()} == {0: Kind.TEXT, 1: Kind.TEXT}
    assert "与1村的几乎一样" in found[0][0].words


def test_short_or_different_texts_are_not_compared():
    other = "我村以文旅为主，依托古寨修缮院落二十座，办民宿九家，接待游客四万人次，村集体分红十八万元，群众参与面广，口碑较好，今后继续做。"

    assert of_texts(SPEC, writers("情况属实。", "情况属实。")) == {}
    assert of_texts(SPEC, writers(LONG, other)) == {}


def test_contradictions_come_before_comparisons():
    subjects = [
        Subject(0, "甲村", content([("toilet_ok", 9, 2), ("toilet_due", 8, 8)], [("CY", LONG)]), {}),
        Subject(1, "乙村", content((), [("CY", LONG)]), {}),
    ]

    found = anomalies_of(SPEC, subjects)

    assert [one.kind for one in found[0]] == [Kind.OVER, Kind.TEXT, Kind.JUMP]
    assert [one.kind for one in found[1]] == [Kind.TEXT]
