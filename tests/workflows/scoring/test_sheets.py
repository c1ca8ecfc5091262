"""A department's sheet: what may stand on it, versions, the head's signature and the way back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accounts.append_only import AppendOnlyError
from accounts.enums import Post
from tests import world
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.models import Event
from workflows.engine.steps import perform
from workflows.scoring.models import DepartmentScore, ScoreSheet
from workflows.scoring.services.sheets import Given, sheet
from workflows.scoring.totals import totals_of

from .conftest import item_of

pytestmark = pytest.mark.django_db

LEAD = "农业农村局"


def suggested(county, application, department: str = LEAD) -> dict[str, Given]:
    """A sheet exactly as the rule suggests."""
    return {
        row.indicator.code: Given(score=row.suggested, applicable=row.applicable)
        for row in sheet(application, county.departments[department])
    }


def hand_in(county, application, given, by: str = "农业农村局评分员"):
    """Hand the lead department's sheet in."""
    return perform(item_of(application, "score", LEAD).task, by=county.people[by], given=given)


def sign(county, application, by: str = "农业农村局负责人", **data):
    return perform(item_of(application, "sign_scores", LEAD).task, by=county.people[by], **data)


def test_a_department_scores_its_own_lines_only(county, scoring):
    rows = sheet(scoring, county.departments[LEAD])

    assert [(row.indicator.code, row.kind, row.suggested) for row in rows] == [
        ("CY-01", "indicator", 30),
        ("RJ-01", "indicator", 27),
        ("RJ-02", "indicator", 10),
        ("JF-01", "bonus", 0),
        ("KF-01", "penalty", 0),
    ]


@pytest.mark.parametrize(
    ("code", "line", "sentence"),
    [
        ("CY-01", None, "CY-01 村集体经营性收入：请评分。"),
        ("CY-01", Given(score=Decimal(41)), "CY-01 村集体经营性收入：得分应在0到40分之间，请修改。"),
        ("CY-01", Given(score=Decimal(20)), "CY-01 村集体经营性收入：与按细则应得（30分）不一致，请写明理由。"),
        (
            "CY-01",
            Given(score=None, applicable=False),
            "CY-01 村集体经营性收入：与按细则应得（30分）不一致，请写明理由。",
        ),
        ("JF-01", Given(score=Decimal(2)), "JF-01 上级荣誉：请选择加分等次。"),
    ],
)
def test_a_sheet_with_a_gap_is_refused_with_the_line_named(county, scoring, code, line, sentence):
    given = {**suggested(county, scoring), code: line}

    with pytest.raises(Incomplete) as refused:
        hand_in(county, scoring, given)

    assert refused.value.missing == (sentence,)
    assert not DepartmentScore.objects.exists()


def test_a_departure_with_its_reason_is_taken(county, scoring):
    given = suggested(county, scoring)
    given["CY-01"] = Given(score=Decimal(20), reason="报表核减10万元")

    hand_in(county, scoring, given)

    score = DepartmentScore.objects.get(indicator="CY-01")
    assert (score.score, score.suggested, score.reason, score.by_name) == (20, 30, "报表核减10万元", "农业农村局评分员")


def test_another_department_may_not_score_it(county, scoring):
    with pytest.raises(NotYou):
        hand_in(county, scoring, suggested(county, scoring), by="宣传部评分员")

    hand_in(county, scoring, suggested(county, scoring))

    assert DepartmentScore.objects.count() == 5


def test_scores_are_never_changed_a_new_version_is_added(county, scoring):
    hand_in(county, scoring, suggested(county, scoring))
    sign(county, scoring, decision="send_back", opinion="请核对集体经济。")
    given = suggested(county, scoring)
    given["CY-01"] = Given(score=Decimal(20), reason="报表核减")
    hand_in(county, scoring, given)

    versions = DepartmentScore.objects.filter(indicator="CY-01").order_by("version")
    assert [(row.version, row.score) for row in versions] == [(1, 30), (2, 20)]
    assert DepartmentScore.objects.filter(indicator="RJ-01").count() == 1
    assert {row.indicator: row.version for row in DepartmentScore.objects.current()}["CY-01"] == 2
    with pytest.raises(AppendOnlyError):
        DepartmentScore.objects.update(score=0)
    with pytest.raises(AppendOnlyError):
        versions[0].delete()


def test_the_head_signs_after_a_way_back_through_the_flow(county, scoring):
    hand_in(county, scoring, suggested(county, scoring))
    sign(county, scoring, decision="send_back", opinion="请核对。")
    assert [item.organisation.name for item in world.work(scoring, "sign_scores")] == []

    hand_in(county, scoring, suggested(county, scoring))
    sign(county, scoring, decision="sign", opinion="同意。")

    assert ScoreSheet.objects.get().organisation.name == LEAD
    assert LEAD not in {item.organisation.name for item in world.work(scoring, "score")}


def test_whoever_scored_does_not_sign(county, scoring):
    scorer = county.people["农业农村局评分员"]
    world.appoint(
        user=scorer,
        post=Post.DEPT_LEADER,
        region=county.regions["禾塬县"],
        organisation=county.departments[LEAD],
        since=date(2026, 1, 1),
    )
    hand_in(county, scoring, suggested(county, scoring))

    with pytest.raises(NotNow, match="由您评分"):
        sign(county, scoring, by="农业农村局评分员", decision="sign")
    sign(county, scoring, decision="sign")

    assert ScoreSheet.objects.count() == 1


def test_what_a_department_does_is_confidential_in_the_history(county, scoring):
    hand_in(county, scoring, suggested(county, scoring))
    sign(county, scoring, decision="sign", opinion="同意。")

    entries = Event.objects.filter(action__in=("score", "sign_scores"))
    assert [entry.confidential for entry in entries] == [True, True]


def test_totals_name_departures_and_leave_out_what_does_not_apply(county, scoring):
    given = suggested(county, scoring)
    given["CY-01"] = Given(score=Decimal(20), reason="核减")
    given["RJ-02"] = Given(score=None, applicable=False, reason="不适用")
    given["JF-01"] = replace(given["JF-01"], score=Decimal(2), basis=["国家级"])
    hand_in(county, scoring, given)

    totals = totals_of(sheet(scoring, county.departments[LEAD]))

    assert (totals.given, totals.suggested, totals.points, totals.departures) == (47, 57, 70, 2)
    assert (totals.bonus, totals.penalty, totals.unscored) == (2, 0, 0)
