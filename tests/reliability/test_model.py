"""Random people do random things to two applications of one round, permitted and forbidden, in any order.

After every step: the two records of where a case stands agree; nothing that was handed in, said or scored is lost;
the history has no gap; every open case waits on somebody who exists, on a date, or on a round that goes on; and
whoever was refused has changed nothing.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import County

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_random_people_do_random_things(county, figure):
    County.built = county
    few = settings(
        max_examples=8,
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(County, settings=few, _min_steps=30)

    figure("random_states_reached", len(County.reached), ">=15")
    figure("random_steps_done", County.counted["done"], ">=50")
    figure("random_steps_refused", County.counted["refused"], ">=30")
