"""终止 and 恢复: an application stops where it stands and goes on from there, with nothing lost and nothing doubled."""

from datetime import datetime

import pytest

from accounts import clock
from accounts.enums import Post
from tests import stories, world
from workflows.applications.states import State
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.models import Event, WorkItem
from workflows.engine.steps import open_tasks, waits_at
from workflows.flows.agreement import disagreements
from workflows.flows.stopping import resume, terminate
from workflows.scoring.services.recusal import declare_recusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def director(county):
    return county.people["主任"]


def standing(case) -> set[tuple]:
    """Every open task and every open piece of work."""
    tasks = {(task.pk, task.flow_task.name, task.status) for task in open_tasks(case)}
    work = WorkItem.objects.open().filter(process_id=case.process_id)
    return tasks | {(item.pk, item.node, item.organisation_id) for item in work}


def stopped_and_resumed(application, director):
    """Terminated, looked at, resumed."""
    terminate(application=application, by=director, reason="有举报需查清")
    assert world.fresh(application).state == State.TERMINATED
    assert standing(application) == set()
    assert list(disagreements(world.fresh(application))) == []
    resume(application=world.fresh(application), by=director, reason="已查清，举报不实")
    return world.fresh(application)


def begun(county, round_):
    return world.apply(county, round_, "甲一村")


def handed_in(county, round_):
    return world.hand_in(county, begun(county, round_))


def recommended(county, round_):
    return world.recommend(county, handed_in(county, round_))


def half_scored(county, round_):
    """Some departments have scored, some signed, one has answered the joint check: joins are half full."""
    application = world.accept(county, recommended(county, round_))
    world.act(county, application, "score", given=world.by_the_rule(application))
    return world.act(county, application, "joint_check")


def ready_for_the_lock(county, round_):
    return world.to_the_lock(county, round_, "甲一村")


@pytest.mark.parametrize("so_far", [begun, handed_in, recommended, half_scored, ready_for_the_lock])
def test_it_goes_on_exactly_where_it_stood(county, village_round, director, so_far):
    application = so_far(county, village_round)
    state, stood = application.state, standing(application)

    application = stopped_and_resumed(application, director)

    assert (application.state, standing(application)) == (state, stood)
    assert list(disagreements(application)) == []


def test_scoring_ends_as_if_nothing_had_happened(county, village_round, director):
    application = stopped_and_resumed(half_scored(county, village_round), director)

    world.act(county, application, "sign_scores", decision="sign")
    application = world.act(county, application, "countersign", agrees=True)

    assert (application.state, waits_at(application)) == (State.SCORING, {"await_lock"})


def test_who_had_work_is_told_and_finds_none(county, village_round, director):
    application = handed_in(county, village_round)
    reviewer = county.people["甲镇审核员"]

    terminate(application=application, by=director, reason="有举报需查清")

    assert not WorkItem.objects.waiting_for(reviewer).exists()
    assert reviewer.messages.latest("pk").subject.startswith("不用再办")


def test_the_days_that_were_left_are_left(county, village_round, director):
    application = handed_in(county, village_round)  # Monday; five working days: Monday after
    terminate(application=application, by=director, reason="有举报需查清")

    with clock.at(datetime(2026, 3, 25, 9)):
        resume(application=world.fresh(application), by=director, reason="已查清")
        due = WorkItem.objects.open().get(process_id=application.process_id).due_at

    assert due == datetime(2026, 4, 2, 0, 0, tzinfo=world.county_time())  # the end of 1 April


def test_only_the_director_and_only_with_a_reason(county, village_round, director):
    application = handed_in(county, village_round)

    with pytest.raises(NotYou):
        terminate(application=application, by=county.people["经办人"], reason="有举报")
    with pytest.raises(Incomplete, match="终止的原因"):
        terminate(application=application, by=director, reason=" ")
    with pytest.raises(NotNow):
        resume(application=application, by=director, reason="没有终止过")

    assert world.fresh(application).state == State.SUBMITTED


def test_history_keeps_both_with_their_reasons(county, village_round, director):
    application = stopped_and_resumed(handed_in(county, village_round), director)

    found = Event.objects.filter(process_id=application.process_id).order_by("-pk")[:2]

    assert [(event.before, event.after, event.opinion) for event in found] == [
        ("terminated", "submitted", "已查清，举报不实"),
        ("submitted", "terminated", "有举报需查清"),
    ]


def test_a_place_given_to_another_is_not_taken_back(county, director):
    round_ = world.village_round(county, quotas={county.regions["甲镇"].pk: 1})
    first = world.recommend(county, world.hand_in(county, world.apply(county, round_, "甲一村")))
    second = world.hand_in(county, world.apply(county, round_, "甲二村"))
    terminate(application=first, by=director, reason="有举报需查清")
    second = world.recommend(county, second)

    with pytest.raises(NotNow, match="已推荐满"):
        resume(application=world.fresh(first), by=director, reason="已查清")
    terminate(application=second, by=director, reason="材料造假")
    resume(application=world.fresh(first), by=director, reason="已查清")

    assert world.fresh(first).state == State.TOWN_RECOMMENDED


def test_a_draft_is_not_resumed_after_the_intake(county, village_round, director):
    application = begun(county, village_round)
    terminate(application=application, by=director, reason="村班子停职")

    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        with pytest.raises(NotNow, match="已截止"):
            resume(application=world.fresh(application), by=director, reason="已查清")

    assert world.fresh(application).state == State.TERMINATED


def test_a_round_does_not_wait_for_what_was_terminated_and_leaves_it_behind(county, village_round, director):
    application = half_scored(county, village_round)
    world.to_the_lock(county, village_round, "乙一村")
    terminate(application=application, by=director, reason="有举报需查清")

    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        world.act(county, village_round, "lock_scores")
        with pytest.raises(NotNow, match="已经汇总锁分"):
            resume(application=world.fresh(application), by=director, reason="已查清")

    assert world.fresh(application).state == State.TERMINATED


def test_what_is_on_the_list_is_resumed_while_the_round_stands_there(county, village_round, director):
    first = world.to_the_lock(county, village_round, "甲一村")
    world.to_the_lock(county, village_round, "乙一村")
    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        world.act(county, village_round, "lock_scores")

        assert stopped_and_resumed(first, director).state == State.SCORE_LOCKED

        terminate(application=first, by=director, reason="有举报需查清")
        world.act(county, village_round, "propose_list")
        with pytest.raises(NotNow, match="往前办理"):
            resume(application=world.fresh(first), by=director, reason="已查清")


def test_what_came_up_while_it_was_stopped_is_asked_of_somebody(county, village_round, director):
    """Who had scored it stood aside meanwhile: nobody would ever have been asked, and nothing could be locked."""
    world.hire(county, "政法委评分员二", Post.DEPT_SCORER, "禾塬县", "政法委")
    application = ready_for_the_lock(county, village_round)
    terminate(application=application, by=director, reason="有举报需查清")
    declare_recusal(user=county.people["政法委评分员"], region=application.region, reason="亲属任职")

    resume(application=world.fresh(application), by=director, reason="已查清")

    assert [item.organisation.name for item in world.work(application, "answer_objections")] == ["政法委"]


def test_scores_stay_sealed_when_it_is_stopped_before_the_lock(county, village_round, director):
    application = half_scored(county, village_round)

    terminate(application=application, by=director, reason="有举报需查清")

    assert not world.fresh(application).scores_are_final
