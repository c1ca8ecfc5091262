"""What the steps of a round cost. Every other story holds the same figure (``tests.counting``)."""

import pytest

from accounts import clock
from tests import counting, stories, world
from workflows.engine.deadlines import fire_due

pytestmark = pytest.mark.django_db


def test_no_step_of_a_village_and_its_round_asks_forty_questions(county, village_round):
    with counting.spent() as queries:
        case = world.apply(county, village_round, "甲一村")
        steps = stories.village_steps(case)
        stories.play(county, case, steps)
        stories.after_intake(county, village_round, stories.steps_to_the_notice())
        with clock.at(stories.day_after(village_round)):
            fire_due()
            stories.play(county, village_round, stories.steps_to_the_title())

    of_the_round = [*stories.steps_to_the_notice(), *stories.steps_to_the_title()]
    assert set(queries) == {node for node, _ in (*steps, *of_the_round)}
    assert {node: spent for node, spent in queries.items() if spent >= counting.MOST_QUERIES} == {}
