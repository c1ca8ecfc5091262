"""Between the tabs of a desk only the middle of the page is fetched; without scripts they are plain links."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_tab_replaces_the_middle_of_the_page_only(desk):
    page = desk.of("甲镇审核员")
    page.goto("/")
    page.evaluate("window.stillThere = true")

    page.get_by_role("navigation", name="办理情况").get_by_role("link", name="已办").click()

    expect(page).to_have_url(f"{desk.server.url}/done/")
    expect(page.locator("#main h1")).to_contain_text("已办")
    assert page.evaluate("window.stillThere") is True
