"""What somebody may enter at each step, sensible or not: the model-based test draws from here."""

from datetime import timedelta

from accounts import clock
from tests import world
from workflows.scoring.services.answering import questions_of
from workflows.scoring.services.sheets import Given

POINT = {"RJ-01": {"passes": False, "problem": "缺户厕台账"}}
VETO = {"clause": "FJ-01", "facts": "受到处分", "document": "禾纪发〔2025〕3号"}


def often(good, *rare) -> list:
    """To choose from: mostly the first."""
    return [good] * 5 + list(rare)


def review(draw, item) -> dict:
    return {
        "decision": draw(often("recommend", "return", "not_recommend")),
        "opinion": draw(often("属实。", " ")),
        "verdicts": draw([POINT, {}]),
        "site_check": draw(often(world.SITE_CHECK, {})),
    }


def accept(draw, item) -> dict:
    return {
        "decision": draw(often("accept", "return", "not_accept")),
        "opinion": "已核对。",
        "verdicts": draw([POINT, {}]),
        "conditions": {"TJ-01": draw(often(True, False))},
    }


def score(draw, item) -> dict:
    case = item.task.process.artifact
    given = world.by_the_rule(case)(item)
    if draw(often(False, True)):
        code = draw(sorted(given))
        given[code] = Given(score=draw([0, 1, 1000]), reason=draw(["现场核减", ""]))
    return {"given": given}


def countersign(draw, item) -> dict:
    case = item.task.process.artifact
    lines = [one.code for one in case.spec.indicators if item.organisation.name in one.coop]
    named = draw(often(lines[:1], [], ["XX-99"]))
    return {"agrees": draw(often(True, False, False)), "reason": draw(often("有异议", "")), "indicators": named}


def answer_objections(draw, item) -> dict:
    """Keeps or changes; a score to be given anew is given by the rule."""
    questions = questions_of(item.task.process.artifact, item.organisation)
    given = {
        one.row.indicator.code: Given(score=one.row.suggested, applicable=one.row.applicable)
        for one in questions
        if one.anew
    }
    for one in questions:
        if one.row.kind == "indicator" and draw(often(False, True)):
            given[one.row.indicator.code] = Given(score=draw([0, 1, 1000]), reason=draw(["复核核减", ""]))
    replies = {one.row.indicator.code: draw(often("已复核。", "")) for one in questions}
    return {"given": given, "replies": replies}


def joint_check(draw, item) -> dict:
    if draw(often(True, False)):
        return {}
    return {**VETO, "happened_on": draw([clock.today(), None])}


def deliberate(draw, item) -> dict:
    round_ = item.task.process.artifact
    numbers = list(round_.applications.values_list("number", flat=True))
    on = clock.today() - timedelta(days=draw([0, 1]))
    meeting = {"session": "第5次会议", "resolution": "同意。"}
    return {
        "meetings": [
            {**meeting, "body": "government", "held_on": clock.today()},
            {**meeting, "body": "committee", "held_on": draw(often(clock.today(), on))},
        ],
        "refused": draw([[], numbers[:1], numbers]),
        "opinion": draw(often("按会议意见。", "")),
    }


def choosing(name: str, *choices, **also):
    """A step with one choice."""

    def entry(draw, item) -> dict:
        return {name: draw(often(*choices)), **also}

    return entry


def nothing(draw, item) -> dict:
    return {}


#: Node → ``(draw, item) -> what is entered``; ``draw`` chooses from a list.
ENTRIES = {
    "fill_in": nothing,
    "submit": choosing("decision", "submit", "send_back"),
    "review_at_township": review,
    "sign_at_township": choosing("decision", "recommend", "send_back", opinion="同意。"),
    "accept_at_county": accept,
    "score": score,
    "sign_scores": choosing("decision", "sign", "send_back", opinion="已核。"),
    "countersign": countersign,
    "answer_objections": answer_objections,
    "sign_answers": choosing("decision", "sign", "send_back", opinion="已核。"),
    "countersign_again": countersign,
    "joint_check": joint_check,
    "lock_scores": choosing("opinion", "异议已处理。", ""),
    "propose_list": choosing("lots", [], ["SFC-2026-000000000000"]),
    "approve_list": choosing("decision", "approve", "send_back", meeting="第1次会议", opinion="按会议意见。"),
    "publish_notice": choosing("phone", "0913-5550000", "13800000000", address="县政府院内"),
    "close_notice": nothing,
    "deliberate": deliberate,
    "designate": nothing,
}
