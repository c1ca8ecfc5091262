"""Every step of every procedure, looked at and tried by everybody: only whoever holds its post can open or do it."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse

from accounts import clock
from accounts.appointments import dismiss
from accounts.enums import Post
from accounts.models import Appointment, KeyTask
from tests import stories, world
from workflows.applications.services.leaders import change_leader
from workflows.engine.deadlines import fire_due
from workflows.engine.models import WorkItem
from workflows.engine.nodes import Step
from workflows.flows.editions import EDITIONS
from workflows.flows.midway import return_midway
from workflows.flows.starting import begin_application
from workflows.review.disqualifying import disqualify
from workflows.rounds.models import Kind, Level
from workflows.scoring.services.sheets import Given

from .browsing import answer, browser, writes_seen
from .stage import PEOPLE, add_strangers

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.matrix]

#: Whose step it is, written by hand; a department's step is named with the department.
HOLDERS = {
    "fill_in": {"甲一村填报员", "甲一村书记"},
    "submit": {"甲一村书记"},
    "review_at_township": {"甲镇审核员"},
    "approve_return": {"主任"},
    "sign_at_township": {"甲镇镇长"},
    "accept_at_county": {"经办人"},
    "score 农业农村局": {"农业农村局评分员"},
    "score 政法委": {"政法委评分员"},
    "sign_scores 农业农村局": {"农业农村局负责人"},
    "answer_objections 农业农村局": {"农业农村局评分员"},
    "sign_answers 农业农村局": {"农业农村局负责人"},
    "joint_check 纪委监委": {"纪委监委联审员"},
    "supply_data 农业农村局": {"农业农村局评分员"},
    "sign_commitment": {"王新任"},
    "recheck": {"经办人"},
    "approve_midway": {"主任"},
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
#: Comes only where the office returns twice while departments score.
AFTER_TWO_RETURNS = "approve_midway"
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
    steps = stories.village_steps(case)
    case = watch.play(case, steps[:2])
    case = a_second_return_is_refused(county, watch, case)
    case = watch.play(case, steps[2:])
    the_leader_changes(county, watch, case)
    a_neighbour_is_disqualified(county, watch, case)
    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        watch.play(round_, stories.steps_to_the_notice())
    with clock.at(stories.day_after(round_)):
        fire_due()
        watch.play(round_, stories.steps_to_the_title())

    assert watch.nodes == (steps_of(EDITIONS[1].applications[Kind.VILLAGE]) | steps_of(EDITIONS[1].round)) - {
        "open_round", "report_upward", "record_result", *AFTER_AN_OBJECTION, AFTER_TWO_RETURNS,
    }  # fmt: skip


def a_second_return_is_refused(county, watch, case):
    """Returned twice; the second time the director says no, and the reviewer goes on."""
    points = {"RJ-01": {"passes": False, "problem": "缺台账"}}
    back = [("review_at_township", {"decision": "return", "opinion": "请补充。", "verdicts": points})]
    case = stories.play(county, case, back)
    case = stories.play(county, world.hand_in(county, case), back)
    return watch.play(case, [("approve_return", {"decision": "refuse_return", "opinion": "按现有材料决定。"})])


def the_leader_changes(county, watch, case) -> None:
    """A new secretary, who signs the commitment again; his predecessor finds the door shut."""
    [former] = Appointment.objects.filter(user=county.people["甲一村书记"])
    dismiss(appointment=former, on=clock.today())
    watch.onlookers["王新任"] = browser(world.hire(county, "王新任", Post.VILLAGE_SECRETARY, "甲一村"))
    changed = {"name": "王新任", "since": clock.today(), "reason": "换届"}
    change_leader(application=case, by=county.people["甲一村填报员"], **changed)
    watch.play(case, [("sign_commitment", {})])


def a_neighbour_is_disqualified(county, watch, case) -> None:
    """Another village of the township cheated; this one is looked at again."""
    cheat = world.hand_in(county, world.apply(county, case.round, "甲二村"))
    disqualify(application=cheat, by=county.people["主任"], reason="冒用邻村照片")
    watch.play(case, [("recheck", {"finding": "sound", "opinion": "已到村复核，属实。"})])


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


def test_the_step_after_two_returns_while_departments_score(county, watch):
    case = world.hand_in(county, world.apply(county, world.village_round(county), "甲一村"))
    case = world.accept(county, world.recommend(county, case))
    back = {"by": county.people["经办人"], "points": {"RJ-01": "户厕数与台账不符"}, "reason": "请核实。"}
    return_midway(application=case, **back)
    case = world.accept(county, world.hand_in(county, world.fresh(case)))
    return_midway(application=case, **back)
    watch.play(case, [(AFTER_TWO_RETURNS, {"decision": "refuse_return", "opinion": "按现有材料评。"})])

    assert watch.nodes == {AFTER_TWO_RETURNS}


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
