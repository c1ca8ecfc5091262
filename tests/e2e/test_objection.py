"""Somebody outside objects to a name on the list; the office finds it justified; the list is published anew."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests import world
from tests.e2e import steps
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.publicity.models import Objection
from workflows.rounds.states import RoundState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def published(e2e_county, story_clock):
    """Two villages on a running notice."""
    round_ = world.village_round(e2e_county)
    for village, income in (("甲一村", "60"), ("乙一村", "30")):
        world.to_the_lock(e2e_county, round_, village, income=income)
    story_clock.wait_until(round_.intake_ends_at + timedelta(hours=15))
    fire_due()
    world.act(e2e_county, round_, "lock_scores")
    world.act(e2e_county, round_, "propose_list")
    world.act(e2e_county, round_, "approve_list", meeting="领导小组第3次会议")
    return world.act(e2e_county, round_, "publish_notice", phone="0913-5550000", address="县政府院内")


def test_an_upheld_objection_takes_the_name_off_and_the_list_is_published_again(
    desk, e2e_county, story_clock, published
):
    notice = published.notices.get()
    public = desk.outsider()
    public.goto("/publicity/")
    public.get_by_role("link", name="拟命名名单").first.click()
    expect(public.locator("body")).to_contain_text("甲一村")
    public.get_by_role("link", name="异议").first.click()
    public.locator('[name="application"]').select_option(label="甲镇甲一村")
    steps.type_into(public, {"matter": "户厕台账造假。", "name": "王群众", "contact": "0913-5551111"})
    steps.press(public, "提交")
    objection = Objection.objects.get()
    expect(public.locator("body")).to_contain_text(objection.shown_receipt)

    office = desk.of("经办人")
    office.goto(f"/publicity/objections/{objection.pk}/")
    assert "王群众" not in office.content()
    steps.press(office, "查看反映人", confirm="查看")
    expect(office.locator("body")).to_contain_text("王群众")
    director = desk.of("主任")
    director.goto(f"/publicity/objections/{objection.pk}/")
    director.locator('[name="finding"][value="upheld"]').check(force=True)
    answer = {"findings_of_fact": "经核查，台账与实际不符。", "summary": "户厕台账与实际不符", "reply": "经核查属实。"}
    steps.type_into(director, answer)
    steps.press(director, "办结异议", confirm="办结")

    story_clock.wait_until(notice.ends_at + timedelta(hours=9))
    fire_due()
    office = desk.take_up("经办人", published, "close_notice")
    steps.press(office, "登记公示结果", confirm="登记")

    round_ = world.fresh(published)
    assert round_.state == RoundState.LOCKED
    assert sorted(row.state for row in round_.applications.all()) == [State.DISQUALIFIED, State.SCORE_LOCKED]
    office = desk.take_up("经办人", round_, "propose_list")
    expect(office.locator("body")).to_contain_text("乙一村")
    expect(office.locator("table")).not_to_contain_text("甲一村")
