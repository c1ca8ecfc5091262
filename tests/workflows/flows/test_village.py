"""A village's application from its draft to its title, through the real flow and services."""

from datetime import datetime, timedelta

import pytest

from accounts import clock
from tests import world
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.models import Deadline, WorkItem
from workflows.engine.steps import waits_at
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db

#: After the intake of the tiny county's round.
AFTER_INTAKE = datetime(2026, 4, 1, 9, 0)


def test_a_village_is_named(county, village_round):
    application = world.to_the_lock(county, village_round, "甲一村")
    assert (application.state, waits_at(application)) == (State.SCORING, {"await_lock"})

    with clock.at(AFTER_INTAKE):
        fire_due()
        round_ = world.act(county, village_round, "lock_scores")
        assert application.final_score.total == 30 + 27 + 10 + 10 + 10
        round_ = world.act(county, round_, "propose_list")
        round_ = world.act(county, round_, "approve_list", meeting="领导小组第1次会议，2026年4月1日")
        round_ = world.act(county, round_, "publish_notice", phone="0913-5550000", address="县政府院内")
        assert world.fresh(application).state == State.PUBLICITY

    ends = round_.notices.get().ends_at
    with clock.at(ends + timedelta(hours=9)):
        fire_due()
        round_ = world.act(county, round_, "close_notice")
        meeting = {"session": "第5次会议", "held_on": clock.today(), "resolution": "同意。"}
        round_ = world.act(
            county, round_, "deliberate", meetings=[{**meeting, "body": "government"}, {**meeting, "body": "committee"}]
        )
        round_ = world.act(county, round_, "designate")

    application = world.fresh(application)
    assert (application.state, round_.state) == (State.NAMED, RoundState.NAMED)
    assert application.honour.title == "县级示范村"
    assert waits_at(application) == waits_at(round_) == set()
    assert not WorkItem.objects.open().exists()
    assert not Deadline.objects.filter(fired_at=None, cancelled_at=None).exists()


def test_a_returned_village_comes_straight_back(county, village_round):
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))

    application = world.act(
        county,
        application,
        "review_at_township",
        decision="return",
        opinion="请补充。",
        verdicts={"RJ-01": {"passes": False, "problem": "缺户厕台账"}},
    )
    assert (application.state, waits_at(application)) == (State.TOWN_RETURNED, {"fill_in"})

    world.fill(county, application, toilets="90")
    application = world.hand_in(county, application)
    assert (application.state, waits_at(application)) == (State.SUBMITTED, {"review_at_township"})
    assert [row.number for row in application.submissions.all()] == [1, 2]


def test_the_head_gives_a_sheet_back_to_the_scorer_of_the_same_department(county, village_round):
    application = world.accept(
        county, world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲一村")))
    )
    world.act(county, application, "score", given=world.by_the_rule(application))
    item = next(item for item in world.work(application, "sign_scores") if item.organisation.name == "宣传部")

    world.perform(item.task, by=county.holder(item), decision="send_back", opinion="请核对。")

    again = world.work(application, "score")
    assert [item.organisation.name for item in again] == ["宣传部"]
    assert len(world.work(application, "sign_scores")) == 2
