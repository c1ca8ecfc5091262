"""逾期提级: told to the superior, once a step; nothing is decided because somebody did nothing."""

from datetime import datetime

import pytest

from accounts import clock
from tests import world
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.escalating import escalate_overdue
from workflows.engine.models import Event, WorkItem
from workflows.engine.steps import waits_at

pytestmark = pytest.mark.django_db

#: Handed in on Monday 16 March: the township has until Monday 23.
TWO_DAYS_OVER = datetime(2026, 3, 25, 9)


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def told(person):
    return person.messages.filter(subject__contains="请督办")


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 3, 23, 23), datetime(2026, 3, 24, 9), datetime(2026, 3, 25, 7), datetime(2026, 3, 28, 9)],
    ids=["in time", "a day over", "before the office opens", "a Saturday"],
)
def test_not_yet(county, submitted, moment):
    with clock.at(moment):
        assert escalate_overdue() == 0


def test_the_superior_is_told_once_and_the_work_stays(county, submitted):
    with clock.at(TWO_DAYS_OVER):
        assert [escalate_overdue(), escalate_overdue()] == [1, 0]

    assert told(county.people["甲镇镇长"]).count() == 1
    assert "不会自动通过" in told(county.people["甲镇镇长"]).get().body
    assert (world.fresh(submitted).state, waits_at(submitted)) == (State.SUBMITTED, {"review_at_township"})
    assert WorkItem.objects.waiting_for(county.people["甲镇审核员"]).get().process_id == submitted.process_id
    entry = Event.objects.get(process_id=submitted.process_id, action=Action.ESCALATE)
    assert (entry.actor_name, entry.before, entry.after) == ("系统", "submitted", "submitted")


def test_a_department_is_told_within_itself(county, village_round, submitted):
    case = world.accept(county, world.recommend(county, submitted))  # ten working days: Monday 30 March
    with clock.at(datetime(2026, 4, 1, 9)):
        escalate_overdue()

    assert told(county.people["农业农村局负责人"]).count() == 1
    assert not told(county.people["甲镇镇长"]).exists()
    entries = Event.objects.filter(process_id=case.process_id, action=Action.ESCALATE)
    assert all(entry.confidential for entry in entries)


def test_many_late_pieces_are_one_message(county, village_round, submitted):
    world.hand_in(county, world.apply(county, village_round, "甲二村"))

    with clock.at(TWO_DAYS_OVER):
        assert escalate_overdue() == 2

    assert told(county.people["甲镇镇长"]).get().subject == "逾期未办2件，请督办"
