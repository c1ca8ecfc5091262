"""What every test stands on."""

import os
import sys

import pytest
from django.conf import settings as database_settings
from django.test import TransactionTestCase
from hypothesis import settings

from accounts import clock, triggers

from . import world
from .chromium import chromium

__all__ = ["chromium"]

# The same examples every time, so that a change is judged by what it changes. HYPOTHESIS_PROFILE=default looks for new
# ones; what it finds becomes a test of its own.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


#: Who uses none of these asks no database.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
#: Who uses one of these looks at screens: what they show was asked of the services below them, which run on both.
SCREEN_FIXTURES = {"client", "signed_in"}


@pytest.hookimpl(trylast=True)  # once -m and -k have chosen
def pytest_collection_modifyitems(config, items):
    """On the second database only what may differ there; and first of all the files that take long."""
    if "sqlite" not in database_settings.DATABASES["default"]["ENGINE"]:
        kept = [one for one in items if may_differ(one)]
        config.hook.pytest_deselected(items=list({*items} - {*kept}))
        items[:] = kept
    # The workers take file after file: a long one among the last would leave the others idle.
    long = {one.path for one in items if one.get_closest_marker("slow")}
    items.sort(key=lambda one: one.path not in long)


def may_differ(item) -> bool:
    """Does the test ask the database, and below the screens?"""
    asks = item.get_closest_marker("django_db") or DATABASE_FIXTURES & {*item.fixturenames}
    return bool(asks) and not SCREEN_FIXTURES & {*item.fixturenames}


@pytest.fixture(autouse=True, scope="session")
def emptying_between_tests_passes_the_guards():
    """A transactional test is followed by a flush, which append-only tables refuse like anybody else's DELETE."""
    original = TransactionTestCase._fixture_teardown

    def lift_guards_and_flush(self):
        with triggers.suspended():
            original(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_guards_and_flush)
        yield


@pytest.fixture
def story(db):
    """Time runs from a Monday in the intake of the tiny county's round."""
    with clock.at(world.STORY_BEGINS):
        yield


@pytest.fixture
def county(story) -> world.County:
    """The tiny county with its people."""
    return world.build_county()


@pytest.fixture
def village_round(county):
    """An open round of 县级示范村 with two places."""
    return world.village_round(county)


@pytest.fixture
def signed_in(client):
    """``signed_in(user)`` → a browser in which this person is signed in."""

    def sign_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def figure(capsys):
    """``figure(name, value, target)`` prints one line that ``bin/bench`` gathers."""

    def show(name: str, value: float, target: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\nFIGURE {name} {value:g} {target}\n")

    return show
