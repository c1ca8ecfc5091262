"""The steps of a whole story as data, so that it can be played one by one, contested, or all at once."""

from datetime import timedelta

from accounts import clock
from tests import world

MEETING = {"session": "第5次会议", "resolution": "同意。"}


def village_steps(application) -> list[tuple[str, dict]]:
    """From the filled form to the wait for the lock: node and what is entered there."""
    recommend = {"decision": "recommend", "opinion": "属实,推荐。"}
    return [
        ("fill_in", {}),
        ("submit", {"decision": "submit"}),
        ("review_at_township", {**recommend, "site_check": world.SITE_CHECK}),
        ("sign_at_township", recommend),
        ("accept_at_county", {"decision": "accept", "opinion": "受理。", "conditions": {"TJ-01": True}}),
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


def steps_to_the_list() -> list[tuple[str, dict]]:
    """A county round after its intake, up to the public notice."""
    return [
        ("lock_scores", {}),
        ("propose_list", {}),
        ("approve_list", {"meeting": "领导小组第1次会议,2026年4月1日"}),
        ("publish_notice", {"phone": "0913-5550000", "address": "县政府院内"}),
    ]


def steps_to_the_title() -> list[tuple[str, dict]]:
    """A county round after its notice, up to the naming; tell it after :func:`day_after`."""
    meetings = [{**MEETING, "body": body, "held_on": clock.today()} for body in ("government", "committee")]
    return [("close_notice", {}), ("deliberate", {"meetings": meetings}), ("designate", {})]


def day_after(round_):
    """The morning after the notice of a round has ended."""
    return round_.notices.last().ends_at + timedelta(hours=9)
