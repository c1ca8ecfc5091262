"""A list whose notice ended without an objection."""

import pytest

from accounts import clock
from tests import stories, world
from tests.workflows.ranking.builders import waiting_for_the_list
from workflows.engine.deadlines import fire_due


@pytest.fixture
def noticed_round(county, village_round):
    """Two villages wait for the county's decision, on the morning after the notice."""
    for village, total in (("甲一村", "80"), ("乙一村", "90")):
        waiting_for_the_list(county, village_round, village, total)
    stories.after_intake(county, village_round, stories.steps_to_the_notice())
    with clock.at(stories.day_after(village_round)):
        fire_due()
        yield world.act(county, village_round, "close_notice")
