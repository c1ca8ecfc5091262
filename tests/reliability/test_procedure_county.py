"""Random people, permitted and forbidden, with the departments and before the public: to the title, and sideways."""

import pytest

from .procedure import stage
from .procedure.running import run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_whatever_departments_and_the_county_do_is_as_foretold(story, figure):
    run(stage.build(at_work=True), figure, "county")
