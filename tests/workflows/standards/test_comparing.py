"""What changed, in a clerk's words."""

from decimal import Decimal

from tests.workflows.standards.builders import BANDS, indicator, standard
from workflows.standards.comparing import Piece, compare, marked, suggestions
from workflows.standards.source import canonical
from workflows.standards.workbook.parts import BY_KEY


def changed(before: dict, after: dict):
    return compare(canonical(before), canonical(after))


def test_the_same_has_no_changes():
    assert not changed(standard(), standard())


def test_bands_stand_side_by_side():
    stricter = indicator(**{**BANDS, "bands": [{"gte": 95, "score": 10}, {"gte": 60, "score": 6}]})

    found = changed(standard(indicator()), standard(stricter))

    [change] = next(section for section in found.sections if section.key == "indicators").changes
    [field] = change.fields
    assert (change.kind, change.code, field.title) == ("changed", "I-1", "计分规则")
    assert "".join(piece.text for piece in field.before) == "≥90：10分\n≥60：6分"
    assert "".join(piece.text for piece in field.after) == "≥95：10分\n≥60：6分"
    assert Piece("5", True) in field.after


def test_a_renamed_indicator_is_no_new_one():
    after = standard({**indicator("I-2"), "name": "指标I-1", "same_as": "I-1"})

    [change] = next(one for one in changed(standard(), after).sections if one.key == "indicators").changes

    assert (change.kind, change.code_before, change.renamed) == ("changed", "I-1", True)
    assert [field.title for field in change.fields] == ["编号"]


def test_added_removed_and_points_moved():
    after = standard(indicator("I-2"), {**indicator("I-3"), "points": 5, "bands": [{"gte": 90, "score": 5}]}, version=2)

    found = changed(standard(), after)

    assert (found.count("added"), found.count("removed")) == (2, 1)
    assert [(one.code, one.before, one.after) for one in found.dimensions] == [("D", Decimal(10), Decimal(15))]
    assert [field.title for field in found.head] == ["版本", "满分"]


def test_very_different_texts_are_not_cut_to_pieces():
    assert marked("甲乙丙丁", "一二三四") == ((Piece("甲乙丙丁", True),), (Piece("一二三四", True),))


def test_the_same_question_is_guessed_by_name():
    before = [
        {"code": "a", "name": "卫生户厕普及率"},
        {"code": "b", "name": "集体经济收入"},
        {"code": "c", "name": "绿化"},
    ]
    after = [
        {"code": "a2", "name": "卫生户厕普及率"},
        {"code": "b2", "name": "村集体经济收入"},
        {"code": "c", "name": "绿化"},
        {"code": "d", "name": "党建"},
    ]

    assert suggestions(BY_KEY["data_items"], before, after) == {"a2": ("a", "名称相同"), "b2": ("b", "名称相近")}


def test_lists_are_compared_line_by_line():
    before, after = marked("≥70：4分；\n≥60：3.2分；\n≥50：2.4分", "≥75：4分；\n≥60：3.2分；\n≥20：1分")

    assert [piece.text for piece in before if piece.changed] == ["0", "≥50：2.4分"]
    assert [piece.text for piece in after if piece.changed] == ["5", "≥20：1分"]
