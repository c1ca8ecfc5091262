"""A list before the public."""

import pytest
from django.core.cache import cache

from accounts import clock
from tests import stories, world
from tests.workflows.ranking.builders import waiting_for_the_list


@pytest.fixture(autouse=True)
def nobody_has_written_this_hour():
    """The guard of the public forms counts in memory."""
    cache.clear()


@pytest.fixture
def published_round(county, village_round):
    """Two villages proposed and published, on a Wednesday: the notice ends on the next Tuesday."""
    for village, total in (("甲一村", "90"), ("乙一村", "80")):
        waiting_for_the_list(county, village_round, village, total)
    stories.after_intake(county, village_round, stories.steps_to_the_notice())
    with clock.at(stories.AFTER_INTAKE):
        yield world.fresh(village_round)


@pytest.fixture
def notice(published_round):
    """The running notice."""
    return published_round.notices.get()


@pytest.fixture
def accused(published_round):
    """A village on the list."""
    return published_round.applications.get(region__name="甲一村")
