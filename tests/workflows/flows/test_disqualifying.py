"""取消资格 at any state, for two years; the township's other villages are looked at again."""

from datetime import datetime

import pytest

from accounts import clock
from tests import stories, world
from workflows.applications.rules import may_start
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import Incomplete, NotYou
from workflows.engine.steps import waits_at
from workflows.flows.stopping import resume, terminate
from workflows.review.disqualifying import disqualify
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db

FACTS = "冒用邻村照片，经核实"


@pytest.fixture
def director(county):
    return county.people["主任"]


@pytest.fixture
def cheat(county, village_round):
    """甲一村, handed in."""
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def put_out(application, director):
    disqualify(application=application, by=director, reason=FACTS)
    return world.fresh(application)


def test_it_ends_whatever_was_under_way(county, cheat, director):
    application = put_out(cheat, director)

    assert (application.state, waits_at(application)) == (State.DISQUALIFIED, set())


def test_who_gave_up_does_not_get_away(county, village_round, director):
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))
    world.act(county, application, "review_at_township", decision="not_recommend", opinion="材料不实。")

    assert put_out(world.fresh(application), director).state == State.DISQUALIFIED


def test_only_the_director_with_facts(county, cheat, director):
    with pytest.raises(NotYou):
        disqualify(application=cheat, by=county.people["经办人"], reason=FACTS)
    with pytest.raises(Incomplete):
        disqualify(application=cheat, by=director, reason="")

    assert world.fresh(cheat).state == State.SUBMITTED


def test_two_years_without_an_application(county, cheat, village_round, director):
    put_out(cheat, director)
    region, clerk = county.regions["甲一村"], county.people["甲一村填报员"]

    with clock.at(datetime(2028, 3, 15, 9)):
        refused = may_start(clerk, village_round, region)
    with clock.at(datetime(2028, 3, 16, 9)):
        free = may_start(clerk, village_round, region)

    assert "2028年3月16日以后才能再申报" in refused.reason
    assert "取消资格" not in free.reason


def test_neighbours_that_the_county_has_not_accepted_are_reviewed_again(county, cheat, village_round, director):
    neighbour = world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲二村")))
    far = world.recommend(county, world.hand_in(county, world.apply(county, village_round, "乙一村")))

    put_out(cheat, director)

    assert (world.fresh(neighbour).state, waits_at(neighbour)) == (State.SUBMITTED, {"review_at_township"})
    assert (world.fresh(far).state, waits_at(far)) == (State.TOWN_RECOMMENDED, {"accept_at_county"})


def test_neighbours_further_on_are_rechecked_before_the_lock(county, cheat, village_round, director):
    neighbour = world.to_the_lock(county, village_round, "甲二村")
    put_out(cheat, director)
    assert waits_at(neighbour) == {"await_lock", "recheck"}

    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        with pytest.raises(Incomplete) as refused:
            world.act(county, village_round, "lock_scores")
        assert any("复核" in line for line in refused.value.missing)
        world.act(county, neighbour, "recheck", finding="unsound", opinion="两张照片存疑。")
        world.act(county, village_round, "lock_scores")

    assert world.fresh(neighbour).state == State.SCORE_LOCKED
    assert director.messages.filter(subject__startswith="复核发现问题").exists()


def test_no_list_is_made_over_an_open_recheck(county, cheat, village_round, director):
    neighbour = world.to_the_lock(county, village_round, "甲二村")
    with clock.at(stories.AFTER_INTAKE):
        world.act(county, cheat, "review_at_township", decision="not_recommend", opinion="材料不实。")
        fire_due()
        world.act(county, village_round, "lock_scores")
        put_out(world.fresh(cheat), director)

        with pytest.raises(Incomplete, match="复核"):
            world.act(county, village_round, "propose_list")
        world.act(county, neighbour, "recheck", finding="sound", opinion="已逐项核对，属实。")
        world.act(county, village_round, "propose_list")

    assert waits_at(neighbour) == {"await_list"}


def test_a_round_whose_list_has_lost_its_last_name_ends(county, village_round, director):
    """It would wait for ever: there is nothing to publish, and nobody to take its place."""
    only = world.to_the_lock(county, village_round, "甲一村")
    round_ = stories.after_intake(county, village_round, stories.steps_to_the_list())
    assert (world.fresh(only).state, waits_at(round_)) == (State.PROPOSED, {"publish_notice"})

    put_out(world.fresh(only), director)

    assert (world.fresh(round_).state, waits_at(round_)) == (RoundState.WITHOUT_RESULT, set())


def test_a_round_waits_for_a_name_that_was_only_stopped(county, village_round, director):
    cheats, stopped = (world.to_the_lock(county, village_round, name) for name in ("甲一村", "乙一村"))
    round_ = stories.after_intake(county, village_round, stories.steps_to_the_list())
    terminate(application=world.fresh(stopped), by=director, reason="村庄拟合并")

    put_out(world.fresh(cheats), director)

    assert waits_at(world.fresh(round_)) == {"publish_notice"}
    resume(application=world.fresh(stopped), by=director, reason="不再合并")
    assert world.fresh(stopped).state == State.PROPOSED
