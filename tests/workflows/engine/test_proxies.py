"""A deputy works on the principal's posts; two signatures stay two people's."""

from datetime import date

import pytest
from django.urls import reverse

from accounts import clock
from accounts.appointments import appoint
from accounts.enums import Post
from accounts.proxies import entrust
from tests import stories, world
from workflows.dossiers.papers.opinions import townships
from workflows.dossiers.reading import read_application, read_round
from workflows.engine.actions import Action
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import NotNow
from workflows.engine.models import Event, WorkItem
from workflows.engine.signatures import signed_as
from workflows.engine.steps import perform
from workflows.engine.transition import note


@pytest.fixture
def reviewed(county, village_round):
    """Reviewed by 甲镇审核员; waits for the leader's signature."""
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))
    return world.act(
        county,
        application,
        "review_at_township",
        decision="recommend",
        opinion="属实，推荐。",
        site_check=world.SITE_CHECK,
    )


@pytest.fixture
def leader_is_away(county):
    def stands_in(name: str):
        deputy = county.people[name]
        entrust(
            principal=county.people["甲镇镇长"],
            deputy=deputy,
            since=date(2026, 3, 16),
            last_day=date(2026, 3, 20),
            reason="外出培训",
        )
        return deputy

    return stands_in


def sign(case, by):
    [item] = world.work(case, "sign_at_township")
    perform(item.task, by=by, decision="recommend", opinion="同意推荐。")
    return world.fresh(case)


def test_a_deputy_signs_for_the_principal(county, reviewed, leader_is_away):
    world.hire(county, "甲镇副镇长", Post.TOWN_REVIEWER, "甲镇")
    deputy = leader_is_away("甲镇副镇长")
    assert WorkItem.objects.waiting_for(deputy).filter(node="sign_at_township").exists()

    case = sign(reviewed, deputy)

    assert case.state == "town_recommended"
    event = Event.objects.filter(process_id=case.process_id, action="sign_at_township").get()
    assert (event.actor, event.on_behalf_of, event.post) == (deputy, "甲镇镇长", Post.TOWN_LEADER)


def test_who_reviewed_does_not_sign_as_the_leaders_deputy(reviewed, leader_is_away):
    reviewer = leader_is_away("甲镇审核员")

    with pytest.raises(NotNow, match="签发须由另一位领导办理"):
        sign(reviewed, reviewer)

    assert world.fresh(reviewed).state == "town_reviewed"


def test_a_clerk_does_not_submit_as_the_secretarys_deputy(county, village_round):
    application = world.apply(county, village_round, "甲一村")
    world.act(county, application, "fill_in")
    clerk = county.people["甲一村填报员"]
    entrust(
        principal=county.people["甲一村书记"],
        deputy=clerk,
        since=date(2026, 3, 16),
        last_day=date(2026, 3, 20),
        reason="住院",
    )
    [item] = world.work(application, "submit")

    with pytest.raises(NotNow, match="您在这件事里已经办过"):
        perform(item.task, by=clerk, decision="submit")


def test_two_posts_of_ones_own_are_no_proxy(county, village_round):
    """A village may give both posts to one person: that is the township's to judge, not a proxy's rule."""
    clerk = county.people["甲一村填报员"]
    appoint(user=clerk, post=Post.VILLAGE_SECRETARY, region=county.regions["甲一村"], since=date(2026, 1, 1))
    clerk.forget_appointments()
    application = world.apply(county, village_round, "甲一村")
    world.act(county, application, "fill_in")
    [item] = world.work(application, "submit")

    perform(item.task, by=clerk, decision="submit")

    assert world.fresh(application).state == "submitted"


def test_the_history_says_for_whom(county, reviewed, leader_is_away, signed_in):
    world.hire(county, "甲镇副镇长", Post.TOWN_REVIEWER, "甲镇")
    sign(reviewed, leader_is_away("甲镇副镇长"))

    page = signed_in(county.people["经办人"]).get(reverse("inbox:track", args=[reviewed.process_id]))

    assert "甲镇副镇长（代甲镇镇长办理）" in page.content.decode()


def test_the_page_names_a_deputy_and_ends_it(county, signed_in):
    browser = signed_in(county.people["甲镇镇长"])
    form = {
        "deputy": county.people["甲镇审核员"].pk,
        "since": "2026-03-16",
        "last_day": "2026-03-18",
        "reason": "外出培训",
    }

    page = browser.post(reverse("accounts:proxies"), form, follow=True).content.decode()

    assert "已委托甲镇审核员代理（3月16日至3月18日）" in page
    proxy = county.people["甲镇镇长"].proxies_given.get()
    page = browser.post(reverse("accounts:end_proxy", args=[proxy.pk]), follow=True).content.decode()
    assert "甲镇审核员不再代理" in page


def test_the_page_says_what_is_wrong_and_keeps_what_was_typed(county, signed_in):
    browser = signed_in(county.people["甲镇镇长"])
    form = {
        "deputy": county.people["甲镇审核员"].pk,
        "since": "2026-03-18",
        "last_day": "2026-03-16",
        "reason": "外出培训",
    }

    page = browser.post(reverse("accounts:proxies"), form).content.decode()

    assert "结束日不能早于起始日" in page
    assert "外出培训" in page


def test_papers_name_principal_and_deputy(county, reviewed, leader_is_away):
    world.hire(county, "甲镇副镇长", Post.TOWN_REVIEWER, "甲镇")
    case = sign(reviewed, leader_is_away("甲镇副镇长"))

    opinion = case.opinions.last()
    assert opinion.by_name == "甲镇副镇长（代甲镇镇长）"
    record = read_application(case, read_round(case.round))
    assert townships(record).signer == "甲镇副镇长（代甲镇镇长）"


def test_the_name_stays_when_the_proxy_has_ended(county, village_round):
    director = county.people["主任"]
    now = clock.now()

    assert signed_as(village_round, Action.OPEN_ROUND, director, None) == "主任"
    note(village_round, by=director, action=Action.APPROVE_LIST)
    assert signed_as(village_round, Action.APPROVE_LIST, director, now) == "主任"


def test_the_lock_is_printed_as_it_was_signed(county, village_round):
    world.to_the_lock(county, village_round, "甲一村")
    county.people["副主任"] = world.hire(county, "副主任", Post.COUNTY_LEADER, "禾塬县")
    entrust(
        principal=county.people["主任"],
        deputy=county.people["副主任"],
        since=date(2026, 4, 1),
        last_day=date(2026, 4, 3),
        reason="外出培训",
    )
    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        [item] = world.work(village_round, "lock_scores")
        perform(item.task, by=county.people["副主任"])

    assert read_round(world.fresh(village_round)).lock_signer == "副主任（代主任）"
