"""Random people, permitted and forbidden, from four drafts on: every way back of the village, the township, the office."""

import pytest

from .procedure import stage
from .procedure.running import run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_whatever_villages_townships_and_the_office_do_is_as_foretold(story, figure):
    run(stage.build(at_work=False), figure, "villages")
