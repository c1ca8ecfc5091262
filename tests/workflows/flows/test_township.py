"""A township's own application: filled in by its reviewer, submitted by its leader, judged by the county."""

import pytest

from accounts import clock
from tests import stories, world
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.steps import waits_at
from workflows.rounds.models import Kind
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db


@pytest.fixture
def township_round(county):
    return world.round_of(county, Kind.TOWNSHIP)


@pytest.fixture
def township(county, township_round):
    """甲镇, filled in."""
    return world.apply(county, township_round, "甲镇")


def test_a_township_is_named(county, township_round, township):
    township = world.hand_in(county, township)
    assert (township.state, waits_at(township)) == (State.TOWN_RECOMMENDED, {"accept_at_county"})

    township = world.score(county, world.accept(county, township))
    stories.after_intake(county, township_round, stories.steps_to_the_notice())
    with clock.at(stories.day_after(township_round)):
        fire_due()
        township_round = stories.play(county, township_round, stories.steps_to_the_title())

    township = world.fresh(township)
    assert (township.state, township_round.state) == (State.NAMED, RoundState.NAMED)
    assert (township.honour.title, township.honour.region.name) == ("县级示范镇", "甲镇")
    assert waits_at(township) == set()


def test_the_leader_gives_it_back_to_the_reviewer(county, township):
    world.act(county, township, "fill_in")

    township = world.act(county, township, "submit", decision="send_back", opinion="请补充数据来源。")

    assert (township.state, waits_at(township)) == (State.DRAFT, {"fill_in"})
    assert not township.submissions.exists()


def test_the_county_returns_it_and_it_comes_straight_back(county, township):
    world.hand_in(county, township)

    township = world.act(
        county,
        township,
        "accept_at_county",
        decision="return",
        opinion="请补充。",
        verdicts={"RJ-01": {"passes": False, "problem": "缺户厕台账"}},
    )
    assert (township.state, waits_at(township)) == (State.COUNTY_RETURNED, {"fill_in"})

    township = world.hand_in(county, township)
    assert (township.state, waits_at(township)) == (State.TOWN_RECOMMENDED, {"accept_at_county"})
    assert [row.number for row in township.submissions.all()] == [1, 2]
