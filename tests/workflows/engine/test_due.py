"""How a deadline reads: in working days, and midnight belongs to the day that it ends."""

from datetime import date, datetime, timedelta

import pytest
from django.template import Context, Template

from accounts import clock
from workflows.engine.calendar import COUNTY_TIME
from workflows.engine.due import due_text


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, 1, hour, minute, tzinfo=COUNTY_TIME) + timedelta(days=day - 1)


#: Monday to Friday of the weeks after the 23rd, but for a holiday on the Thursday and a worked Saturday.
WORKING = {date(2026, 11, day) for day in (24, 25, 27, 28, 30)}


@pytest.mark.parametrize(
    ("due", "now", "expected"),
    [
        (moment(30, 18), moment(23, 10), ("还有 5 个工作日", "grey")),
        (moment(29, 18), moment(23, 10), ("还有 4 个工作日", "grey")),
        (moment(27, 18), moment(23, 10), ("还有 3 个工作日", "amber")),
        (moment(28, 0), moment(23, 10), ("还有 3 个工作日", "amber")),
        (moment(24, 0, 30), moment(23, 23, 50), ("明天 00:30 到期", "amber")),
        (moment(25, 0), moment(23, 10), ("明天 24:00 到期", "amber")),
        (moment(24, 0), moment(23, 10), ("今天 24:00 到期", "red")),
        (moment(23, 18), moment(23, 10), ("今天 18:00 到期", "red")),
        (moment(30, 0), moment(28, 10), ("明天 24:00 到期", "amber")),
        (moment(23, 9), moment(23, 10), ("已超期", "red")),
        (moment(21, 9), moment(23, 10), ("已超期 2 天", "red")),
    ],
)
def test_a_deadline_reads_as_a_county_says_it(due, now, expected):
    text = due_text(due, now, lambda: WORKING)

    assert (text.text, text.tone) == expected


def test_a_deadline_that_no_working_day_precedes_names_its_day():
    text = due_text(moment(30, 0), moment(27, 10), lambda: {date(2026, 11, 30)})

    assert (text.text, text.tone) == ("11月29日 24:00 到期", "red")


@pytest.mark.django_db
def test_a_page_of_deadlines_asks_the_calendar_once(rf, django_assert_num_queries):
    context = Context({"days": [moment(27, 18), moment(30, 18)]})
    context.request = rf.get("/")
    page = Template("{% load shifan %}{% for day in days %}{% due day as text %}{{ text.text }}。{% endfor %}")

    with clock.at(moment(23, 10)), django_assert_num_queries(1):
        assert page.render(context) == "还有 4 个工作日。还有 5 个工作日。"
