"""A real browser (Debian's Chromium) against a real server, each person in a window of their own.

The server runs in a thread; its clock follows ``story_clock``, so that a story may wait for a deadline.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts import clock
from tests import world
from tests.architecture.stage import NOW, Stage, build_stage
from workflows.engine.models import WorkItem

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


class StoryClock:
    """Stands in for the clock's shift: the same in every thread, moved by hand."""

    def __init__(self):
        self.shift = timedelta()

    def get(self) -> timedelta:
        return self.shift

    def set(self, shift: timedelta) -> timedelta:
        """For ``clock.at``; the token is the shift before."""
        before, self.shift = self.shift, shift
        return before

    def reset(self, before: timedelta) -> None:
        """As it was before ``clock.at``."""
        self.shift = before

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.shift += timedelta(**span)

    def wait_until(self, moment) -> None:
        """Let time pass until a moment."""
        self.shift += moment - clock.now()


@pytest.fixture
def story_clock(monkeypatch) -> StoryClock:
    """Time of the whole story, for the server's threads too."""
    shared = StoryClock()
    monkeypatch.setattr(clock, "_shift", shared)
    shared.wait_until(world.STORY_BEGINS.replace(tzinfo=world.county_time()))
    return shared


class Desk:
    """Windows of the people of a story."""

    def __init__(self, browser, server, county):
        self.browser, self.server, self.county = browser, server, county
        self.windows = {}

    def of(self, name: str, viewport: dict | None = None):
        """The window of a person of the tiny county, signed in."""
        if name not in self.windows:
            context = self.browser.new_context(viewport=viewport or DESKTOP, locale="zh-CN", base_url=self.server.url)
            context.set_default_timeout(10_000)
            context.add_cookies([self.session_of(self.county.people[name])])
            page = context.new_page()
            page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
            self.windows[name] = page
        return self.windows[name]

    def session_of(self, user) -> dict:
        """A session as signing in makes it; the sign-in form has a story of its own."""
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": self.server.url}

    def outsider(self):
        """Somebody without an account."""
        return self.browser.new_context(viewport=PHONE, locale="zh-CN", base_url=self.server.url).new_page()

    def take_up(self, name: str, case, node: str):
        """A person finds a piece of work at their desk and opens it; returns the window."""
        page = self.of(name)
        page.goto("/")
        item = self.item(name, case, node)
        page.locator(f'a[href="/todo/{item.pk}/"]').last.click()
        page.wait_for_url(f"**/todo/{item.pk}/")
        return page

    def item(self, name: str, case, node: str) -> WorkItem:
        """The piece of work that the person sees."""
        return WorkItem.objects.waiting_for(self.county.people[name]).get(process_id=case.process_id, node=node)

    def close(self) -> None:
        for page in self.windows.values():
            page.context.close()


@pytest.fixture
def desk(chromium, live_server, e2e_county, story_clock):
    """Everybody's windows."""
    opened = Desk(chromium, live_server, e2e_county)
    yield opened
    opened.close()


@pytest.fixture
def e2e_county(transactional_db, story_clock) -> world.County:
    """The tiny county, committed, so that the server sees it."""
    return world.build_county()


@pytest.fixture(scope="module")
def module_clock() -> Iterator[StoryClock]:
    """``story_clock`` for the tests of a file together."""
    with pytest.MonkeyPatch.context() as patch:
        shared = StoryClock()
        patch.setattr(clock, "_shift", shared)
        shared.wait_until(world.STORY_BEGINS.replace(tzinfo=world.county_time()))
        yield shared


@pytest.fixture(scope="module")
def module_database(django_db_setup, django_db_blocker, live_server) -> Iterator[None]:
    """What is told once for a file is committed; the flush after its first test takes it away."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def frozen_desk(chromium, live_server, module_database, module_clock) -> Iterator[tuple[Desk, Stage]]:
    """Everybody's windows on the stage of the address tests, at its moment."""
    stage = build_stage()
    module_clock.wait_until(NOW.replace(tzinfo=world.county_time()))
    opened = Desk(chromium, live_server, stage.county)
    yield opened, stage
    opened.close()
