"""The county enters what the State Council announces."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from workflows.engine import calendar
from workflows.engine.models import CalendarDay

pytestmark = pytest.mark.django_db


def test_an_announced_year_counts_its_holidays_and_is_no_longer_estimated():
    before = calendar.add_working_days(date(2027, 2, 4), 2)
    call_command("set_calendar", 2027, off=["2027-02-05~2027-02-11"], work=["2027-02-20"], source="国办〔2026〕7号")

    after = calendar.add_working_days(date(2027, 2, 4), 2)

    assert before == calendar.WorkingDate(date(2027, 2, 8), estimated=True)
    assert after == calendar.WorkingDate(date(2027, 2, 15), estimated=False)
    assert calendar.is_working(date(2027, 2, 20))


@pytest.mark.parametrize("day", ["2027-2-30", "去年", "2026-01-01", "2027-03-02~2027-03-01"])
def test_a_wrong_day_changes_nothing(day):
    with pytest.raises(CommandError):
        call_command("set_calendar", 2027, off=["2027-02-05", day], source="国办〔2026〕7号")

    assert not CalendarDay.objects.exists()
