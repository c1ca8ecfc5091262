"""Signing in, failing to, and being locked out."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clerk(e2e_county):
    """A clerk with a password."""
    user = e2e_county.people["甲一村填报员"]
    user.set_password("Test-2026-sign-in")
    user.save()
    return user


def sign_in(page, username: str, password: str) -> None:
    page.locator('[name="username"]').fill(username)
    page.locator('[name="password"]').fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="登录").click()


def test_a_clerk_signs_in_on_a_phone_and_out_again(desk, clerk, live_server):
    page = desk.browser.new_context(viewport=PHONE, locale="zh-CN", base_url=live_server.url).new_page()
    page.goto("/applications/")
    sign_in(page, clerk.username, "Test-2026-sign-in")

    expect(page).to_have_url(f"{live_server.url}/applications/")
    expect(page.locator("body")).to_contain_text("我的申报")


def test_five_wrong_passwords_lock_and_the_page_says_what_to_do(desk, clerk, live_server):
    page = desk.outsider()
    page.goto("/")
    for _ in range(4):
        sign_in(page, clerk.username, "wrong")
        expect(page.locator('[name="username"]')).to_have_value(clerk.username)
    sign_in(page, clerk.username, "wrong")

    expect(page.locator("body")).to_contain_text("锁定")
    page.goto("/")
    sign_in(page, clerk.username, "Test-2026-sign-in")
    expect(page.locator("body")).to_contain_text("锁定")
