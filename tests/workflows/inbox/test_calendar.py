"""工作日历: a year is read by everybody, kept by the office, and moves no deadline that runs."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from accounts import clock
from accounts.models import AuditEntry
from tests import world
from workflows.engine.calendar import is_working
from workflows.engine.calendar_entry import Running, enter, running_beyond
from workflows.engine.errors import Incomplete
from workflows.engine.models import CalendarDay, CalendarYear, WorkItem
from workflows.inbox.calendar.picture import year_picture

pytestmark = pytest.mark.django_db

PAGE = "inbox:calendar"
MAY_DAY = {"first": "2026-05-01", "last": "2026-05-05", "meaning": "off", "note": "劳动节"}


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


@pytest.fixture
def page(county, signed_in):
    """``page(name)`` → the calendar of 2026, read or posted to by this person."""

    def open_page(name: str, **data):
        browser, address = signed_in(county.people[name]), reverse(PAGE, args=[2026])
        return browser.post(address, data) if data else browser.get(address)

    return open_page


def test_a_year_shows_what_departs_from_the_week(county):
    enter(by=None, days=[date(2026, 5, 1)], working=False, note="劳动节")
    enter(by=None, days=[date(2026, 5, 9)], working=True, note="劳动节调休")

    may = year_picture(2026).months[4]

    days = {day.day.day: (day.kind, day.mark, day.note) for week in may.weeks for day in week if day}
    assert [days[number] for number in (1, 2, 4, 9)] == [
        ("holiday", "休", "劳动节"),
        ("weekend", "", ""),
        ("", "", ""),
        ("worked", "班", "劳动节调休"),
    ]
    assert may.working_days == 21


def test_the_office_sees_what_stays_before_it_enters_a_holiday(county, submitted, page):
    due_at = WorkItem.objects.open().get(process_id=submitted.process_id).due_at

    seen = page("经办人", do="look", **{**MAY_DAY, "first": "2026-03-20", "last": "2026-03-20"})

    text = seen.content.decode()
    assert "不随日历移动" in text
    assert "镇（街道）审核" in text
    assert "确认登记" in text
    assert not CalendarDay.objects.exists()
    assert WorkItem.objects.get(process_id=submitted.process_id, state=0).due_at == due_at


def test_a_holiday_is_entered_and_no_deadline_moves(county, submitted, page):
    before = list(WorkItem.objects.open().values_list("pk", "due_at"))

    answer = page("经办人", do="enter", **MAY_DAY)

    assert (answer.status_code, answer["Location"]) == (302, reverse(PAGE, args=[2026]))
    assert not any(is_working(date(2026, 5, number)) for number in range(1, 6))
    assert list(WorkItem.objects.open().values_list("pk", "due_at")) == before
    entry = AuditEntry.objects.get(verb="编制工作日历")
    assert (entry.actor, entry.county, entry.detail["天数"]) == (county.people["经办人"], world.COUNTY, 5)


def test_what_stays_is_counted_by_step_and_by_wait(county, village_round, submitted):
    found = running_beyond(world.COUNTY, date(2026, 3, 17))

    review = WorkItem.objects.get(process_id=submitted.process_id, state=WorkItem.State.OPEN)
    assert Running("镇（街道）审核", 1, review.due_at) in found
    assert [kind.count for kind in found if kind.title != "镇（街道）审核"]
    assert running_beyond(world.COUNTY, date(2027, 1, 1)) == []
    assert running_beyond("619922", date(2026, 3, 17)) == []


@pytest.mark.parametrize(
    ("day", "working", "kept"),
    [
        (date(2026, 5, 4), False, False),
        (date(2026, 5, 4), True, None),
        (date(2026, 5, 9), True, True),
        (date(2026, 5, 9), None, None),
    ],
)
def test_a_day_that_is_as_its_weekday_says_is_not_kept(county, day, working, kept):
    enter(by=None, days=[date(2026, 5, 4), date(2026, 5, 9)], working=False)

    enter(by=None, days=[day], working=working)

    assert CalendarDay.objects.filter(pk=day).values_list("is_working", flat=True).first() is kept


def test_days_gone_by_stay_as_they_were_counted(county):
    with clock.at(datetime(2026, 5, 6, 9, 0)), pytest.raises(Incomplete, match="已经过去"):
        enter(by=county.people["经办人"], days=[date(2026, 5, 5), date(2026, 5, 7)], working=False)

    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"first": ""}, "请填写这一项"),
        ({"first": "2026-05-06", "last": "2026-05-01"}, "结束日期不能早于开始日期"),
        ({"last": "2027-01-02"}, "日期要在2026年内"),
        ({"last": "2026-07-02"}, "一次最多登记31天"),
        ({"meaning": ""}, "请选择一项"),
        ({"first": "2026-03-02", "last": "2026-03-03"}, "已经过去的日子不能再改"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_entered(county, page, wrong, words):
    answer = page("经办人", do="enter", **(MAY_DAY | wrong))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not CalendarDay.objects.exists()


def test_an_announced_year_is_no_longer_estimated(county, page):
    before = page("主任").content.decode()

    page("主任", do="announce", source="国办发明电〔2025〕7号")

    assert "按周一至周五推算" in before
    assert "依据：国办发明电〔2025〕7号" in page("主任").content.decode()
    assert CalendarYear.objects.get(year=2026).source == "国办发明电〔2025〕7号"


@pytest.mark.parametrize("name", ["甲一村填报员", "甲镇镇长", "农业农村局负责人", "县领导"])
def test_others_read_the_calendar_and_enter_nothing(county, page, name):
    read, posted = page(name), page(name, do="enter", **MAY_DAY)

    assert read.status_code == 200
    assert "登记放假和调休" not in read.content.decode()
    assert posted.status_code == 403
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize(("year", "status"), [(2004, 200), (2003, 404), (2029, 200), (2030, 404)])
def test_the_calendar_has_an_end_on_both_sides(county, signed_in, year, status):
    assert signed_in(county.people["经办人"]).get(reverse(PAGE, args=[year])).status_code == status
