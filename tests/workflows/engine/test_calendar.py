"""Working days with 调休, and years that nobody has announced."""

from datetime import date, datetime, timedelta

import pytest

from workflows.engine import calendar
from workflows.engine.management.commands.load_calendar import seed_calendar
from workflows.engine.models import CalendarDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced(db):
    """The table as it is seeded."""
    seed_calendar()


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2019, 12, 3), date(2019, 12, 9), 5),  # 农业农村部 2019
        (date(2021, 8, 4), date(2021, 8, 10), 5),  # 河北 2021
        (date(2023, 7, 31), date(2023, 8, 4), 5),  # 山东 2023
        (date(2023, 9, 4), date(2023, 9, 8), 5),  # 农业农村部 2023
        (date(2023, 12, 13), date(2023, 12, 20), 6),  # 湖南 2023
        (date(2025, 3, 24), date(2025, 3, 28), 5),  # 文明村镇 2025
        (date(2025, 3, 11), date(2025, 3, 17), 5),  # 清远 2025
    ],
)
def test_real_notices_count_as_they_were_published(announced, first, last, days):
    assert calendar.count_working_days(first, last) == days
    if days == 5:
        assert calendar.add_working_days(first, 5, count_first_day=True).day == last


def test_national_day_is_skipped_and_a_worked_weekend_counts(announced):
    assert calendar.add_working_days(date(2024, 9, 30), 1).day == date(2024, 10, 8)
    assert calendar.is_working(date(2024, 10, 12))  # a Saturday worked instead


def test_a_january_deadline_works_today_and_is_marked_as_estimated(announced):
    found = calendar.add_working_days(date(2026, 12, 30), 5)

    assert found == calendar.WorkingDate(date(2027, 1, 6), estimated=True)
    assert calendar.add_working_days(date(2026, 3, 2), 5).estimated is False


def test_an_edited_day_stays_when_the_table_is_seeded_again(announced):
    CalendarDay.objects.filter(pk=date(2026, 10, 1)).update(is_working=True, note="本县值班")

    assert seed_calendar() == (0, 0)
    assert calendar.is_working(date(2026, 10, 1))


def test_a_day_ends_at_midnight_county_time():
    assert calendar.end_of(date(2026, 3, 9)) == datetime(2026, 3, 9, 16, tzinfo=calendar.COUNTY_TIME) + timedelta(
        hours=8
    )


def test_no_working_days_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="at least one"):
        calendar.add_working_days(date(2026, 3, 2), 0)
