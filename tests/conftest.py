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


def pytest_collection_modifyitems(config, items):
    """On the second database only what asks one: the rest said the same on the first."""
    if "sqlite" in database_settings.DATABASES["default"]["ENGINE"]:
        return
    asks = [one for one in items if one.get_closest_marker("django_db") or DATABASE_FIXTURES & {*one.fixturenames}]
    config.hook.pytest_deselected(items=list({*items} - {*asks}))
    items[:] = asks


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
