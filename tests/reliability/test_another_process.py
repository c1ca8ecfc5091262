"""Two processes, one database: eight press at another process's URL, or four there and four here; decided once."""

import os
from functools import partial

import pytest
from django.conf import settings

from workflows.engine.models import WorkItem
from workflows.engine.steps import open_beside, perform

from .racing import CROWD, Crew
from .serving import another_process, post, signed_in
from .test_two_hundred import accepted

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="a server's database, not a file"),
]
TIMES = int(os.environ.get("SHIFAN_RACES", "50"))


def test_eight_at_one_task_through_two_processes(crowd, figure):
    _, case = accepted(crowd)
    decided = beyond = crashes = by_url = 0
    entered = {"finding": "sound", "opinion": "查看了台账。"}

    with another_process() as port, Crew() as crew:
        task = open_beside(case, "recheck")
        people = crowd.holders(task.work)
        sessions = [signed_in(person) for person in people]
        for number in range(TIMES):
            there = [partial(post, port, sessions[n % 2], f"/todo/{task.pk}/", **entered) for n in range(CROWD)]
            here = [partial(perform, task, by=people[n % 2], **entered) for n in range(CROWD // 2)]
            here = here if number % 2 else []  # a page's way is the longer one: every other time nobody is here
            outcomes = crew.race(*there[len(here) :], *here)
            done = case.process.events.filter(data__finding="sound").count()
            beyond, decided = beyond + abs(done - decided - 1), done
            told = outcomes[: CROWD - len(here)]
            by_url += not any(one.accepted for one in outcomes[len(told) :])
            crashes += sum(one.error is not None or one.value >= 500 for one in told)
            crashes += sum(not one.accepted and not one.refused for one in outcomes[len(told) :])
            assert WorkItem.objects.get(pk=task.pk).state == WorkItem.State.DONE
            task = open_beside(case, "recheck")

    figure("two_processes_decisions", decided, f">={TIMES}")
    figure("two_processes_decided_there", by_url, f">={TIMES // 2}")
    figure("two_processes_doubled_or_lost", beyond, "<=0")
    assert (beyond, crashes) == (0, 0)
    assert by_url >= TIMES // 2
