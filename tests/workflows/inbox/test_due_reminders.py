"""到期提醒 before and after a limit, each mark once, by day, on working days, deputies too."""

from datetime import date, datetime, timedelta

import pytest

from accounts import clock
from accounts.enums import Post
from accounts.models import Delivery, Message
from accounts.proxies import entrust
from tests import world
from tests.factories.accounts import ContactFactory
from workflows.engine.models import WorkItem
from workflows.engine.passing_on import transfer
from workflows.inbox.due_reminders import remind_of_limits
from workflows.inbox.extending import extend, urge

#: The township's review, handed in on Monday 16 March, is due on Monday the 23rd.
THREE_BEFORE, ONE_BEFORE, DUE, AFTER = (date(2026, 3, day) for day in (18, 20, 23, 24))


@pytest.fixture
def item(county, village_round) -> WorkItem:
    case = world.hand_in(county, world.apply(county, village_round, "甲一村"))
    [item] = world.work(case, "review_at_township")
    return item


def on(day: date, hour: int = 9):
    return clock.at(datetime(day.year, day.month, day.day, hour))


def look(day: date, hour: int = 9) -> int:
    with on(day, hour):
        return remind_of_limits()


def told(person) -> list[str]:
    found = Message.objects.of(person).filter(subject__startswith="到期提醒").order_by("pk")
    return [subject.removeprefix("到期提醒：") for subject in found.values_list("subject", flat=True)]


def test_each_mark_is_reminded_of_once(county, item):
    days = [date(2026, 3, 16) + timedelta(days=number) for number in range(22)]

    for day in days:
        look(day), look(day, 15)

    assert told(county.people["甲镇审核员"])[:5] == [
        "1件还有3个工作日到期",
        "1件还有1个工作日到期",
        "1件今天到期",
        "1件已过期",
        "1件已过期",
    ]


def test_the_limit_of_the_story_is_what_the_test_says(item):
    assert item.due_at == datetime(2026, 3, 24, tzinfo=world.county_time())


@pytest.mark.parametrize(("day", "hour"), [(THREE_BEFORE, 7), (date(2026, 3, 21), 9), (date(2026, 3, 17), 9)])
def test_nobody_is_reminded_at_night_on_a_day_off_or_too_early(county, item, day, hour):
    look(day, hour)

    assert told(county.people["甲镇审核员"]) == []


def test_a_ticker_that_stood_still_makes_up_for_the_newest_mark(county, item):
    look(date(2026, 3, 19))
    look(AFTER)

    assert told(county.people["甲镇审核员"]) == ["1件还有2个工作日到期", "1件已过期"]


def test_what_was_urged_today_is_not_reminded_of_today(county, item):
    with on(DUE):
        urge(item=item, by=county.people["主任"])

    assert look(DUE, 10) == 0
    assert look(AFTER) == 1


def test_after_an_extension_the_marks_begin_anew(county, item):
    look(THREE_BEFORE)
    with on(ONE_BEFORE, 8):
        extend(item=item, by=county.people["主任"], until=date(2026, 3, 30), reason="镇里防汛")

    assert [look(day) for day in (ONE_BEFORE, DUE, date(2026, 3, 25))] == [0, 0, 1]


def test_the_deputy_is_told_too(county, item):
    reviewer, leader = county.people["甲镇审核员"], county.people["甲镇镇长"]
    with on(THREE_BEFORE, 8):
        entrust(principal=reviewer, deputy=leader, since=THREE_BEFORE, last_day=DUE, reason="外出培训")

    look(THREE_BEFORE)

    assert told(leader) == told(reviewer) == ["1件还有3个工作日到期"]


def test_who_took_the_work_over_is_told_alone(county, item):
    world.hire(county, "甲镇审核员二", Post.TOWN_REVIEWER, "甲镇")
    colleague = county.people["甲镇审核员二"]
    transfer(item=item, by=county.people["甲镇审核员"], to=colleague.own_appointments[0], reason="出差")

    look(THREE_BEFORE)

    assert (told(colleague), told(county.people["甲镇审核员"])) == (["1件还有3个工作日到期"], [])


def test_several_pieces_are_one_message(county, village_round, item):
    world.hand_in(county, world.apply(county, village_round, "甲二村"))

    assert look(THREE_BEFORE) == 2

    assert told(county.people["甲镇审核员"]) == ["2件还有3个工作日到期"]


def test_what_is_done_is_not_reminded_of(county, item):
    world.recommend(county, item.task.process.application)

    look(DUE)

    assert told(county.people["甲镇审核员"]) == []


def test_the_chosen_channel_carries_it(county, item):
    ContactFactory(user=county.people["甲镇审核员"])

    look(DUE)

    assert Delivery.objects.count() == 1


def test_nothing_is_decided_by_a_limit_that_passes(county, item):
    for day in (THREE_BEFORE, DUE, AFTER, date(2026, 4, 20)):
        look(day)

    item.refresh_from_db()
    assert item.state == WorkItem.State.OPEN


def test_many_pieces_of_few_people_cost_few_questions(county, village_round, item, django_assert_max_num_queries):
    world.hand_in(county, world.apply(county, village_round, "甲二村"))

    with django_assert_max_num_queries(12):
        look(THREE_BEFORE)
