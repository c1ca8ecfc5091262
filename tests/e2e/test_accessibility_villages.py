"""The screens of villages and townships, and the public's; and what somebody sees who is turned away."""

import pytest
from django.urls import reverse

from tests.architecture.stage import PEOPLE
from tests.e2e.accessible import Accessible
from tests.e2e.screens import LARGE_TYPE, screens
from tests.e2e.sweeping import open_page, sweep_of


@pytest.fixture(scope="module")
def swept(frozen_desk):
    desk, stage = frozen_desk
    sweep = sweep_of(desk, stage, [screen for screen in screens() if screen.role in {"", *LARGE_TYPE}])
    page = desk.of(PEOPLE["secretary"])
    for status, where in turned_away(stage).items():
        open_page(page, where, status)
        sweep.look(page, f"turned away with {status}", large_type=True)
    return sweep


def turned_away(stage) -> dict[int, str]:
    """Not his, not there, not any more."""
    return {
        403: reverse("accounts:people"),
        404: "/nowhere/",
        409: reverse("applications:withdraw", args=[stage.named["finished"]]),
    }


class TestScreensOfVillagesAndTownships(Accessible):
    name = "villages"
