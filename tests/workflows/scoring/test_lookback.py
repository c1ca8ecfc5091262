"""A veto counts only within its look-back period, from the last day of the intake."""

from datetime import date, datetime

import pytest

from accounts import clock
from tests import world
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("happened_on", "state"), [(date(2023, 3, 30), State.SCORE_LOCKED), (date(2023, 3, 31), State.VETOED)]
)
def test_a_veto_of_more_than_three_years_ago_is_passed_over(county, village_round, happened_on, state):
    application = world.accept(
        county, world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲一村")))
    )
    world.act(county, application, "score", given=world.by_the_rule(application))
    world.act(county, application, "sign_scores", decision="sign")
    world.act(county, application, "countersign", agrees=True)
    world.act(
        county,
        application,
        "joint_check",
        clause=lambda item: "FJ-01" if item.organisation.name == "纪委监委" else "",
        facts="村党组织书记受处分。",
        document="禾纪〔2023〕1号",
        happened_on=happened_on,
    )

    with clock.at(datetime(2026, 4, 1, 9)):
        fire_due()
        world.act(county, village_round, "lock_scores")

    assert world.fresh(application).state == state
