"""Dates, numbers and values as an office writes them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from documents import wording


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三"), (99, "九十九")]
)
def test_chinese_numbers(number, written):
    assert wording.cn_number(number) == written


def test_evidence_numbers_stay_whole():
    assert wording.codes("V-CY-01-1、V-CY-01-2") == ["V-CY-01-1、", "V-CY-01-2"]
    assert wording.codes("—") == ["—"]


def test_dates_have_no_leading_zeros():
    assert wording.cn_date(date(2024, 3, 8)) == "2024年3月8日"
    assert wording.cn_date(None).strip("　") == "年　　月　　日"
    assert wording.cn_moment(datetime(2024, 3, 8, 9, 5)) == "2024年3月8日9时05分"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "—"),
        ("", "—"),
        (0, "0"),
        (True, "是"),
        (False, "否"),
        (Decimal("32.60"), "32.6"),
        (Decimal(100), "100"),
        (Decimal("1E+2"), "100"),
        (date(2024, 3, 8), "2024年3月8日"),
        ("沟壑", "沟壑"),
    ],
)
def test_values(value, written):
    assert wording.shown(value) == written


def test_scores_keep_two_decimals():
    assert [wording.score(value) for value in (Decimal("4.2"), Decimal(0), None)] == ["4.20", "0.00", "—"]
