"""The reviewer's and the scorer's desks: keys, marks, the drawer, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from tests import world
from workflows.review.models import IndicatorVerdict
from workflows.scoring.models import DepartmentScore

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def submitted(e2e_county):
    """甲一村's application, waiting for its township."""
    round_ = world.village_round(e2e_county)
    return world.hand_in(e2e_county, world.apply(e2e_county, round_, "甲一村"))


def test_a_reviewer_walks_by_keys_and_hands_in(desk, submitted):
    page = desk.take_up("甲镇审核员", submitted, "review_at_township")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="CY-01 村集体经营性收入")).to_be_visible()

    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="RJ-01 卫生户厕普及率")).to_be_visible()
    page.keyboard.press("r")
    page.keyboard.type("缺户厕台账a")
    expect(page.locator("[data-done]")).to_have_text("2")

    page.locator('a[href="#conclusion"]').click()
    expect(page.locator("[data-change-list]")).to_contain_text("RJ-01 卫生户厕普及率：缺户厕台账a")
    page.locator('input[name="decision"][value="return"]').check(force=True)
    page.locator("#id_opinion").fill("请补正。")
    page.get_by_role("button", name="提交审核意见").click()
    page.wait_for_url("**/")

    verdicts = IndicatorVerdict.objects.order_by("indicator").values_list("indicator", "passes", "problem")
    assert list(verdicts) == [("CY-01", True, ""), ("RJ-01", False, "缺户厕台账a")]


def test_whoever_switched_single_keys_off_passes_nothing_by_mistake(desk, submitted):
    page = desk.of("甲镇审核员")
    page.goto("/profile/")
    page.get_by_label("用单个字母键操作").uncheck()
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已保存。").wait_for()

    page = desk.take_up("甲镇审核员", submitted, "review_at_township")
    first = page.get_by_role("heading", level=2).first.inner_text()
    for key in "jark/":
        page.keyboard.press(key)

    expect(page.get_by_role("heading", level=2).first).to_have_text(first)
    expect(page.locator("[data-done]")).to_have_text("0")
    expect(page.locator("kbd:visible")).to_have_count(0)
    assert page.evaluate("() => document.activeElement === document.body")


def test_what_was_typed_is_there_again_after_a_reload(desk, submitted):
    page = desk.take_up("甲镇审核员", submitted, "review_at_township")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.type("数据不符")

    page.reload()

    expect(page.locator(".kept-note")).to_contain_text("已恢复")
    expect(page.locator('[name="problem-CY-01"]')).to_have_value("数据不符")
    expect(page.locator('[name="passes-CY-01"][value="no"]')).to_be_checked()
    page.get_by_role("button", name="不要了").click()
    expect(page.locator('[name="problem-CY-01"]')).to_have_value("")


def test_a_scorer_fills_by_the_rule_and_departs_with_a_reason(desk, e2e_county, submitted):
    application = world.accept(e2e_county, world.recommend(e2e_county, submitted))
    page = desk.take_up("农业农村局评分员", application, "score")

    page.locator('[name="score-CY-01"]').fill("20")
    page.get_by_role("button", name="按建议分填").click()
    expect(page.locator('[name="score-RJ-01"]')).to_have_value("27")
    expect(page.locator('[name="score-CY-01"]')).to_have_value("20")
    page.get_by_role("button", name="提交评分").click()
    expect(page.locator(".error-summary")).to_contain_text("请写明理由")

    page.locator('[name="reason-CY-01"]').fill("报表核减")
    page.get_by_role("button", name="提交评分").click()
    page.wait_for_url("**/")

    assert DepartmentScore.objects.get(indicator="CY-01").reason == "报表核减"


def test_the_drawer_follows_the_line_and_opens_over_the_page_on_a_phone(desk, e2e_county, submitted):
    application = world.accept(e2e_county, world.recommend(e2e_county, submitted))
    page = desk.take_up("农业农村局评分员", application, "score")
    page.locator('[name="score-RJ-01"]').focus()
    expect(page.locator("#d-RJ-01")).to_be_visible()
    expect(page.locator("#d-CY-01")).to_be_hidden()

    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#d-RJ-01")).to_be_hidden()
    page.locator("#r-CY-01 a[data-detail]").first.click()
    expect(page.locator("#d-CY-01")).to_be_visible()
    page.locator("#d-CY-01").get_by_role("link", name="关闭").click()
    expect(page.locator("#d-CY-01")).to_be_hidden()
