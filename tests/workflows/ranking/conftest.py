"""A round whose scores are locked."""

import pytest

from accounts import clock
from tests import stories, world


@pytest.fixture
def locked_round(county, village_round):
    """The tiny county's round after its intake, ready to be ranked; nobody has taken part yet."""
    stories.after_intake(county, village_round, [("lock_scores", {})])
    with clock.at(stories.AFTER_INTAKE):
        yield world.fresh(village_round)
