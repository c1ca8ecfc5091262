"""The screens of departments, the county's office and the administrators."""

import pytest

from tests.e2e.accessible import Accessible
from tests.e2e.screens import LARGE_TYPE, screens
from tests.e2e.sweeping import sweep_of


@pytest.fixture(scope="module")
def swept(frozen_desk):
    return sweep_of(*frozen_desk, [screen for screen in screens() if screen.role not in {"", *LARGE_TYPE}])


class TestScreensOfTheCounty(Accessible):
    name = "county"
