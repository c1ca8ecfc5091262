"""An application that departments are scoring."""

import pytest

from tests import world
from workflows.engine.models import WorkItem


@pytest.fixture
def scoring(county, village_round):
    """甲一村's application, accepted; nobody has scored it yet."""
    return accepted(county, village_round, "甲一村")


def accepted(county, round_, village: str, **answers):
    """A village's application up to the departments."""
    handed_in = world.hand_in(county, world.apply(county, round_, village, **answers))
    return world.accept(county, world.recommend(county, handed_in))


def item_of(application, node: str, department: str) -> WorkItem:
    """A department's open piece of work."""
    return next(item for item in world.work(application, node) if item.organisation.name == department)
