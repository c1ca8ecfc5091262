"""Every step of every procedure, looked at and tried by everybody: only whoever holds its post can open or do it."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse

from accounts import clock
from accounts.models import KeyTask
from tests import stories, world
from workflows.engine.deadlines import fire_due
from workflows.engine.models import WorkItem
from workflows.engine.nodes import Step
from workflows.flows.editions import EDITIONS
from workflows.flows.starting import begin_application
from workflows.rounds.models import Kind, Level
from workflows.scoring.services.sheets import Given

from .browsing import answer, browser, writes_seen
from .stage import PEOPLE, add_strangers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: Whose step it is, written by hand; a department's step is named with the department.
HOLDERS = {
    "fill_in": {"甲一村填报员", "甲一村书记"},
    "submit": {"甲一村书记"},
    "review_at_township": {"甲镇审核员"},
    "sign_at_township": {"甲镇镇长"},
    "accept_at_county": {"经办人"},
    "score 农业农村局": {"农业农村局评分员"},
    "score 政法委": {"政法委评分员"},
    "sign_scores 农业农村局": {"农业农村局负责人"},
    "answer_objections 农业农村局": {"农业农村局评分员"},
    "sign_answers 农业农村局": {"农业农村局负责人"},
    "joint_check 纪委监委": {"纪委监委联审员"},
    "supply_data 农业农村局": {"农业农村局评分员"},
    "sign_at_county": {"县领导"},
    "open_round": {"主任"},
    "lock_scores": {"主任"},
    "propose_list": {"经办人"},
    "approve_list": {"主任"},
    "publish_notice": {"经办人"},
    "close_notice": {"经办人"},
    "deliberate": {"县领导"},
    "designate": {"县领导"},
    "report_upward": {"主任"},
    "record_result": {"经办人"},
}  # fmt: skip
#: Steps that come only where somebody objects.
AFTER_AN_OBJECTION = {"answer_objections", "sign_answers", "countersign_again"}
#: The same step in a township's and in the county's own application.
OF_A_TOWNSHIP = {"fill_in": {"甲镇审核员"}, "submit": {"甲镇镇长"}}
OF_THE_COUNTY = {"fill_in": {"经办人"}, "submit": {"主任"}}


@pytest.fixture
def onlookers(county):
    """A signed-in browser for each of the twenty roles."""
    add_strangers(county)
    return {name: browser(county.people[name]) for name in PEOPLE.values()}


class Watch:
    """Has everybody try each step before it is done; remembers what went wrong and which nodes were seen."""

    def __init__(self, county, onlookers):
        self.county, self.onlookers = county, onlookers
        self.wrong: list[tuple] = []
        self.nodes: set[str] = set()

    def play(self, case, steps, others: dict[str, set[str]] | None = None):
        """Play a story, every step of it watched."""
        for node, entered in steps:
            for item in world.work(case, node):
                self.try_everybody(item, {**HOLDERS, **(others or {})})
            case = world.act(self.county, case, node, **entered)
        return case

    def try_everybody(self, item: WorkItem, holders: dict[str, set[str]]) -> None:
        """Open the step's page and press its button, as each of them."""
        self.nodes.add(item.node)
        allowed = holders.get(f"{item.node} {item.organisation.name}" if item.organisation else item.node, set())
        url = reverse("inbox:task", args=[item.pk])
        for name, client in self.onlookers.items():
            with transaction.atomic(), writes_seen() as written:
                seen, done = answer(client.get(url)), answer(client.post(url))
                transaction.set_rollback(True)
            fine = (
                seen == 200 and done in {200, 302, 409, 422}
                if name in allowed
                else {seen, done} <= {403, 404} and seen == done and not written
            )
            if not fine:
                self.wrong.append((item.node, str(item.organisation or ""), name, seen, done, written))


@pytest.fixture
def watch(county, onlookers):
    watch = Watch(county, onlookers)
    yield watch
    assert not watch.wrong, "\n".join(map(str, watch.wrong))


def test_steps_of_a_village_and_its_round(county, watch):
    round_ = world.village_round(county)
    case = world.apply(county, round_, "甲一村")
    watch.play(case, stories.village_steps(case))
    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        watch.play(round_, stories.steps_to_the_notice())
    with clock.at(stories.day_after(round_)):
        fire_due()
        watch.play(round_, stories.steps_to_the_title())

    assert watch.nodes == (steps_of(EDITIONS[1].applications[Kind.VILLAGE]) | steps_of(EDITIONS[1].round)) - {
        "open_round", "report_upward", "record_result", *AFTER_AN_OBJECTION,
    }  # fmt: skip


def test_steps_after_an_objection(county, watch):
    """财政局 objects to a line of 农业农村局, one lead of key task 六 to a line of the other."""
    task = KeyTask.objects.create(county=world.COUNTY, code="T6", number="六", title="乡村治理")
    task.leads.set([county.departments["宣传部"], county.departments["政法委"]])
    applied = world.apply(county, world.village_round(county), "甲一村")
    case = world.accept(county, world.recommend(county, world.hand_in(county, applied)))
    objections = {"财政局": ["CY-01"], "政法委": ["ZL-01"]}
    replies = {"农业农村局": {"CY-01": "维持评分。"}, "宣传部": {"ZL-01": "已核减。"}}
    changed = {"宣传部": {"ZL-01": Given(score=Decimal(8), reason="按抽查核减")}}
    stories.play(county, case, [*stories.scoring_steps(case)[:2], ("joint_check", {})])
    objecting = {
        "agrees": lambda item: item.organisation.name not in objections,
        "reason": "与台账不符",
        "indicators": lambda item: objections.get(item.organisation.name, []),
    }
    watch.play(case, [("countersign", objecting)])
    answering = {
        "replies": lambda item: replies[item.organisation.name],
        "given": lambda item: changed.get(item.organisation.name, {}),
    }
    watch.play(case, [("answer_objections", answering), ("sign_answers", {"decision": "sign"})])
    watch.play(case, [("countersign_again", {"agrees": True})])

    assert watch.nodes == {"countersign", *AFTER_AN_OBJECTION}


def test_steps_of_a_township(county, watch):
    """The county's steps are those of a village."""
    case = world.apply(county, world.round_of(county, Kind.TOWNSHIP), "甲镇")

    watch.play(case, [("fill_in", {}), ("submit", {"decision": "submit"})], OF_A_TOWNSHIP)

    assert watch.nodes == {"fill_in", "submit"}


def test_steps_of_the_county_itself(county, watch):
    round_ = world.round_of(county, Kind.COUNTY, level=Level.PROVINCE)
    case = begin_application(round_=round_, region=county.regions["禾塬县"], by=county.people["经办人"])
    watch.play(case, [("supply_data", {"data": {}})])
    world.fill(county, case)
    watch.play(case, [("fill_in", {}), ("submit", {"decision": "submit"})], OF_THE_COUNTY)
    watch.play(case, [("sign_at_county", {"decision": "recommend", "opinion": "同意。"})])
    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        watch.play(round_, stories.report())
        result = {"document_number": "陕农发〔2026〕1号", "decided_on": clock.today(), "recognised": [case.number]}
        watch.play(round_, [("record_result", result)])

    assert watch.nodes == steps_of(EDITIONS[1].applications[Kind.COUNTY]) | {"report_upward", "record_result"}


def steps_of(flow) -> set[str]:
    """Names of a flow's human steps."""
    return {node.name for node in flow.instance.nodes() if isinstance(node, Step)}
