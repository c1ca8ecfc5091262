"""我的申报: rounds to join, and what became of each application."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from workflows.flows.starting import begin_application

MINE = reverse("applications:mine")


def begin(browser, round_, region):
    return browser.post(reverse("flows:begin"), {"round": round_.pk, "region": region.pk})


def test_a_clerk_finds_the_round_and_begins(county, village_round, clerk, signed_in):
    browser = signed_in(clerk)
    assert [one.round for one in browser.get(MINE).context["openings"]] == [village_round]

    answer = begin(browser, village_round, county.regions["甲一村"])

    application = village_round.applications.get()
    assert answer.headers["Location"] == reverse("applications:edit", args=[application.pk])
    page = browser.get(MINE)
    assert [one.application for one in page.context["bids"]] == [application]
    assert page.context["openings"] == []


def test_nobody_begins_for_another_village(county, village_round, clerk, signed_in):
    assert begin(signed_in(clerk), village_round, county.regions["甲二村"]).status_code == 403
    assert not village_round.applications.exists()


def test_nobody_begins_twice(county, village_round, clerk, signed_in, draft):
    assert begin(signed_in(clerk), village_round, county.regions["甲一村"]).status_code == 409


@pytest.mark.parametrize(("round_", "region"), [("", ""), ("1²", "619921101201"), ("999999", "619921101201")])
def test_a_round_that_is_not_there_is_not_found(village_round, clerk, signed_in, round_, region):
    assert signed_in(clerk).post(reverse("flows:begin"), {"round": round_, "region": region}).status_code == 404


def test_each_state_says_what_happens_next(submitted, secretary, signed_in):
    page = signed_in(secretary).get(MINE)

    bid = page.context["bids"][0]
    assert (bid.may_edit, bid.may_recall) == (False, True)
    assert "已交镇（街道）审核" in page.content.decode()


def test_a_post_without_an_application_is_told_so(county, village_round, signed_in):
    page = signed_in(county.people["省评审"]).get(MINE)

    assert "您的岗位不负责申报" in page.content.decode()


def test_more_applications_cost_no_more_questions(county, village_round, clerk, signed_in):
    browser = signed_in(clerk)

    def questions() -> int:
        browser.get(MINE)
        with CaptureQueriesContext(connection) as asked:
            browser.get(MINE)
        return len(asked)

    world.fill(county, begin_application(round_=village_round, region=county.regions["甲一村"], by=clerk))
    one = questions()
    for year in (2027, 2028):
        later = world.village_round(county, year=year)
        world.fill(county, begin_application(round_=later, region=county.regions["甲一村"], by=clerk))

    assert questions() == one
    assert one < 40
