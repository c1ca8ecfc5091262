"""Two hundred times on PostgreSQL: eight at once on one task, one submission, one join; decided exactly once.

Fifty times each, and fifty through two processes (``test_another_process``).

SQLite lets one write at a time whatever we do; what it can show, ``test_races`` shows.
"""

import os
from datetime import date
from functools import partial

import pytest
from django.conf import settings
from viewflow.workflow.models import Task

from accounts.appointments import appoint
from accounts.enums import Post
from accounts.models import User
from tests import world
from workflows.applications.services.submitting import recall
from workflows.applications.states import State
from workflows.engine.steps import OPEN, open_beside, perform, waits_at
from workflows.scoring.models import Recusal
from workflows.scoring.services.recusal import declare_recusal, withdraw

from .racing import CROWD, NO_FAULTS, Crew, Tally

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="writers queue on SQLite"),
]
#: ``bench/races.py`` asks for more.
TIMES = int(os.environ.get("SHIFAN_RACES", "50"))


@pytest.fixture
def crew():
    with Crew() as crew:
        yield crew


def accepted(crowd) -> tuple:
    """A village with the departments."""
    round_ = world.village_round(crowd)
    case = world.hand_in(crowd, world.apply(crowd, round_, "甲一村"))
    return round_, world.accept(crowd, world.recommend(crowd, case))


def test_eight_at_one_task_again_and_again(crowd, crew, figure):
    _, case = accepted(crowd)
    tally = Tally()

    for _ in range(TIMES):
        task = open_beside(case, "recheck")
        people = crowd.holders(task.work)
        entered = {"finding": "sound", "opinion": "查看了台账。"}
        tally.count(crew.race(*(partial(perform, task, by=people[n % 2], **entered) for n in range(CROWD))))

    assert case.process.events.filter(data__finding="sound").count() == TIMES
    figure("tasks_decided_by_eight", tally.trials, f">={TIMES}")
    assert tally.faults == NO_FAULTS


def test_eight_at_one_submission_again_and_again(crowd, crew, figure):
    round_ = world.village_round(crowd)
    case = world.apply(crowd, round_, "甲一村")
    secretary, tally = crowd.people["甲一村书记"], Tally()

    for number in range(1, TIMES + 1):
        case = world.act(crowd, case, "fill_in")
        [item] = world.work(case, "submit")
        people = crowd.holders(item)
        submit = [partial(perform, item.task, by=people[n % 2], decision="submit") for n in range(CROWD)]
        tally.count(crew.race(*submit))
        assert case.submissions.count() == case.commitments.count() == number
        recall(application=world.fresh(case), by=secretary, reason="有一处笔误")

    assert world.fresh(case).state == State.DRAFT
    figure("submissions_by_eight", tally.trials, f">={TIMES}")
    assert tally.faults == NO_FAULTS


def test_eight_at_one_join_again_and_again(crowd, crew, figure):
    """Both countersign for two departments. Whichever has signed stands aside, so that the other signs both anew."""
    round_, case = accepted(crowd)
    first, second = heads(crowd, round_)
    world.act(crowd, case, "score", given=world.by_the_rule(case))
    world.act(crowd, case, "sign_scores", decision="sign")
    world.act(crowd, case, "joint_check")
    for item in world.work(case, "countersign"):
        perform(item.task, by=first, agrees=True)
    tally = Tally()

    for number in range(TIMES):
        signed, signs = (first, second) if number % 2 == 0 else (second, first)
        declare_recusal(user=signed, region=case.region, reason="亲属任职")
        items = world.work(case, "countersign_again")
        calls = [partial(perform, items[n % 2].task, by=signs, agrees=True) for n in range(CROWD)]
        tally.count(crew.race(*calls), expected=2)
        waiting = Task.objects.filter(process=case.process, flow_task__endswith="await_lock", status__in=OPEN)
        assert (waits_at(case), waiting.count()) == ({"await_lock"}, 1)
        recusal = Recusal.objects.in_force().get(user=signed)
        withdraw(recusal=recusal, by=crowd.people["主任"], reason="已调离")

    assert case.countersignatures.count() == 2 * (TIMES + 1)
    figure("joins_passed_by_eight", tally.trials, f">={TIMES}")
    assert tally.faults == NO_FAULTS


def heads(crowd, round_) -> list[User]:
    """Two people, each head of both departments that countersign."""
    people = [User.objects.create(username=name, display_name=name, password="!") for name in ("甲负责人", "乙负责人")]
    for person in people:
        for name in ("财政局", "公安局"):
            appoint(
                user=person,
                post=Post.DEPT_LEADER,
                region=crowd.regions["禾塬县"],
                organisation=crowd.departments[name],
                since=date(2020, 1, 1),
            )
    world.declare_nothing(round_)
    return people
