"""停留、用时: how long each had it, whatever happened on the way, in working days."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from accounts import clock
from accounts.enums import Post
from accounts.models import Appointment, Organisation
from accounts.proxies import entrust
from tests import world
from workflows.engine.clocks import Clocks
from workflows.engine.consulting import ask, give_opinion
from workflows.engine.models import Event, Voice, WorkItem
from workflows.engine.passing_on import transfer
from workflows.flows.merging import take_over
from workflows.flows.stopping import resume, terminate
from workflows.inbox.days_held import Waiting, waiting_of
from workflows.inbox.tracking import steps_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(county, village_round):
    """甲一村, before its township since Monday the 16th."""
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def on(day: int, hour: int = 10):
    """A day of March 2026; the 21st and 22nd are a weekend."""
    return clock.at(datetime(2026, 3, day, hour))


def read(case, person) -> dict:
    return steps_of(case, Event.objects.filter(process_id=case.process_id).order_by("pk"), person)


def last_of(case, person) -> tuple[str, str, str]:
    """Who, what and how long: the newest entry."""
    entry = read(case, person)["entries"][-1]
    return entry["actor"], entry["action"], entry["days"]


def test_who_passed_it_on_had_it_until_then_and_the_colleague_since(county, submitted):
    item = world.work(submitted, "review_at_township")[0]
    reviewer, colleague = county.people["甲镇审核员"], world.hire(county, "第二审核员", Post.TOWN_REVIEWER, "甲镇")
    with on(18):
        transfer(item=item, by=reviewer, to=Appointment.objects.get(user=colleague), reason="下村")

    with on(23):
        passed, waiting = last_of(submitted, reviewer), read(submitted, reviewer)["waiting"][0]["entries"][0]

    assert passed == ("甲镇审核员", "转办", "在手 2 个工作日")
    assert (waiting["people"], waiting["days"]) == (["第二审核员"], 3)


def test_the_inbox_counts_as_the_history_does(county, submitted, signed_in):
    item = world.work(submitted, "review_at_township")[0]
    reviewer, colleague = county.people["甲镇审核员"], world.hire(county, "第二审核员", Post.TOWN_REVIEWER, "甲镇")
    with on(16, 23):
        assert list(waiting_of([item]).values()) == [Waiting(item.opened_at, 0)]
    with on(18):
        transfer(item=item, by=reviewer, to=Appointment.objects.get(user=colleague), reason="下村")

    with on(23):
        listed, tracked = waiting_of([item])[item.pk], read(submitted, colleague)["waiting"][0]["entries"][0]
        page = signed_in(colleague).get(reverse("inbox:home")).content.decode()

    assert (listed.arrived, listed.days) == (tracked["opened_at"], tracked["days"])
    assert (localtime(listed.arrived).date(), listed.days) == (date(2026, 3, 18), 3)
    assert ('data-label="停留">3 个工作日<' in page, "3月18日 10:00" in page) == (True, True)


def test_a_longer_list_asks_no_more(county, village_round, submitted, django_assert_num_queries):
    world.hand_in(county, world.apply(county, village_round, "甲二村"))

    for items in (world.work(submitted, "review_at_township"), list(WorkItem.objects.open())):
        with django_assert_num_queries(2):
            assert set(waiting_of(items)) == {item.pk for item in items}


def test_who_is_asked_is_named_and_counted_from_the_question(county, submitted):
    item = world.work(submitted, "review_at_township")[0]
    reviewer, leader = county.people["甲镇审核员"], county.people["甲镇镇长"]
    with on(17):
        ask(item=item, by=reviewer, people=[leader], question="户厕是否属实？")
    asked = read(submitted, reviewer)["waiting"][0]["entries"][0]["asked"]
    with on(20):
        give_opinion(voice=Voice.objects.get(), by=leader, words="属实。", agrees=True)

    assert asked == ["甲镇镇长"]
    assert last_of(submitted, reviewer) == ("甲镇镇长", "签注意见", "用时 3 个工作日")


def test_a_stop_counts_for_nobody(county, submitted):
    reviewer, director = county.people["甲镇审核员"], county.people["主任"]
    with on(17):
        terminate(application=submitted, by=director, reason="信访待查")
    with on(24):
        resume(application=world.fresh(submitted), by=director, reason="查无此事")
        resumed = last_of(submitted, reviewer)
    with on(25):
        steps = read(world.fresh(submitted), reviewer)

    assert resumed == ("主任", "恢复", "停办 5 个工作日")
    assert steps["waiting"][0]["entries"][0]["days"] == 2
    assert steps["clocks"] == Clocks(elapsed=7, net=2)


def test_a_deputy_is_named_with_whom_he_stands_for(county, submitted):
    reviewer = county.people["甲镇审核员"]
    deputy = world.hire(county, "第二审核员", Post.TOWN_REVIEWER, "甲镇")
    days = {"since": date(2026, 3, 16), "last_day": date(2026, 3, 27)}
    entrust(principal=reviewer, deputy=deputy, reason="外出培训", **days)

    waiting = read(submitted, reviewer)["waiting"][0]["entries"][0]

    assert waiting["people"] == ["甲镇审核员（第二审核员代理）", "第二审核员"]


def test_a_merged_department_had_it_until_then(county, submitted):
    world.accept(county, world.recommend(county, submitted))
    old, heir = county.departments["宣传部"], county.departments["政法委"]
    Organisation.objects.filter(pk=old.pk).update(valid_to=date(2026, 3, 19), successor=heir)
    with on(19):
        take_over(Organisation.objects.get(pk=old.pk))

    assert last_of(submitted, county.people["政法委评分员"]) == ("系统", "部门并入", "在手 3 个工作日")
    assert last_of(submitted, county.people["经办人"])[2] == ""


def test_both_clocks_stand_on_the_page(county, submitted, signed_in):
    address = reverse("inbox:track", args=[submitted.process_id])
    points = {"RJ-01": {"passes": False, "problem": "缺台账"}}
    with on(18):
        world.act(county, submitted, "review_at_township", decision="return", opinion="请补充。", verdicts=points)

    with on(20):
        page = signed_in(county.people["甲一村书记"]).get(address).content.decode()

    figures = [part.split("<")[0] for part in page.split('<div class="stat-value">')[1:]]
    assert figures == ["4", "2", "2"]
    assert "用时 2 个工作日" in page
