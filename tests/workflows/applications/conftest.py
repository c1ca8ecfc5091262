"""An application in the tiny county, fresh or filled in."""

import pytest

from tests import world
from workflows.flows.starting import begin_application


@pytest.fixture
def clerk(county):
    return county.people["甲一村填报员"]


@pytest.fixture
def secretary(county):
    return county.people["甲一村书记"]


@pytest.fixture
def draft(county, village_round, clerk):
    """Begun, nothing filled in."""
    return begin_application(round_=village_round, region=county.regions["甲一村"], by=clerk)


@pytest.fixture
def filled(county, draft):
    """Filled in, not yet handed over."""
    world.fill(county, draft)
    return world.fresh(draft)


@pytest.fixture
def submitted(county, filled):
    """With the township."""
    return world.hand_in(county, filled)
