"""Stories as data: the steps that follow each other, so that a test names only where its own story departs.

A step is a node and what is entered there; ``play`` does each as the person whose inbox it is in. The reliability
tests play the same steps contested and all at once.
"""

from datetime import datetime, timedelta

from accounts import clock
from tests import world
from workflows.engine.deadlines import fire_due

#: A Wednesday after the intake of the tiny county's rounds.
AFTER_INTAKE = datetime(2026, 4, 1, 9, 0)

Steps = list[tuple[str, dict]]


def play(county: world.County, case, steps: Steps):
    """Do the steps one after the other; returns the case as it is then."""
    for node, entered in steps:
        case = world.act(county, case, node, **entered)
    return case


def village_steps(application) -> Steps:
    """A village's application from the filled form to the wait for the lock."""
    recommend = {"decision": "recommend", "opinion": "属实，推荐。"}
    return [
        ("fill_in", {}),
        ("submit", {"decision": "submit"}),
        ("review_at_township", {**recommend, "site_check": world.SITE_CHECK}),
        ("sign_at_township", recommend),
        ("accept_at_county", {"decision": "accept", "opinion": "受理。", "conditions": {"TJ-01": True}}),
        *scoring_steps(application),
    ]


def scoring_steps(application) -> Steps:
    """The departments at work, all of one mind with the rule."""
    return [
        ("score", {"given": as_submitted(application)}),
        ("sign_scores", {"decision": "sign"}),
        ("countersign", {"agrees": True}),
        ("joint_check", {}),
    ]


def as_submitted(application):
    """Scores as the rule suggests, once there is a submission to look at."""

    def given(item):
        return world.by_the_rule(world.fresh(application))(item)

    return given


def steps_to_the_list() -> Steps:
    """A round after its intake, up to the approved list."""
    return [
        ("lock_scores", {}),
        ("propose_list", {}),
        ("approve_list", {"meeting": "领导小组第1次会议，2026年4月1日"}),
    ]


def steps_to_the_notice() -> Steps:
    """A round after its intake, up to the public notice."""
    return [*steps_to_the_list(), ("publish_notice", {"phone": "0913-5550000", "address": "县政府院内"})]


def steps_to_the_decision() -> Steps:
    """A round after its notice, up to the county's decision; tell it after :func:`day_after`."""
    meeting = {"session": "第5次会议", "resolution": "同意。", "held_on": clock.today()}
    return [
        ("close_notice", {}),
        ("deliberate", {"meetings": [{**meeting, "body": body} for body in ("government", "committee")]}),
    ]


def steps_to_the_title() -> Steps:
    """A county round after its notice, up to the naming."""
    return [*steps_to_the_decision(), ("designate", {})]


def report(**changes) -> Steps:
    """The report to the superior."""
    entered = {"recipient": "市委农村工作领导小组", "signer": "王县长", "contact_phone": "0913-5550000"}
    return [("report_upward", {**entered, **changes})]


def day_after(round_):
    """The morning after the newest notice of a round has ended."""
    return round_.notices.last().ends_at + timedelta(hours=9)


def after_intake(county: world.County, round_, steps: Steps):
    """The intake ends, then these steps are done."""
    with clock.at(AFTER_INTAKE):
        fire_due()
        return play(county, round_, steps)
