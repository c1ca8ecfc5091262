"""The screen of every step of every procedure, looked at before it is done; and the page that tells what is missing."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts import clock
from accounts.models import KeyTask
from tests import stories, world
from tests.architecture.test_tasks import steps_of
from tests.e2e.accessible import Accessible
from tests.e2e.conftest import Desk, StoryClock
from tests.e2e.sweeping import Sweep
from workflows.applications.services.leaders import change_leader
from workflows.engine.deadlines import fire_due
from workflows.flows.editions import all_flows
from workflows.flows.midway import return_midway
from workflows.flows.starting import begin_application, begin_round
from workflows.review.disqualifying import disqualify
from workflows.rounds.models import Kind, Level, Round
from workflows.rounds.services import prepare_round
from workflows.scoring.services.sheets import Given

#: Steps of villages and townships: there 大字版 is tried too.
THEIRS = {"fill_in", "submit", "sign_commitment", "review_at_township", "sign_at_township"}
#: Where pressing the button at once leaves something to say.
ASK_FOR_MORE = {"submit", "review_at_township", "accept_at_county", "score", "approve_list", "deliberate"}
POINT = {"RJ-01": {"passes": False, "problem": "缺户厕台账"}}
RETURN = {"decision": "return", "opinion": "请补正。", "verdicts": POINT}


class Told:
    """Plays stories; looks at each step's screen before somebody does it."""

    def __init__(self, desk: Desk, story_clock: StoryClock):
        self.desk, self.county, self.story_clock = desk, desk.county, story_clock
        self.sweep, self.nodes = Sweep(), set()

    def play(self, case, steps):
        for node, entered in steps:
            self.look_at(case, node)
            case = world.act(self.county, case, node, **entered)
        return case

    def look_at(self, case, node: str) -> None:
        """As whoever's work it is; a step that was seen is not looked at again."""
        item = world.work(case, node)[0]
        if node in self.nodes:
            return
        self.nodes.add(node)
        name = next(name for name, person in self.county.people.items() if person == self.county.holder(item))
        page = self.desk.of(name)
        response = page.goto(f"/todo/{item.pk}/")
        assert response.status == 200, (node, response.status)
        self.sweep.look(page, f"step {node} ({name})", large_type=node in THEIRS)
        if node in ASK_FOR_MORE:
            page.evaluate("() => document.querySelector('main form[method=post], form.review-items').submit()")
            page.wait_for_selector(".error-summary")
            self.sweep.look(page, f"step {node}, incomplete ({name})", large_type=node in THEIRS)

    def wait_until(self, moment) -> None:
        self.story_clock.wait_until(moment)
        fire_due()


def whole_round(told: Told) -> None:
    """A village returned twice, then named; its leader changes before the county has decided."""
    county = told.county
    round_ = world.village_round(county)
    case = world.apply(county, round_, "甲一村")
    case = told.play(case, stories.village_steps(case)[:2])
    for _ in range(2):
        case = told.play(case, [("review_at_township", RETURN)])
        if world.work(case, "approve_return"):
            case = told.play(case, [("approve_return", {"decision": "approve_return", "opinion": "同意。"})])
        case = world.hand_in(county, case)
    case = told.play(case, stories.village_steps(case)[2:])
    told.wait_until(stories.AFTER_INTAKE.replace(tzinfo=world.county_time()))
    told.play(round_, stories.steps_to_the_notice())
    told.wait_until(stories.day_after(round_))
    told.play(round_, stories.steps_to_the_title())


def objection(told: Told) -> None:
    """财政局 objects to a line of 农业农村局, one lead of key task 六 to a line of the other."""
    county = told.county
    task = KeyTask.objects.create(county=world.COUNTY, code="T6", number="六", title="乡村治理")
    task.leads.set([county.departments["宣传部"], county.departments["政法委"]])
    case = world.hand_in(county, world.apply(county, world.village_round(county, number=2), "甲二村"))
    case = world.accept(county, world.recommend(county, case))
    objections = {"财政局": ["CY-01"], "政法委": ["ZL-01"]}
    replies = {"农业农村局": {"CY-01": "维持评分。"}, "宣传部": {"ZL-01": "已核减。"}}
    changed = {"宣传部": {"ZL-01": Given(score=Decimal(8), reason="按抽查核减")}}
    stories.play(county, case, [*stories.scoring_steps(case)[:2], ("joint_check", {})])
    objecting = {
        "agrees": lambda item: item.organisation.name not in objections,
        "reason": "与台账不符",
        "indicators": lambda item: objections.get(item.organisation.name, []),
    }
    answering = {
        "replies": lambda item: replies[item.organisation.name],
        "given": lambda item: changed.get(item.organisation.name, {}),
    }
    told.play(case, [("countersign", objecting), ("answer_objections", answering)])
    told.play(case, [("sign_answers", {"decision": "sign"}), ("countersign_again", {"agrees": True})])


def returned_midway(told: Told) -> None:
    """The office returns an application while its departments score it; the second time the director decides."""
    county = told.county
    case = world.hand_in(county, world.apply(county, world.village_round(county, number=5), "甲一村"))
    case = world.accept(county, world.recommend(county, case))
    back = {"by": county.people["经办人"], "points": {"RJ-01": "户厕数与台账不符"}, "reason": "请核实。"}
    return_midway(application=case, **back)
    case = world.accept(county, world.hand_in(county, world.fresh(case)))
    return_midway(application=case, **back)
    told.look_at(case, "approve_midway")


def neighbours(told: Told) -> None:
    """A village is put out; its neighbour, whose leader is new, is looked at again."""
    county = told.county
    round_ = world.village_round(county, number=3)
    neighbour = world.hand_in(county, world.apply(county, round_, "乙一村"))
    neighbour = world.accept(county, world.recommend(county, neighbour))
    cheat = world.hand_in(county, world.apply(county, round_, "乙二村"))
    disqualify(application=cheat, by=county.people["主任"], reason="冒用邻村照片，经核实")
    change_leader(
        application=neighbour, by=county.people["乙一村填报员"], name="王新任", since=clock.today(), reason="换届"
    )
    told.look_at(neighbour, "recheck")
    told.look_at(neighbour, "sign_commitment")


def own_application(told: Told) -> None:
    """The county applies for itself and is told the superior's result."""
    county = told.county
    ends = clock.now() + timedelta(days=30)
    round_ = world.round_of(county, Kind.COUNTY, level=Level.PROVINCE, number=4, intake_ends_at=ends)
    case = begin_application(round_=round_, region=county.regions["禾塬县"], by=county.people["经办人"])
    case = told.play(case, [("supply_data", {"data": {}})])
    world.fill(county, case)
    case = told.play(case, [("fill_in", {}), ("submit", {"decision": "submit"})])
    case = told.play(case, [("sign_at_county", {"decision": "recommend", "opinion": "同意。"})])
    told.wait_until(round_.intake_ends_at)
    told.play(round_, stories.report())
    told.look_at(round_, "record_result")


def being_opened(told: Told) -> None:
    """A round that the director has before him."""
    like = Round.objects.filter(kind=Kind.VILLAGE).first()
    round_ = prepare_round(
        county=world.COUNTY,
        year=2026,
        number=6,
        level=Level.COUNTY,
        kind=Kind.VILLAGE,
        standard=like.standard,
        approval_basis="测试批准〔2026〕6号",
        plan_number="禾发〔2026〕6号",
        places=2,
        opens_on=like.opens_on,
        intake_ends_at=like.intake_ends_at,
    )
    begin_round(round_=round_, by=told.county.people["经办人"])
    told.look_at(round_, "open_round")


@pytest.fixture(scope="module")
def told(chromium, live_server, module_database, module_clock):
    desk = Desk(chromium, live_server, world.build_county())
    told = Told(desk, module_clock)
    for tell in (objection, returned_midway, neighbours, being_opened, whole_round, own_application):
        tell(told)
    yield told
    desk.close()


@pytest.fixture(scope="module")
def swept(told):
    return told.sweep


class TestScreensOfEveryStep(Accessible):
    name = "steps"

    def test_no_step_was_left_out(self, told):
        assert told.nodes == set().union(*(steps_of(flow) for flow in all_flows()))
