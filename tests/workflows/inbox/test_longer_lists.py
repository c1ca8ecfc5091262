"""The five lists ask as many questions for sixty rows as for five."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS
from viewflow.workflow.token import Token

from accounts import clock
from accounts.enums import Post, RegionLevel
from accounts.models import Region
from tests import world
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.models import Copy, Event, WorkItem
from workflows.engine.paging import PAGE
from workflows.flows.village import VillageFlowV1
from workflows.inbox.models import Tab

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(county):
    return county.people["甲镇审核员"]


def grow(county, round_, reviewer, numbers: range) -> None:
    """So many more villages of 甲镇: of each an application that is returned, work to do and work done, a copy."""
    town = county.regions["甲镇"]
    fields = {"level": RegionLevel.VILLAGE, "parent": town, "county": world.COUNTY, "kind": "村委会"}
    villages = Region.objects.bulk_create(
        Region(code=f"{town.code[:9]}{number}", name=f"第{number}村", **fields) for number in numbers
    )
    processes = Process.objects.bulk_create(Process(flow_class=VillageFlowV1) for _ in villages)
    case = {"county": world.COUNTY, "round": round_, "leader_name": "李测试", "created_at": clock.now()}
    Application.objects.bulk_create(
        Application(process=process, region=village, number=f"SF-{village.code}", state=State.TOWN_RETURNED, **case)
        for process, village in zip(processes, villages, strict=True)
    )
    for process, village in zip(processes, villages, strict=True):
        work_on(process, village, reviewer)
    begun = {"county": world.COUNTY, "actor": reviewer, "actor_name": "审核员", "action": Action.START_APPLICATION}
    Event.objects.bulk_create(Event(process=one, before=State.DRAFT, after=State.DRAFT, **begun) for one in processes)
    Copy.objects.bulk_create(Copy(process=one, title="申报", person=reviewer, by=reviewer) for one in processes)


def work_on(process: Process, village: Region, reviewer) -> None:
    """One piece that waits for the reviewer, and one that is done."""
    node = VillageFlowV1.instance.node("review_at_township")
    for state in (WorkItem.State.OPEN, WorkItem.State.DONE):
        task = Task.objects.create(
            process=process, flow_task=node, flow_task_type="HUMAN", status=STATUS.NEW, token=Token("start")
        )
        done = {"done_at": clock.now(), "done_by": reviewer} if state == WorkItem.State.DONE else {}
        WorkItem.objects.create(
            task=task, process=process, county=world.COUNTY, node=node.name, step_title="镇（街道）审核",
            title=f"{village} · 批次", region_code=village.code, post=Post.TOWN_REVIEWER, place=village.parent,
            state=state, **done,
        )  # fmt: skip


def test_no_list_asks_more_questions_when_it_is_longer(county, village_round, reviewer, signed_in):
    browser = signed_in(reviewer)

    def asked() -> dict[str, int]:
        counts = {}
        for tab in Tab:
            with CaptureQueriesContext(connection) as seen:
                page = browser.get(reverse(tab.address)).content.decode()
            counts[tab.label] = len(seen)
            assert page.count("<tr>") - 1 == min(Application.objects.count(), PAGE), tab.label
        return counts

    grow(county, village_round, reviewer, range(301, 306))
    few = asked()
    grow(county, village_round, reviewer, range(306, 361))
    many = asked()

    assert few == many
    assert max(many.values()) <= 20
