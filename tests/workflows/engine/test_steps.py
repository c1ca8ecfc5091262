"""The one door: perform, release, send back, close."""

import pytest
from viewflow.workflow.models import Task

from tests import stories, world
from workflows.applications.states import State
from workflows.engine.errors import NotNow, NotYou
from workflows.engine.models import Deadline, Event, WorkItem
from workflows.engine.steps import close, perform, release, send_back, waits_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(county, village_round):
    """甲一村's application, waiting for its township."""
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def test_a_stranger_changes_nothing(county, submitted):
    item = world.work(submitted, "review_at_township")[0]

    with pytest.raises(NotYou):
        perform(
            item.task, by=county.people["乙镇审核员"], decision="recommend", opinion="推荐", site_check=world.SITE_CHECK
        )

    assert world.fresh(submitted).state == State.SUBMITTED
    assert not submitted.opinions.exists()


def test_a_step_is_done_once_and_the_second_is_told_by_whom(county, submitted):
    item = world.work(submitted, "review_at_township")[0]
    world.act(
        county, submitted, "review_at_township", decision="recommend", opinion="推荐", site_check=world.SITE_CHECK
    )

    with pytest.raises(NotNow, match="甲镇审核员"):
        perform(
            item.task,
            by=county.people["甲镇审核员"],
            decision="recommend",
            opinion="再推荐",
            site_check=world.SITE_CHECK,
        )

    assert submitted.opinions.count() == 1


def test_a_service_that_fails_leaves_no_trace(county, submitted):
    item = world.work(submitted, "review_at_township")[0]
    before = (Event.objects.count(), Task.objects.count(), WorkItem.objects.count())

    with pytest.raises(TypeError):
        perform(item.task, by=county.people["甲镇审核员"], no_such_field=1)

    assert (Event.objects.count(), Task.objects.count(), WorkItem.objects.count()) == before
    assert waits_at(submitted) == {"review_at_township"}


def test_done_work_tells_who_did_it(county, submitted):
    done = WorkItem.objects.done_by(county.people["甲一村书记"]).get()

    assert (done.node, done.state, done.done_by.display_name) == ("submit", WorkItem.State.DONE, "甲一村书记")


def test_sending_back_cancels_parallel_work_and_opens_one_step(county, submitted):
    application = world.accept(county, world.recommend(county, submitted))
    world.act(county, application, "joint_check")
    assert waits_at(application) == {"score", "joint_checked", "county_scored"} or "score" in waits_at(application)

    send_back(application, "fill_in")

    assert waits_at(application) == {"fill_in"}
    open_items = WorkItem.objects.open().filter(process_id=application.process_id)
    assert [item.node for item in open_items] == ["fill_in"]


def test_releasing_twice_does_nothing_the_second_time(county, village_round):
    application = world.to_the_lock(county, village_round, "甲一村")
    stories.after_intake(county, village_round, stories.steps_to_the_list()[:1])

    assert (release(application, "await_list"), release(application, "await_list")) == (True, False)


def test_closing_a_round_disarms_its_timer(county, village_round):
    close(village_round)

    assert Deadline.objects.get().cancelled_at is not None
    assert waits_at(village_round) == set()
