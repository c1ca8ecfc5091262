"""One real browser for every test of a process that needs one: a second one beside it would not start."""

import os
import shutil
from collections.abc import Iterator

import pytest

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def chromium_program() -> str:
    """Debian's, or the older one that ``bench/old_chromium.py`` names in ``SHIFAN_CHROMIUM``."""
    program = os.environ.get("SHIFAN_CHROMIUM") or shutil.which("chromium")
    assert program, "Debian's chromium is not installed: apt-get install chromium"
    return program


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """The browser; every test opens windows of its own."""
    from playwright.sync_api import sync_playwright  # only here: most processes need no browser

    # Playwright's own loop runs in this thread; the tests themselves ask the database one thing at a time.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=FLAGS)
        yield browser
        browser.close()
