"""Whether a line applies is decided by the data, or by the office on a department's proposal; never by a score."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts import clock
from accounts.models import Message
from tests import world
from workflows.engine.deadlines import fire_due
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.steps import perform, waits_at
from workflows.scoring.models import ApplicabilityRuling, DepartmentScore, FinalScore
from workflows.scoring.services.applicability import proposals_of, rule
from workflows.scoring.services.sheets import Given

from .conftest import item_of

pytestmark = pytest.mark.django_db

LEAD = "农业农村局"
AFTER_INTAKE = datetime(2026, 4, 1, 9, 0)


@pytest.fixture
def proposed(county, scoring):
    """农业农村局 finds that RJ-02 does not apply; everything else is by the rule and done."""

    def given(item):
        lines = world.by_the_rule(scoring)(item)
        if item.organisation.name == LEAD:
            lines["RJ-02"] = Given(score=None, applicable=False, reason="该村没有集中居住区")
        return lines

    world.act(county, scoring, "score", given=given)
    world.act(county, scoring, "sign_scores", decision="sign")
    world.act(county, scoring, "countersign", agrees=True)
    return world.act(county, scoring, "joint_check")


@pytest.fixture
def lock(county, village_round):
    def after_intake(opinion=""):
        with clock.at(AFTER_INTAKE):
            fire_due()
            return world.act(county, village_round, "lock_scores", opinion=opinion)

    return after_intake


def decide(county, applies: bool, by: str = "经办人"):
    score = DepartmentScore.objects.get(indicator="RJ-02")
    return rule(score=score, by=county.people[by], applies=applies, reason="经核实")


def test_a_proposal_reaches_the_office_without_a_score(county, village_round, proposed):
    [proposal] = proposals_of(village_round)

    assert (proposal.indicator.code, proposal.words, proposal.reason) == ("RJ-02", "建议不适用", "该村没有集中居住区")
    assert not hasattr(proposal, "score")
    assert Message.objects.get(subject__startswith="请认定适用性").user == county.people["经办人"]


def test_the_lock_waits_for_the_ruling(county, proposed, lock):
    with pytest.raises(Incomplete) as refused:
        lock()

    assert refused.value.missing == ("办公室 适用性没有认定：甲镇甲一村 RJ-02（农业农村局建议不适用）。",)
    assert not FinalScore.objects.exists()


def test_what_is_confirmed_is_left_out_and_its_dimension_pro_rated(county, proposed, lock):
    decide(county, applies=False)
    lock()

    final = FinalScore.objects.get()
    assert final.dimensions["RJ"] == {"score": "36.00", "points": "40"}
    assert final.result["lines"]["RJ-02"] == {
        "score": None, "applicable": False, "organisation": county.departments[LEAD].pk, "version": 1,
    }  # fmt: skip


def test_what_is_refused_goes_back_to_be_scored(county, proposed, lock):
    decide(county, applies=True)
    assert waits_at(proposed) == {"answer_objections"}

    again = {"RJ-02": Given(score=None, applicable=False, reason="还是不适用")}
    world.act(county, proposed, "answer_objections", given=again)
    case = world.act(county, proposed, "sign_answers", decision="sign")
    assert waits_at(case) == {"answer_objections"}
    world.act(county, case, "answer_objections", given={"RJ-02": Given(score=Decimal(9), reason="现场核减")})
    world.act(county, case, "sign_answers", decision="sign")
    lock()

    assert FinalScore.objects.get().result["lines"]["RJ-02"]["score"] == "9.00"


def test_a_ruling_is_made_once_by_the_office_with_a_reason(county, proposed):
    score = DepartmentScore.objects.get(indicator="RJ-02")

    with pytest.raises(NotYou):
        decide(county, applies=False, by="农业农村局负责人")
    with pytest.raises(Incomplete):
        rule(score=score, by=county.people["主任"], applies=False, reason=" ")
    decide(county, applies=False)
    with pytest.raises(NotNow):
        decide(county, applies=True)

    assert ApplicabilityRuling.objects.get().by_name == "经办人"


def test_the_page_takes_the_ruling(county, village_round, proposed, signed_in):
    address = reverse("scoring:applicability", args=[village_round.pk])
    browser = signed_in(county.people["经办人"])

    page = browser.get(address).content.decode()
    browser.post(
        reverse("scoring:rule_applicability", args=[proposed.pk, "RJ-02"]), {"applies": "no", "reason": "经核实"}
    )
    after = browser.get(address).content.decode()

    assert "该村没有集中居住区" in page
    assert "没有要认定的事项" in after
    assert not ApplicabilityRuling.objects.get().applies


def test_a_proposal_that_nobody_has_signed_is_not_shown(county, village_round, scoring):
    given = world.by_the_rule(scoring)(item_of(scoring, "score", LEAD))
    given["RJ-02"] = Given(score=None, applicable=False, reason="不适用")
    perform(item_of(scoring, "score", LEAD).task, by=county.people["农业农村局评分员"], given=given)

    assert proposals_of(village_round) == []
