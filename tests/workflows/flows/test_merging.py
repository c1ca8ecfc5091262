"""机构改革 mid-way: open work goes to the successor, what was done stays, and nothing is lost, doubled or stuck."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from accounts import departments
from accounts.enums import Post
from accounts.models import Organisation
from tests import world
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.models import Event, WorkItem
from workflows.engine.steps import waits_at
from workflows.flows.agreement import disagreements
from workflows.flows.merging import take_over_all
from workflows.flows.stopping import resume, terminate
from workflows.rounds.models import Round
from workflows.scoring.models import DepartmentScore
from workflows.scoring.services.sheets import sheet

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 16)


@pytest.fixture
def accepted(county, village_round):
    """甲一村, at its departments."""
    return world.accept(
        county, world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲一村")))
    )


def merge(county, old, into, **options):
    departments.merge(
        old=Organisation.objects.get(name=old), into=Organisation.objects.get(name=into), on=TODAY, **options
    )
    world.declare_nothing(Round.objects.get())


def where(case, node) -> list[str]:
    """Departments whose work is open at a node."""
    return sorted(item.organisation.name for item in world.work(case, node))


def to_the_end_of_scoring(county, case):
    """Whatever is open is done, step by step, until the case waits for the lock."""
    data = {
        "score": {"given": world.by_the_rule(case)},
        "sign_scores": {"decision": "sign"},
        "sign_answers": {"decision": "sign"},
        "countersign": {"agrees": True},
        "countersign_again": {"agrees": True},
    }
    for _ in range(12):
        open_nodes = sorted(waits_at(case) & {*data, "joint_check", "answer_objections"})
        if not open_nodes:
            break
        case = world.act(county, case, open_nodes[0], **data.get(open_nodes[0], {}))
    return case


def scores(case) -> dict:
    """What stands in the end: indicator → score and author."""
    rows = DepartmentScore.objects.filter(submission=case.submissions.last()).current()
    return {row.indicator: (row.score, row.by_name) for row in rows}


def test_open_work_goes_to_a_department_that_had_none(county, accepted):
    merge(county, "政法委", "财政局")

    assert "政法委" not in where(accepted, "score")
    assert "财政局" in where(accepted, "score")
    case = to_the_end_of_scoring(county, accepted)
    assert (case.state, waits_at(case)) == (State.SCORING, {"await_lock"})
    entry = Event.objects.get(process_id=case.process_id, action=Action.MERGE_DEPARTMENT)
    assert (entry.opinion, entry.confidential) == ("政法委并入财政局，未办结的工作由财政局接着办", True)


def test_two_branches_become_one_sheet(county, accepted):
    before = where(accepted, "score")
    merge(county, "政法委", "农业农村局")

    assert where(accepted, "score") == [name for name in before if name != "政法委"]
    leads = {row.indicator.lead for row in sheet(accepted, county.departments["农业农村局"])}
    assert leads >= {"农业农村局", "政法委"}
    case = to_the_end_of_scoring(county, accepted)
    assert waits_at(case) == {"await_lock"}


def test_what_was_scored_is_kept_with_its_author(county, accepted):
    world.act(county, accepted, "score", given=world.by_the_rule(accepted))
    stood = scores(accepted)

    merge(county, "政法委", "农业农村局")

    assert scores(accepted) == stood
    assert where(accepted, "sign_scores").count("农业农村局") == 1
    assert waits_at(to_the_end_of_scoring(county, accepted)) == {"await_lock"}
    assert scores(accepted) == stood


def test_a_successor_that_has_signed_signs_for_the_added_lines(county, accepted):
    mine = {"农业农村局", "宣传部", "财政局", "公安局", "纪委监委"}
    for item in world.work(accepted, "score"):
        if item.organisation.name in mine:
            world.perform(item.task, by=county.holder(item), given=world.by_the_rule(accepted)(item))
    world.act(county, accepted, "sign_scores", decision="sign")
    merge(county, "政法委", "农业农村局")
    assert where(accepted, "score") == ["农业农村局"]

    world.act(county, accepted, "score", given=world.by_the_rule(accepted))
    sent_back = world.act(county, accepted, "sign_scores", decision="send_back", opinion="再核一遍")

    assert where(sent_back, "score") == ["农业农村局"]
    assert waits_at(to_the_end_of_scoring(county, accepted)) == {"await_lock"}


def test_an_application_that_waits_for_the_lock_is_signed_again(county, village_round):
    case = world.to_the_lock(county, village_round, "甲一村")
    stood = scores(case)

    merge(county, "政法委", "农业农村局")

    assert list(disagreements(world.fresh(case))) == []
    assert waits_at(to_the_end_of_scoring(county, case)) == {"await_lock"}
    assert scores(case) == stood


def test_a_lone_successor_keeps_the_signature(county, village_round):
    case = world.to_the_lock(county, village_round, "甲一村")

    merge(county, "政法委", "财政局")

    assert waits_at(to_the_end_of_scoring(county, case)) == {"await_lock"}


def test_people_come_along_or_the_merger_waits(county, accepted):
    held = county.departments["财政局"].appointments.filter(post=Post.DEPT_SCORER)
    held.update(until=date(2026, 3, 1))
    with pytest.raises(ValidationError, match="财政局还没有部门评分员"):
        merge(county, "政法委", "财政局")
    assert "政法委" in where(accepted, "score")

    call_command("merge_department", "政法委", "财政局", "--county", world.COUNTY, "--on", "2026-03-16", "--people")
    item = WorkItem.objects.open().get(process_id=accepted.process_id, node="score", organisation__name="财政局")
    assert county.holder(item) == county.people["政法委评分员"]


def test_history_stays_and_a_second_run_finds_nothing(county, accepted):
    done = WorkItem.objects.filter(process_id=accepted.process_id, organisation__name="政法委", state=1).count()
    merge(county, "政法委", "农业农村局")

    assert take_over_all() == 0
    assert not WorkItem.objects.open().filter(organisation__name="政法委").exists()
    assert WorkItem.objects.filter(organisation__name="政法委", state=1).count() == done


def test_what_was_stopped_follows_when_it_is_resumed(county, accepted):
    director = county.people["主任"]
    terminate(application=accepted, by=director, reason="有举报需查清")
    merge(county, "政法委", "农业农村局")
    resume(application=world.fresh(accepted), by=director, reason="已查清")

    assert take_over_all() == 1

    assert "政法委" not in where(accepted, "score")
    assert waits_at(to_the_end_of_scoring(county, accepted)) == {"await_lock"}
