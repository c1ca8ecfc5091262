"""Two clocks: what has passed, and what counts against the authorities."""

from datetime import date, datetime, timedelta

import pytest

from accounts import clock
from tests import world
from workflows.applications.states import State
from workflows.engine.clocks import Clocks, Turn, clocks_of, read_clocks

pytestmark = pytest.mark.django_db

POINTS = {"1.1": {"passes": False, "problem": "数字与台账不符，请核对。"}}


def every_day(first: date, last: date) -> set[date]:
    """A calendar without weekends."""
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


def on(day: int) -> date:
    return date(2026, 6, day)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([], Clocks(0, 0)),
        ([Turn(on(1), with_us=False)], Clocks(0, 0)),
        ([Turn(on(20), with_us=True)], Clocks(0, 0)),
        ([Turn(on(1), with_us=False), Turn(on(10), with_us=True)], Clocks(10, 10)),
        ([Turn(on(10), True), Turn(on(12), False), Turn(on(17), True)], Clocks(10, 5)),
        ([Turn(on(10), True), Turn(on(12), False), Turn(on(12), True)], Clocks(10, 10)),
        ([Turn(on(10), True), Turn(on(14), True, ended=True)], Clocks(4, 4)),
        ([Turn(on(10), True), Turn(on(12), False), Turn(on(14), True, ended=True)], Clocks(4, 2)),
        ([Turn(on(10), True), Turn(on(12), True, ended=True), Turn(on(18), True)], Clocks(10, 4)),
    ],
)
def test_a_day_belongs_to_whoever_had_the_case_when_it_began(turns, expected):
    assert read_clocks(turns, on(20), every_day) == expected


def test_a_draft_has_no_clock(county, village_round):
    draft = world.apply(county, village_round, "甲一村")

    with clock.at(datetime(2026, 3, 30, 9)):
        assert clocks_of(draft) == Clocks(0, 0)


def test_the_clock_stops_while_the_village_corrects(county, village_round):
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))  # Monday
    with clock.at(datetime(2026, 3, 18, 9)):  # Wednesday
        world.act(county, application, "review_at_township", decision="return", opinion="请补正。", verdicts=POINTS)
    with clock.at(datetime(2026, 3, 20, 9)):  # Friday
        application = world.hand_in(county, world.fresh(application))

    with clock.at(datetime(2026, 3, 24, 9)):  # Tuesday, over a weekend
        assert application.state == State.SUBMITTED
        assert clocks_of(application) == Clocks(elapsed=6, net=4)


def test_a_round_is_always_the_authorities_turn(county, village_round):
    with clock.at(world.STORY_BEGINS + timedelta(days=4)):
        assert clocks_of(village_round) == Clocks(4, 4)


def test_two_questions_whatever_the_length_of_the_history(county, village_round, django_assert_num_queries):
    application = world.to_the_lock(county, village_round, "甲一村")

    with django_assert_num_queries(2):
        clocks_of(application)
