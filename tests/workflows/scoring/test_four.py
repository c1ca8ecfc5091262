"""The four scores of an application: kept side by side, each with who, when and why, sealed until the lock."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import append_only, clock
from tests import world
from workflows.applications.models import Snapshot, Submission
from workflows.engine.deadlines import fire_due
from workflows.review.models import IndicatorVerdict, Opinion
from workflows.scoring import models
from workflows.scoring.four import four_scores
from workflows.scoring.services.sheets import Given

from .conftest import accepted

pytestmark = pytest.mark.django_db

KEPT = [
    Snapshot, Submission, Opinion, IndicatorVerdict, models.DepartmentScore, models.ScoreSheet, models.FinalScore,
    models.Countersignature, models.ObjectionAnswer, models.ApplicabilityRuling, models.Recusal,
    models.RecusalDeclaration, models.RecusalWithdrawal, models.Substitution,
]  # fmt: skip


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_what_somebody_said_is_only_ever_added(model):
    assert model in append_only.protected


@pytest.fixture
def scored(county, village_round):
    """The township takes two points off, the department one more."""
    case = world.hand_in(county, world.apply(county, village_round, "甲一村"))
    verdict = {"passes": True, "score": Decimal(25), "problem": "抽查一户不达标"}
    world.act(
        county, case, "review_at_township", decision="recommend", opinion="属实。", site_check=world.SITE_CHECK,
        verdicts={"RJ-01": verdict},
    )  # fmt: skip
    world.act(county, case, "sign_at_township", decision="recommend", opinion="同意。")
    case = world.accept(county, case)

    def given(item):
        lines = world.by_the_rule(case)(item)
        if "RJ-01" in lines:
            lines["RJ-01"] = Given(score=Decimal(24), reason="现场核减")
        return lines

    world.act(county, case, "score", given=given)
    world.act(county, case, "sign_scores", decision="sign")
    world.act(county, case, "countersign", agrees=True)
    return world.act(county, case, "joint_check")


def line(case, user, code: str):
    found = {one.code: one for _, lines in four_scores(case, user) for one in lines}
    return found[code]


def test_the_database_refuses_to_change_a_score(scored):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE scoring_departmentscore SET score = 40")


def test_the_department_reads_its_own_and_the_differences(county, scored):
    mine = line(scored, county.people["农业农村局评分员"], "RJ-01")

    assert (mine.own.score, mine.own.by) == (27, "甲一村书记")
    assert (mine.township.score, mine.township.by, mine.township.reason) == (25, "甲镇审核员", "抽查一户不达标")
    assert (mine.department.score, mine.department.by, mine.department.reason) == (24, "农业农村局评分员", "现场核减")
    assert (mine.township_difference, mine.department_difference, mine.final) == (-2, -1, None)


@pytest.mark.parametrize("name", ["甲一村书记", "甲镇审核员", "政法委评分员", "经办人", "主任", "审计员"])
def test_for_everybody_else_it_is_sealed(county, scored, name, signed_in):
    theirs = line(scored, county.people[name], "RJ-01")
    page = signed_in(county.people[name]).get(reverse("scoring:four", args=[scored.pk])).content.decode()

    assert (theirs.sealed, theirs.department) == (True, None)
    assert "密封" in page
    assert "现场核减" not in page


def test_after_the_lock_the_final_score_stands_beside_the_others(county, village_round, scored, signed_in):
    with clock.at(datetime(2026, 4, 1, 9, 0)):
        fire_due()
        world.act(county, village_round, "lock_scores", opinion="同意锁分。")
    case = world.fresh(scored)

    last = line(case, county.people["甲一村书记"], "RJ-01")
    page = signed_in(county.people["甲一村书记"]).get(reverse("scoring:four", args=[case.pk])).content.decode()

    assert (last.final.score, last.final.by, last.final.reason) == (24, "主任", "同意锁分。")
    assert (last.department.score, last.final_difference, last.sealed) == (24, 0, False)
    assert "现场核减" in page


def test_the_page_asks_a_bounded_number_of_questions(
    county, village_round, scored, signed_in, django_assert_max_num_queries
):
    accepted(county, village_round, "甲二村")
    browser = signed_in(county.people["农业农村局评分员"])
    browser.get(reverse("scoring:four", args=[scored.pk]))

    with django_assert_max_num_queries(30):
        browser.get(reverse("scoring:four", args=[scored.pk]))
