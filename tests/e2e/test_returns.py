"""A return and its correction through the screens."""

import pytest
from playwright.sync_api import expect

from tests import world
from tests.e2e import steps
from workflows.applications.states import State

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROBLEM = "缺户厕台账，请补传。"


def test_a_returned_village_sees_what_to_change_changes_it_and_submits_again(desk, e2e_county, tmp_path):
    round_ = world.village_round(e2e_county)
    application = world.hand_in(e2e_county, world.apply(e2e_county, round_, "甲一村"))

    reviewer = desk.take_up("甲镇审核员", application, "review_at_township")
    steps.review(reviewer, decision="return", opinion="请补正后再次提交。", changes={"RJ-01": PROBLEM})
    assert world.fresh(application).state == State.TOWN_RETURNED

    clerk = desk.of("甲一村填报员", viewport={"width": 390, "height": 844})
    clerk.goto(f"/applications/{application.pk}/edit/")
    expect(clerk.locator("#returned")).to_contain_text("缺户厕台账")
    clerk.locator("#returned").get_by_role("link", name="去改").click()
    clerk.locator('[name="data.toilet_ok.value"]').fill("92")
    steps.upload(clerk, steps.photograph(tmp_path, "户厕台账"))
    steps.save_page(clerk)
    clerk = desk.take_up("甲一村填报员", application, "fill_in")
    steps.press(clerk, "送审")
    secretary = desk.take_up("甲一村书记", application, "submit")
    secretary.locator('[name="commitment"]').check()
    steps.press(secretary, "签署并提交")

    application = world.fresh(application)
    assert (application.state, application.submissions.count()) == (State.SUBMITTED, 2)
    reviewer = desk.take_up("甲镇审核员", application, "review_at_township")
    expect(reviewer.locator("body")).to_contain_text("第2次送审")
    expect(reviewer.locator("#i-RJ-01")).to_contain_text("这次已改")


def test_what_is_missing_is_named_and_nothing_typed_is_lost(desk, e2e_county):
    round_ = world.village_round(e2e_county)
    application = world.hand_in(e2e_county, world.apply(e2e_county, round_, "甲一村"))

    reviewer = desk.take_up("甲镇审核员", application, "review_at_township")
    steps.judge(reviewer, {})
    reviewer.locator('a[href="#conclusion"]').click()
    steps.conclude(reviewer, "recommend", "推荐，写了很长一段意见。")
    steps.press(reviewer, "提交审核意见")

    expect(reviewer.locator("body")).to_contain_text("实地核查")
    assert reviewer.locator('[name="opinion"]').input_value() == "推荐，写了很长一段意见。"
    assert world.fresh(application).state == State.SUBMITTED
