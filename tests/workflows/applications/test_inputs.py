"""What people type is understood, and what cannot be taken is answered in words."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from workflows.applications.inputs import ChecklistField, FindingsField, NumberField, PhoneField
from workflows.standards.methods import CheckItem, Checklist, Deduct, Finding

CHECKLIST = Checklist((CheckItem(1, "组织健全"), CheckItem(2, "制度上墙")), ())
FAULTS = Deduct((Finding("F.1", "乱堆乱放", "每处", Decimal(1)), Finding("F.2", "污水乱排", "每处", Decimal(2))))


@pytest.mark.parametrize("typed", ["1300.5", "１３００．５", "1,300.5", " 1300.5万元 ", "1，300.5 万元"])
def test_a_figure_is_understood_as_people_type_it(typed):
    assert NumberField(unit="万元").clean(typed) == Decimal("1300.5")


def test_an_emptied_figure_is_empty_not_zero():
    assert NumberField(unit="户").clean("") is None


@pytest.mark.parametrize(
    ("unit", "whole", "typed", "sentence"),
    [
        ("户", True, "12.5", "请填整数（单位：户）。"),
        ("户", True, "-1", "不能小于0。"),
        ("%", False, "120", "百分数不能超过100。"),
        ("万元", False, "很多", "请填数字，例如 12.5。"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_in_words(unit, whole, typed, sentence):
    with pytest.raises(ValidationError) as refused:
        NumberField(unit=unit, whole=whole).clean(typed)

    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(("ticked", "answer"), [([], None), (["none"], []), (["2", "1"], [1, 2])])
def test_none_of_a_checklist_is_an_answer_and_silence_is_not(ticked, answer):
    field = ChecklistField(CHECKLIST)

    assert field.clean(ticked) == answer
    assert sorted(field.raw(answer)) == sorted(ticked)


def test_a_checklist_cannot_be_met_and_not_met():
    with pytest.raises(ValidationError, match="请去掉"):
        ChecklistField(CHECKLIST).clean(["1", "none"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [(["", ""], None), (["", "", "none"], {}), (["2", ""], {"F.1": 2}), (["0", "３"], {"F.1": 0, "F.2": 3})],
)
def test_no_fault_found_is_an_answer_and_silence_is_not(typed, found):
    assert FindingsField(FAULTS).clean(typed) == found


@pytest.mark.parametrize("typed", [["1", "", "none"], ["一处", ""], ["-1", ""], ["99999", ""]])
def test_faults_are_counted_or_there_are_none(typed):
    with pytest.raises(ValidationError):
        FindingsField(FAULTS).clean(typed)


def test_a_telephone_number_has_digits():
    field = PhoneField(length=20)

    assert field.clean("0900-5550126") == "0900-5550126"
    with pytest.raises(ValidationError):
        field.clean("找村长")
