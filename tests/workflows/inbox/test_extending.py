"""催办 and 延期 of one piece of work; 放弃申报."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from accounts import clock
from accounts.models import Message
from tests import world
from workflows.applications.services.withdrawing import withdraw
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.models import Event, WorkItem
from workflows.engine.steps import waits_at
from workflows.inbox.extending import extend, urge

FRIDAY = date(2026, 3, 27)


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


@pytest.fixture
def item(submitted):
    return world.work(submitted, "review_at_township")[0]


class TestExtension:
    def test_the_director_gives_more_time_once(self, county, item):
        director = county.people["主任"]

        extend(item=item, by=director, until=FRIDAY, reason="镇里防汛")

        item.refresh_from_db()
        assert item.due_at == datetime(2026, 3, 28, tzinfo=world.county_time())
        event = Event.objects.filter(process_id=item.process_id).latest("pk")
        assert event.opinion == "镇（街道）审核由3月23日延至3月27日：镇里防汛"
        assert Message.objects.of(county.people["甲镇审核员"]).filter(subject__startswith="已延期").exists()
        with pytest.raises(NotNow, match="已经延期过一次"):
            extend(item=item, by=director, until=date(2026, 3, 30), reason="再延")

    @pytest.mark.parametrize(
        ("until", "words"),
        [
            (date(2026, 3, 20), "晚于原来的期限"),
            (date(2026, 3, 28), "工作日"),
            (date(2026, 6, 30), "最多延30天"),
        ],
    )
    def test_a_day_that_will_not_do_is_refused(self, county, item, until, words):
        with pytest.raises(Incomplete, match=words):
            extend(item=item, by=county.people["主任"], until=until, reason="镇里防汛")

    def test_nobody_else_gives_time(self, county, item):
        with pytest.raises(NotYou):
            extend(item=item, by=county.people["甲镇镇长"], until=FRIDAY, reason="忙")

    def test_the_intake_ends_for_all_at_once(self, county, village_round):
        draft = world.apply(county, village_round, "甲一村")

        with pytest.raises(NotNow, match="统一"):
            extend(item=world.work(draft, "fill_in")[0], by=county.people["主任"], until=FRIDAY, reason="忙")

    def test_the_page_says_what_is_wrong(self, county, item, signed_in):
        page = reverse("inbox:extend", args=[item.pk])
        browser = signed_in(county.people["主任"])

        refused = browser.post(page, {"until": "2026-03-28", "reason": "防汛"})
        assert refused.status_code == 422
        assert "工作日" in refused.content.decode()
        assert "已延期" in browser.post(page, {"until": "2026-03-27", "reason": "防汛"}, follow=True).content.decode()


class TestUrging:
    def test_the_office_urges_once_a_day(self, county, item):
        urge(item=item, by=county.people["经办人"])

        assert Message.objects.of(county.people["甲镇审核员"]).filter(subject__startswith="催办").exists()
        with pytest.raises(NotNow, match="今天已经催办过"):
            urge(item=item, by=county.people["经办人"])
        with clock.at(datetime(2026, 3, 17, 9, 0)):
            urge(item=item, by=county.people["经办人"])

    def test_a_township_urges_its_own_villages_only(self, county, village_round, item):
        draft = world.apply(county, village_round, "甲二村")
        [filling] = world.work(draft, "fill_in")

        urge(item=filling, by=county.people["甲镇审核员"])

        with pytest.raises(NotYou):
            urge(item=filling, by=county.people["乙镇审核员"])
        with pytest.raises(NotYou):
            urge(item=item, by=county.people["甲一村书记"])

    def test_the_track_has_the_button_for_whoever_may(self, county, submitted, item, signed_in):
        track, button = reverse("inbox:track", args=[submitted.process_id]), reverse("inbox:urge", args=[item.pk])

        assert button not in signed_in(county.people["甲一村书记"]).get(track).content.decode()
        office = signed_in(county.people["经办人"])
        assert button in office.get(track).content.decode()
        assert "已催办" in office.post(button, follow=True).content.decode()


class TestWithdrawing:
    def test_a_village_gives_the_round_up(self, county, submitted):
        withdraw(application=submitted, by=county.people["甲一村书记"], reason="村庄要合并")

        case = world.fresh(submitted)
        assert (case.state, waits_at(case)) == ("withdrawn", set())
        assert not WorkItem.objects.open().filter(process_id=case.process_id).exists()

    def test_while_departments_score_too(self, county, submitted):
        scoring = world.accept(county, world.recommend(county, submitted))

        withdraw(application=scoring, by=county.people["甲一村书记"], reason="村庄要合并")

        assert waits_at(world.fresh(scoring)) == set()

    def test_not_after_the_lock_nor_by_others(self, county, submitted):
        with pytest.raises(NotYou):
            withdraw(application=submitted, by=county.people["甲镇镇长"], reason="不报了")
        with pytest.raises(Incomplete, match="写明放弃申报的原因"):
            withdraw(application=submitted, by=county.people["甲一村书记"], reason=" ")
        withdraw(application=submitted, by=county.people["甲一村书记"], reason="村庄要合并")
        with pytest.raises(NotNow):
            withdraw(application=submitted, by=county.people["甲一村书记"], reason="再来一次")

    def test_the_page_asks_twice(self, county, submitted, signed_in):
        browser, page = signed_in(county.people["甲一村书记"]), reverse("applications:withdraw", args=[submitted.pk])

        assert browser.post(page, {"reason": "合并"}).status_code == 422
        assert "已放弃本批次申报" in browser.post(page, {"reason": "合并", "sure": "on"}, follow=True).content.decode()
