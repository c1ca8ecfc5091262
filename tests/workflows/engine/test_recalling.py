"""撤回 by the sender: while nobody has opened what follows, and only then."""

from datetime import datetime

import pytest
from django.urls import reverse

from accounts import clock
from tests import world
from workflows.applications.services.submitting import recall
from workflows.applications.states import State
from workflows.engine.errors import NotNow, NotYou
from workflows.engine.models import WorkItem
from workflows.engine.recalling import recall_step
from workflows.engine.steps import waits_at
from workflows.flows.agreement import disagreements
from workflows.review.models import Decision, Stage
from workflows.review.places import uses_a_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def done(case, node, department=""):
    """What was done last at a node."""
    items = WorkItem.objects.filter(process_id=case.process_id, node=node, state=WorkItem.State.DONE)
    items = items.filter(organisation__name=department) if department else items
    return items.select_related("task__process", "organisation").latest("pk")


def taken_back(county, case, node, department=""):
    item = done(case, node, department)
    recall_step(item=item, by=item.done_by, reason="有一处写错")
    assert list(disagreements(world.fresh(case))) == []
    return world.fresh(case)


def test_the_clerk_takes_the_form_back_from_the_secretary(county, village_round):
    case = world.act(county, world.apply(county, village_round, "甲一村"), "fill_in")

    case = taken_back(county, case, "fill_in")

    assert (case.state, waits_at(case)) == (State.DRAFT, {"fill_in"})
    assert world.hand_in(county, case).state == State.SUBMITTED


def test_the_reviewer_and_the_leader_take_back_what_they_sent(county, submitted):
    case = world.recommend(county, submitted)
    assert uses_a_place(case)

    case = taken_back(county, case, "sign_at_township")
    assert (case.state, waits_at(case)) == (State.TOWN_REVIEWED, {"sign_at_township"})
    assert not uses_a_place(case)
    assert case.opinions.last().stage == Stage.TOWNSHIP_LEADER
    assert case.opinions.last().decision == Decision.SEND_BACK

    case = taken_back(county, case, "review_at_township")
    assert (case.state, waits_at(case)) == (State.SUBMITTED, {"review_at_township"})
    assert world.recommend(county, case).state == State.TOWN_RECOMMENDED


def test_taking_back_wins_nobody_a_day(county, submitted):
    (first,) = world.work(submitted, "review_at_township")
    with clock.at(datetime(2026, 3, 19, 9)):
        reviewed = {"decision": "recommend", "opinion": "属实。", "site_check": world.SITE_CHECK}
        case = world.act(county, submitted, "review_at_township", **reviewed)
        case = taken_back(county, case, "review_at_township")

    (again,) = world.work(case, "review_at_township")
    assert (again.pk == first.pk, again.due_at == first.due_at) == (False, True)


def test_a_scorer_takes_the_sheet_back_and_the_other_branches_stay(county, submitted):
    case = world.accept(county, world.recommend(county, submitted))
    world.act(county, case, "score", given=world.by_the_rule(case))

    case = taken_back(county, case, "score", "农业农村局")

    assert [item.organisation.name for item in world.work(case, "score")] == ["农业农村局"]
    world.act(county, case, "score", given=world.by_the_rule(case))
    world.act(county, case, "sign_scores", decision="sign")
    world.act(county, case, "countersign", agrees=True)
    case = world.act(county, case, "joint_check")
    assert waits_at(case) == {"await_lock"}


def test_not_after_it_was_opened(county, submitted, signed_in):
    [item] = world.work(submitted, "review_at_township")
    signed_in(county.people["甲镇审核员"]).get(reverse("inbox:task", args=[item.pk]), follow=True)

    with pytest.raises(NotNow, match="已经打开"):
        recall(application=world.fresh(submitted), by=county.people["甲一村书记"], reason="有一处写错")

    assert world.fresh(submitted).state == State.SUBMITTED


def test_not_after_it_was_done_nor_by_somebody_else_nor_a_refusal(county, submitted):
    case = world.recommend(county, submitted)

    with pytest.raises(NotNow, match="已经办过"):
        taken_back(county, case, "review_at_township")
    with pytest.raises(NotYou):
        recall_step(item=done(case, "sign_at_township"), by=county.people["甲镇审核员"], reason="有一处写错")
    world.accept(county, case)
    with pytest.raises(NotNow):
        taken_back(county, world.fresh(case), "accept_at_county")


def test_a_village_does_not_take_back_what_its_township_sent(county, submitted):
    case = world.recommend(county, submitted)

    with pytest.raises(NotNow, match="村里不能再撤回"):
        recall(application=case, by=county.people["甲一村书记"], reason="有一处写错")


def test_the_page_asks_why_and_takes_it_back(county, submitted, signed_in):
    world.act(
        county, submitted, "review_at_township", decision="recommend", opinion="属实。", site_check=world.SITE_CHECK
    )
    browser = signed_in(county.people["甲镇审核员"])
    address = reverse("inbox:recall", args=[done(submitted, "review_at_township").pk])

    assert address in browser.get(submitted.get_absolute_url()).content.decode()
    assert browser.post(address, {"reason": ""}).status_code == 422
    browser.post(address, {"reason": "分数填错"})

    assert world.fresh(submitted).state == State.SUBMITTED
    assert browser.get(address).status_code == 409
