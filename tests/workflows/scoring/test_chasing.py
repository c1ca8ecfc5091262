"""Who does not countersign in time is reminded and the office is told; silence is never consent."""

from datetime import datetime

import pytest

from accounts import clock
from accounts.models import Message
from tests import world
from workflows.engine.deadlines import run_chores
from workflows.engine.models import WorkItem
from workflows.scoring.models import Countersignature
from workflows.scoring.services.chasing import chase

pytestmark = pytest.mark.django_db

#: Three working days after 16 March are over on Friday the 20th.
IN_TIME, LATE, SATURDAY = datetime(2026, 3, 19, 9), datetime(2026, 3, 20, 9), datetime(2026, 3, 21, 9)


@pytest.fixture
def countersigning(county, scoring):
    world.act(county, scoring, "score", given=world.by_the_rule(scoring))
    return world.act(county, scoring, "sign_scores", decision="sign")


def told(subject: str) -> set[str]:
    return set(Message.objects.filter(subject__startswith=subject).values_list("user__display_name", flat=True))


def test_nobody_is_chased_before_the_limit(countersigning):
    with clock.at(IN_TIME):
        assert chase() == 0


def test_the_late_are_reminded_once_a_day_and_the_office_hears_of_it(countersigning):
    with clock.at(LATE):
        run_chores()
        again = run_chores()
    with clock.at(SATURDAY):
        weekend = run_chores()

    assert (again, weekend) == (0, 0)
    assert told("超期催办") == {"财政局负责人", "公安局负责人"}
    assert told("部门会签和异议答复超期") == {"主任", "经办人"}
    assert "没有办理不等于同意" in Message.objects.filter(subject__startswith="超期催办").first().body


def test_silence_is_no_consent(countersigning):
    with clock.at(LATE):
        chase()

    assert not Countersignature.objects.exists()
    assert WorkItem.objects.open().filter(node="countersign").count() == 2
