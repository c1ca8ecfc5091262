"""How far back a veto looks."""

from datetime import date

import pytest

from workflows.standards.lookback import Lookback

CLOSING = date(2026, 4, 30)


@pytest.mark.parametrize(
    ("words", "happened", "covered"),
    [
        ("近3年", date(2023, 4, 30), True),
        ("近3年", date(2023, 4, 29), False),
        ("近三年内", date(2023, 4, 29), False),
        ("近1年", date(2026, 6, 1), True),
        ("申报年度", date(2026, 1, 1), True),
        ("申报年度", date(2025, 12, 31), False),
        ("申报年度及上年度", date(2025, 1, 1), True),
        ("申报年度及上年度", date(2024, 12, 31), False),
        ("上年度", date(2025, 7, 1), True),
        ("上年度", date(2026, 1, 1), False),
        ("本次创建全过程", date(2020, 1, 1), True),
        ("", date(2020, 1, 1), True),
        ("近些年", date(2000, 1, 1), True),
    ],
)
def test_lookback_covers(words, happened, covered):
    assert Lookback.read(words).covers(happened, CLOSING) is covered


def test_words_not_understood_are_known_as_such():
    assert Lookback.read("近3年").known
    assert not Lookback.read("近些年").known


def test_three_years_before_a_leap_day():
    assert Lookback.read("近3年").covers(date(2021, 2, 28), date(2024, 2, 29))
    assert not Lookback.read("近3年").covers(date(2021, 2, 27), date(2024, 2, 29))
