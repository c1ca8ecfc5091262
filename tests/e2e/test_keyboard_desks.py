"""Townships, departments and the office at work without a mouse; what opens over a page holds the focus and gives it back."""

import pytest
from playwright.sync_api import expect

from accounts import clock
from tests import world
from tests.e2e.conftest import PHONE
from tests.e2e.walking import Hands
from workflows.applications.states import State
from workflows.review.models import IndicatorVerdict
from workflows.scoring.models import DepartmentScore

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCORER = "农业农村局评分员"


@pytest.fixture
def submitted(e2e_county):
    """甲一村's application, waiting for its township."""
    return world.hand_in(e2e_county, world.apply(e2e_county, world.village_round(e2e_county), "甲一村"))


def test_a_township_reviews_with_j_k_a_r_and_recommends(desk, submitted):
    hands = Hands(desk.of("甲镇审核员"))
    page = hands.page
    page.goto("/")
    hands.press("j", "Enter")  # the first of the list
    page.wait_for_url("**/todo/*/")

    hands.press("j", "r")
    page.keyboard.type("缺报表")
    hands.press("Tab")
    hands.to(page.locator(".outline-back"))
    hands.press("k", "j", "a")
    expect(page.locator("#i-RJ-01")).to_be_visible()
    hands.press(*"aaaaa")  # as fast as one can: none is skipped
    while page.locator("#conclusion").is_hidden():
        hands.press("j")
    hands.date(page.locator('[name="checked_on"]'), clock.today().isoformat())
    hands.write(page.locator('[name="checked_by"]'), "张核查、王核查")
    hands.choose(page.locator('[name="decision"]'), "recommend")
    hands.write(page.locator('[name="opinion"]'), "材料齐全，推荐。")
    hands.follow(page.get_by_role("button", name="提交审核意见"))
    expect(page.locator(".error-summary")).to_have_count(0)

    assert world.fresh(submitted).state == State.TOWN_REVIEWED
    assert set(IndicatorVerdict.objects.values_list("passes", flat=True)) == {True}


def test_a_department_scores_its_table_and_hands_it_in(desk, e2e_county, submitted):
    world.accept(e2e_county, world.recommend(e2e_county, submitted))
    hands = Hands(desk.of(SCORER))
    page = hands.page
    page.goto("/scoring/")
    hands.follow(page.get_by_role("link", name="本局评分").first)
    row = page.locator('tr[data-village="甲一村"]')
    first = row.locator("td[data-code] input").first
    if not first.is_visible():
        hands.to(page.locator("[data-open-group]").first)
        hands.press("Enter")

    hands.to(first)
    for _ in range(row.locator("td[data-code] input").count()):
        hands.press("Space", "Tab")
    expect(row.locator("[data-state-shown]")).to_have_text("已存")
    hands.follow(page.locator("[data-submit]"))
    hands.follow(page.get_by_role("button", name="确认提交"))

    assert DepartmentScore.objects.filter(organisation__name="农业农村局").exists()
    assert not [item for item in world.work(submitted, "score") if item.organisation.name == "农业农村局"]


def test_a_question_holds_the_focus_and_gives_it_back(desk, e2e_county):
    draft = world.apply(e2e_county, world.village_round(e2e_county), "甲一村")
    hands = Hands(desk.of("甲一村填报员"))
    page = hands.page
    page.goto(f"/applications/{draft.pk}/edit/indicators/CY-01/")
    button = page.locator("confirm-button button").first

    hands.to(button)
    hands.press("Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    for _ in range(6):
        hands.press("Tab")
        assert page.evaluate(
            "() => document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    hands.press("Escape")

    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    hands.press("Enter")
    hands.to(dialog.get_by_role("button").last)
    hands.press("Enter")
    expect(button).to_have_count(0)
    assert not draft.evidence.filter(indicator="CY-01").exists()


def test_the_offices_own_menu_opens_and_closes_by_keys(desk):
    hands = Hands(desk.of("经办人"))
    page = hands.page
    page.goto("/")
    summary = page.locator("details.who summary")

    hands.to(summary)
    hands.press("Enter", "Tab")
    expect(page.get_by_role("link", name="个人设置").first).to_be_focused()
    hands.press("Escape")

    expect(page.locator("details.who")).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_the_menu_of_a_phone_is_a_drawer(desk):
    hands = Hands(desk.of("甲一村填报员", viewport=PHONE))
    page = hands.page
    page.goto("/")
    link, menu = page.locator('a[href="#menu"]').first, page.locator("#menu")

    hands.to(link)
    hands.press("Enter")
    expect(menu).to_be_visible()
    for _ in range(menu.locator("a, button").count() + 2):
        assert page.evaluate("() => !!document.activeElement.closest('#menu')")
        hands.press("Tab")
    hands.press("Escape")

    expect(menu).to_be_hidden()
    expect(link).to_be_focused()


def test_the_first_stop_of_a_page_leads_past_its_menus(desk):
    hands = Hands(desk.of("经办人"))
    hands.page.goto("/")

    hands.press("Tab")
    expect(hands.page.locator(".skip-link")).to_be_in_viewport()
    hands.press("Enter", "Tab")

    assert hands.page.evaluate("() => !!document.activeElement.closest('main')")
