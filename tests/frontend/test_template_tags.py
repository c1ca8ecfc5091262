"""Filters and tags of the screens."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.http import QueryDict

from workflows.inbox.templatetags import shifan


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("12.50"), "12.5"),
        (Decimal("8.00"), "8"),
        (Decimal("1E+2"), "100"),
        (100, "100"),
        (0, "0"),
        (None, "—"),
        ("", "—"),
        ("不适用", "不适用"),
    ],
)
def test_numbers_lose_their_trailing_zeros(value, expected):
    assert shifan.num(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(Decimal(1234567), "123.46 万元"), (0, "0.00 万元"), (None, "—")])
def test_money_is_shown_in_ten_thousands(value, expected):
    assert shifan.wan(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("13812341234", "138****1234"), ("0912-5550126", "0912-*****26"), ("119", "119"), (None, "")],
)
def test_a_phone_number_is_masked(value, expected):
    assert shifan.masked_phone(value) == expected


def test_a_state_without_tone_is_grey():
    assert [shifan.tone(SimpleNamespace(tone="green")), shifan.tone("draft")] == ["green", "grey"]


@pytest.mark.parametrize(
    ("done", "total", "expected"), [(17, 24, 70), (999, 1000, 99), (24, 24, 100), (0, 0, 0), (5, 4, 100)]
)
def test_a_share_is_never_complete_before_the_end(done, total, expected):
    assert shifan.percent(done, total) == expected


def test_parts_of_a_bar_are_laid_end_to_end():
    segments = shifan.stacked([("产业", "19.5"), ("设施", None), ("人居", 28)])

    assert [(piece.start, piece.value, piece.number) for piece in segments] == [
        (Decimal(0), Decimal("19.5"), 1),
        (Decimal("19.5"), Decimal(0), 2),
        (Decimal("19.5"), Decimal(28), 3),
    ]


def test_a_tile_is_shaded_by_its_share_of_the_largest():
    tiles = shifan.shaded([("石岭", 6), ("南塬", 0), ("柳林", 1), ("沿河", 3)])

    assert [(tile.label, tile.level) for tile in tiles] == [("石岭", 3), ("南塬", 0), ("柳林", 1), ("沿河", 2)]


def test_an_icon_is_decoration_unless_it_is_labelled():
    assert [shifan.icon("bell"), shifan.icon("bell", label="消息")] == [
        '<svg class="icon" aria-hidden="true"><use href="/static/icons.svg#bell"></use></svg>',
        '<svg class="icon" role="img" aria-label="消息"><use href="/static/icons.svg#bell"></use></svg>',
    ]


class Sheet(forms.Form):
    area = forms.DecimalField(widget=forms.NumberInput(attrs={"class": "wide"}))
    kind = forms.ChoiceField(choices=[("a", "甲")])
    agreed = forms.BooleanField()
    paper = forms.FileField()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("area", 'class="form-control wide"'), ("kind", 'class="form-select"'), ("agreed", 'class="form-check-input"')],
)
def test_a_widget_gets_the_class_of_its_kind(name, expected):
    assert expected in shifan.widget(Sheet()[name])


def test_a_missing_answer_says_what_to_do():
    form = Sheet({"area": "many"})

    assert {field.name: shifan.plain_errors(field) for field in form} == {
        "area": ["输入一个数字。"],
        "kind": ["请选择一项"],
        "agreed": ["请打勾确认"],
        "paper": ["请上传文件"],
    }


def test_filters_and_pages_keep_each_other():
    context = {"request": SimpleNamespace(GET=QueryDict("town=610&after=7"))}

    assert [
        shifan.current_query(context, after=9),
        shifan.current_query(context, after=None),
        shifan.current_query(context, after="", town=""),
    ] == ["?town=610&after=9", "?town=610", "?"]
