from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.engine.models import CalendarDay
from workflows.inbox.due_marks import Mark, last_mark, working_days

#: March and April of 2026, Monday to Friday.
WORKING = [day for day in (date(2026, 3, 2) + timedelta(days=number) for number in range(60)) if day.weekday() < 5]
DUE = date(2026, 3, 20)  # a Friday


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 16), None),
        (date(2026, 3, 17), Mark(date(2026, 3, 17), 3)),
        (date(2026, 3, 18), Mark(date(2026, 3, 17), 2)),
        (date(2026, 3, 19), Mark(date(2026, 3, 19), 1)),
        (date(2026, 3, 20), Mark(date(2026, 3, 20), 0)),
        (date(2026, 3, 23), Mark(date(2026, 3, 23), -1)),
        (date(2026, 3, 27), Mark(date(2026, 3, 23), -5)),
        (date(2026, 3, 30), Mark(date(2026, 3, 30), -6)),
        (date(2026, 4, 8), Mark(date(2026, 4, 6), -13)),
    ],
)
def test_the_newest_mark_up_to_a_day(today, expected):
    assert last_mark(DUE, today, WORKING) == expected


def test_a_limit_on_a_day_off_counts_as_the_working_day_before():
    assert last_mark(date(2026, 3, 22), date(2026, 3, 20), WORKING) == Mark(date(2026, 3, 20), 0)


@given(st.integers(5, 40), st.integers(0, 40))
def test_marks_never_go_back_and_lie_on_working_days(due, today):
    day = WORKING[min(today, len(WORKING) - 1)]
    mark = last_mark(WORKING[min(due, 35)], day, WORKING)
    before = last_mark(WORKING[min(due, 35)], WORKING[max(today - 1, 0)] if today <= 40 else day, WORKING)

    assert mark is None or (mark.day in WORKING and mark.day <= day)
    assert before is None or (mark is not None and before.day <= mark.day)


@given(st.integers(5, 35))
def test_from_the_third_day_before_to_a_month_after_there_are_few_marks(due):
    marks = [last_mark(WORKING[due], day, WORKING) for day in WORKING]
    days = sorted({mark.day for mark in marks if mark})
    steps = [WORKING.index(day) - due for day in days]

    assert steps == [step for step in (-3, -1, 0, 1, 6, 11, 16, 21, 26, 31, 36) if due + step < len(WORKING)]


@pytest.mark.django_db
def test_the_countys_calendar_is_asked_once(django_assert_num_queries):
    CalendarDay.objects.create(day=date(2026, 4, 6), is_working=False, note="清明")
    CalendarDay.objects.create(day=date(2026, 4, 11), is_working=True, note="调休")

    with django_assert_num_queries(1):
        days = working_days(date(2026, 4, 1), date(2026, 4, 15))

    assert date(2026, 4, 6) not in days
    assert date(2026, 4, 11) in days
