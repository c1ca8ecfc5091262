"""负责人变动 mid-way: the new leader signs the commitment again, whatever else is under way."""

from datetime import date

import pytest

from accounts.appointments import dismiss
from accounts.enums import Post
from accounts.models import Appointment
from tests import world
from workflows.applications.services.leaders import change_leader, leaders_of
from workflows.applications.states import State
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.steps import waits_at

pytestmark = pytest.mark.django_db

NEW = {"name": "王新任", "since": date(2026, 3, 10), "reason": "换届，镇党委文件"}


@pytest.fixture
def scored(county, village_round):
    """甲一村, waiting for the lock."""
    return world.to_the_lock(county, village_round, "甲一村")


def succeed(county):
    """The secretary of 甲一村 leaves his post to somebody else."""
    held = Appointment.objects.get(user=county.people["甲一村书记"], post=Post.VILLAGE_SECRETARY)
    dismiss(appointment=held, on=date(2026, 3, 10))
    return world.hire(county, "王新任", Post.VILLAGE_SECRETARY, "甲一村")


def test_the_new_leader_signs_beside_the_way_of_the_case(county, scored):
    change_leader(application=scored, by=county.people["甲一村填报员"], **NEW)
    assert waits_at(scored) == {"await_lock", "sign_commitment"}
    successor = succeed(county)

    case = world.act(county, scored, "sign_commitment")

    assert (case.state, waits_at(case)) == (State.SCORING, {"await_lock"})
    assert case.commitments.latest("signed_at", "pk").signer == successor
    assert leaders_of(case) == ["王新任", "李测试"]


def test_the_old_leader_does_not_sign_for_the_new_one(county, scored):
    change_leader(application=scored, by=county.people["甲一村填报员"], **NEW)

    with pytest.raises(NotNow, match="新负责人本人"):
        world.act(county, scored, "sign_commitment")

    assert scored.commitments.count() == 1


def test_a_second_change_asks_for_one_signature(county, scored):
    for name in ("王新任", "赵又任"):
        change_leader(application=scored, by=county.people["甲一村填报员"], **NEW | {"name": name})

    assert len(world.work(scored, "sign_commitment")) == 1
    assert leaders_of(scored) == ["赵又任", "王新任", "李测试"]


def test_who_may_register_it_and_what_it_must_say(county, scored):
    with pytest.raises(NotYou):
        change_leader(application=scored, by=county.people["乙一村书记"], **NEW)
    with pytest.raises(Incomplete, match="已经是负责人"):
        change_leader(application=scored, by=county.people["甲一村书记"], **NEW | {"name": "李测试"})

    assert waits_at(scored) == {"await_lock"}


def test_a_draft_says_it_on_its_cover(county, village_round):
    draft = world.apply(county, village_round, "甲一村")

    with pytest.raises(NotNow):
        change_leader(application=draft, by=county.people["甲一村书记"], **NEW)
