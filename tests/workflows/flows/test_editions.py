"""流程换版: version 2 is deployed over cases that version 1 has made, at every place where a case can stand.

Version 2 calls the township's signature otherwise and puts a second look before it.
"""

import sys
from dataclasses import replace
from io import StringIO
from types import ModuleType

import pytest
from django.core.management import CommandError, call_command
from viewflow.workflow.models import Task

from tests import stories, world
from workflows.applications.models import Application
from workflows.applications.services.filling import finish_filling
from workflows.applications.services.submitting import decide_submission
from workflows.applications.states import State
from workflows.applications.views import FinishFillingView, SubmitView
from workflows.engine.actions import Action
from workflows.engine.flow import CaseFlow
from workflows.engine.models import Event, WorkItem
from workflows.engine.nodes import Step, flow, this
from workflows.engine.steps import perform, waits_at
from workflows.engine.transition import note
from workflows.flows.agreement import all_disagreements
from workflows.flows.county_stages import CountyStages, stands_at
from workflows.flows.editions import EDITIONS
from workflows.flows.timing import filling_due
from workflows.review.services import review_at_township, sign_at_township
from workflows.review.views import TownshipReviewView, TownshipSignView
from workflows.rounds.models import Kind, Round
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db

RENAMED = {"sign_at_township": "approve_at_township"}


def look_again(*, case, by) -> None:
    """A second pair of eyes in the township: leaves a mark, decides nothing."""
    note(case, by=by, action=Action.SIGN_AT_TOWNSHIP, because="复核无误。")


class VillageFlowV2(CountyStages, CaseFlow):
    """Version 1 with a second look before the township's signature, which is called otherwise."""

    __module__ = "workflows.flows.village_second"

    also_at = {State.TOWN_REVIEWED: frozenset({"second_look", "approve_at_township"})}

    start = flow.StartHandle(this.take_up).Next(this.fill_in)
    fill_in = (
        Step(Action.FILL_IN, does=finish_filling, screen=FinishFillingView, due=filling_due)
        .Annotation(title="村级填报")
        .Next(this.submit)
    )
    submit = (
        Step(Action.SUBMIT, does=decide_submission, screen=SubmitView, due=filling_due)
        .Annotation(title="村党组织书记审定提交")
        .Next(this.submitted)
    )
    submitted = flow.Switch().Case(this.review_at_township, stands_at(State.SUBMITTED)).Default(this.fill_in)
    review_at_township = (
        Step(Action.REVIEW_AT_TOWNSHIP, does=review_at_township, screen=TownshipReviewView, days=5)
        .Annotation(title="镇（街道）审核")
        .Next(this.township_reviewed)
    )
    township_reviewed = (
        flow.Switch()
        .Case(this.second_look, stands_at(State.TOWN_REVIEWED))
        .Case(this.fill_in, stands_at(State.TOWN_RETURNED))
        .Default(this.closed)
    )
    second_look = (
        Step(Action.SIGN_AT_TOWNSHIP, does=look_again, screen=TownshipSignView, days=1)
        .Annotation(title="镇（街道）复核")
        .Next(this.approve_at_township)
    )
    approve_at_township = (
        Step(Action.SIGN_AT_TOWNSHIP, does=sign_at_township, screen=TownshipSignView, days=2)
        .Annotation(title="镇（街道）主要负责人签发")
        .Next(this.township_signed)
    )
    township_signed = (
        flow.Switch().Case(this.accept_at_county, stands_at(State.TOWN_RECOMMENDED)).Default(this.review_at_township)
    )


@pytest.fixture
def second_edition(monkeypatch):
    """Deploys version 2: its module can be imported, the procedure has a second edition."""
    module = ModuleType("workflows.flows.village_second")
    module.VillageFlowV2 = VillageFlowV2
    monkeypatch.setitem(sys.modules, module.__name__, module)
    applications = {**EDITIONS[1].applications, Kind.VILLAGE: VillageFlowV2}
    edition = replace(EDITIONS[1], applications=applications, renamed={VillageFlowV2: RENAMED})
    monkeypatch.setitem(EDITIONS, 2, edition)


@pytest.fixture
def under_way(county):
    """Four villages of a round, each where another kind of node is open: a signature, a draft, half a join, a wait."""
    village_round = world.village_round(county, places=4)
    world.act(
        county,
        world.hand_in(county, world.apply(county, village_round, "甲一村")),
        "review_at_township",
        decision="recommend",
        opinion="属实，推荐。",
        site_check=world.SITE_CHECK,
    )
    world.apply(county, village_round, "甲二村")
    half = world.accept(
        county, world.recommend(county, world.hand_in(county, world.apply(county, village_round, "乙一村")))
    )
    first = world.work(half, "score")[0]
    perform(first.task, by=county.holder(first), given=world.by_the_rule(half)(first))
    world.act(county, half, "sign_scores", decision="sign")
    world.to_the_lock(county, village_round, "乙二村")
    return village_round


def told(*options) -> str:
    """What the command says."""
    out = StringIO()
    call_command("flow_editions", *options, stdout=out, stderr=out)
    return out.getvalue()


def open_work() -> dict:
    """Every open piece of work by its task: case, branch, limit, and whether anybody has it in hand."""
    rows = WorkItem.objects.open().values_list("task_id", "process_id", "organisation_id", "due_at", "opened_at")
    return {row[0]: row[1:] for row in rows}


def stands(place: str) -> set[str]:
    return waits_at(Application.objects.get(region__name=place))


def test_cases_made_by_version_1_go_on_in_version_2_without_losing_a_task(county, under_way, second_edition):
    tasks, work = Task.objects.count(), open_work()

    assert "试算：可以换到第2版" in told("--round", str(under_way.pk))
    assert stands("甲一村") == {"sign_at_township"}

    assert "已换到第2版" in told("--round", str(under_way.pk), "--apply")

    assert (Task.objects.count(), open_work()) == (tasks, work)
    assert stands("甲一村") == {"approve_at_township"}
    assert stands("甲二村") == {"fill_in"}
    assert stands("乙一村") == {"score", "scores_in", "joint_check"}
    assert stands("乙二村") == {"await_lock"}
    assert list(all_disagreements()) == []
    row = WorkItem.objects.open().get(node="approve_at_township")
    assert row.step_title == "镇（街道）主要负责人签发"


def test_they_reach_the_title_by_the_new_way(county, under_way, second_edition):
    told("--round", str(under_way.pk), "--apply")
    signed, drafted, half, _ = Application.objects.order_by("pk")

    world.act(county, signed, "approve_at_township", decision="recommend", opinion="同意推荐。")
    world.fill(county, drafted)
    world.hand_in(county, drafted)
    world.act(
        county, drafted, "review_at_township", decision="recommend", opinion="属实。", site_check=world.SITE_CHECK
    )
    assert stands("甲二村") == {"second_look"}
    world.act(county, drafted, "second_look")
    world.act(county, drafted, "approve_at_township", decision="recommend", opinion="同意推荐。")
    for case in (signed, drafted):
        world.score(county, world.accept(county, world.fresh(case)))
    stories.play(county, half, stories.scoring_steps(half)[:2])
    world.act(county, half, "countersign", agrees=True)
    world.act(county, half, "joint_check")
    round_ = stories.after_intake(county, Round.objects.get(), stories.steps_to_the_list())

    assert round_.state == RoundState.PROPOSED
    assert [case.state for case in Application.objects.all()] == [State.PROPOSED] * 4
    assert list(all_disagreements()) == []


def test_history_tells_of_the_change_and_keeps_what_was_done_under_the_old_names(county, under_way, second_edition):
    signed = Application.objects.get(region__name="甲一村")
    before = list(Event.objects.filter(process_id=signed.process_id).values_list("pk", "action", "opinion"))

    told("--round", str(under_way.pk), "--apply")

    entries = list(Event.objects.filter(process_id=signed.process_id).values_list("pk", "action", "opinion"))
    assert entries[:-1] == before
    assert entries[-1][1:] == (Action.CHANGE_EDITION, "流程由第1版换为第2版。")


def test_the_command_names_work_that_the_code_cannot_serve_and_the_way_on_mends_it(
    county, under_way, second_edition, monkeypatch
):
    """A node was renamed where it stood: the work is there, and nobody can open it."""
    signed = Application.objects.get(region__name="甲一村")
    Task.objects.filter(process_id=signed.process_id, flow_task="flows/village.VillageFlowV1.sign_at_township").update(
        flow_task="flows/village.VillageFlowV1.confirm_at_township"
    )
    with pytest.raises(CommandError, match=r"editions\.py"):
        told()
    with pytest.raises(CommandError, match="停在“confirm_at_township”"):
        told("--round", str(under_way.pk), "--apply")
    assert (Round.objects.get().flow_version, stands("乙二村")) == (1, {"await_lock"})

    monkeypatch.setitem(RENAMED, "confirm_at_township", "approve_at_township")
    told("--round", str(under_way.pk), "--apply")

    assert stands("甲一村") == {"approve_at_township"}
    assert "approve_at_township（1 件）" in told()


def test_a_step_cannot_take_the_place_of_a_join(county, under_way, second_edition, monkeypatch):
    monkeypatch.setitem(RENAMED, "scores_in", "countersign")

    with pytest.raises(CommandError, match="另一类环节"):
        told("--round", str(under_way.pk), "--apply")

    assert Round.objects.get().flow_version == 1
    assert list(all_disagreements()) == []


def test_there_is_no_way_back_and_none_to_nowhere(county, under_way, second_edition):
    with pytest.raises(CommandError, match="请核对版本号"):
        told("--round", str(under_way.pk), "--to", "3")
    told("--round", str(under_way.pk), "--apply")
    with pytest.raises(CommandError, match="请核对版本号"):
        told("--round", str(under_way.pk), "--to", "1")
    with pytest.raises(CommandError, match="没有编号为"):
        told("--round", "999")


def test_a_round_begins_with_the_newest_edition_and_keeps_it(county, under_way, second_edition):
    later = world.village_round(county, number=2)

    assert (later.flow_version, Round.objects.get(pk=under_way.pk).flow_version) == (2, 1)
    case = world.apply(county, later, "甲一村")
    assert case.process.flow_class is VillageFlowV2
