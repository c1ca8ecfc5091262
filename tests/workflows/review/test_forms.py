"""The reviewer's form: a word on each indicator, gathered into verdicts."""

import pytest
from django.http import QueryDict

from tests import world
from workflows.review.forms import AcceptanceForm, TownshipReviewForm

pytestmark = pytest.mark.django_db

OPINION = {"decision": "recommend", "opinion": "属实。", "checked_on": "2026-03-16", "checked_by": "张核查、王核查"}
REST = {"rest-CY": "on", "rest-RJ": "on", "rest-ZL": "on"}


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def filled(application, form_class=TownshipReviewForm, **data):
    """The form with what was posted; a list stands for inputs of one name."""
    posted = QueryDict(mutable=True)
    for name, value in data.items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    return form_class(posted, case=application)


def test_the_rest_of_a_dimension_passes_with_the_applicants_own_scores(submitted):
    form = filled(submitted, **OPINION, **REST, **{"passes-RJ-01": "no", "problem-RJ-01": "缺台账"})

    assert form.is_valid()
    verdicts = form.cleaned_data["verdicts"]
    assert verdicts["RJ-01"] == {"passes": False, "score": None, "problem": "缺台账", "cause": "", "pointer": ""}
    assert verdicts["CY-01"] == {"passes": True, "score": 30, "problem": "", "cause": "", "pointer": ""}
    assert set(verdicts) == {"CY-01", "RJ-01", "RJ-02", "ZL-01", "ZL-02"}


def test_a_score_may_be_picked_or_typed_and_what_is_typed_counts(submitted):
    reasons = {"problem-CY-01": "按报表核减", "problem-RJ-01": "抽查核减"}
    form = filled(submitted, **OPINION, **REST, **reasons, **{"score-CY-01": ["20", ""], "score-RJ-01": ["30", "12.5"]})

    assert form.is_valid()
    assert form.cleaned_data["verdicts"]["CY-01"]["score"] == 20
    assert form.cleaned_data["verdicts"]["RJ-01"]["score"] == 12.5


def test_a_score_that_departs_from_the_applicants_own_has_a_reason(submitted):
    form = filled(submitted, **OPINION, **REST, **{"score-CY-01": "20"})

    assert form.errors == {"problem-CY-01": ["CY-01 村集体经营性收入：镇核得分与自评不一致，请写明理由。"]}


def test_what_is_to_be_changed_says_what(submitted):
    form = filled(submitted, **OPINION, **REST, **{"passes-RJ-01": "no"})

    assert form.errors == {"problem-RJ-01": ["请写明问题和要求。"]}


def test_a_score_stays_within_the_points(submitted):
    form = filled(submitted, **OPINION, **REST, **{"score-CY-01": "41"})

    assert form.errors == {"score-CY-01": ["得分不能超过满分40分。"]}


def test_a_recommendation_looks_at_everything_a_return_need_not(submitted):
    one = {"passes-RJ-01": "no", "problem-RJ-01": "缺台账"}

    recommended = filled(submitted, **OPINION, **one)
    returned = filled(submitted, **{**OPINION, "decision": "return"}, **one)

    assert "还有指标没有审核：CY-01村集体经营性收入、RJ-02村庄清洁" in recommended.errors["__all__"][0]
    assert returned.is_valid()
    assert set(returned.cleaned_data["verdicts"]) == {"RJ-01"}


def test_the_site_check_is_gathered(submitted):
    form = filled(submitted, **OPINION, **REST, households="12", findings="路灯坏两盏", notice_from="2026-03-09")

    assert form.is_valid()
    assert form.cleaned_data["site_check"] == {
        "on": "2026-03-16",
        "people": ["张核查", "王核查"],
        "households": 12,
        "findings": "路灯坏两盏",
    }
    assert form.cleaned_data["notice"] == {"from": "2026-03-09", "to": None}


def test_what_passed_before_and_did_not_change_is_passed_beforehand(county, submitted):
    verdicts = {code: {"passes": True, "score": 10, "problem": ""} for code in ("CY-01", "ZL-01")}
    verdicts |= {code: {"passes": False, "problem": "缺台账"} for code in ("RJ-01", "RJ-02")}
    application = world.act(
        county, submitted, "review_at_township", decision="return", opinion="请补充。", verdicts=verdicts
    )
    world.fill(county, application, toilets="90", findings=1)
    application = world.hand_in(county, application)

    form = TownshipReviewForm(case=application)

    initial = {line.code: form[f"passes-{line.code}"].value() for line in form.reading.lines}
    assert initial == {"CY-01": "yes", "ZL-01": "yes", "RJ-01": "", "RJ-02": "", "ZL-02": ""}
    assert form["score-CY-01"].value() == 10


def test_acceptance_needs_no_word_on_each_indicator(county, submitted):
    application = world.recommend(county, submitted)

    form = filled(application, AcceptanceForm, decision="accept", opinion="受理。", **{"condition-TJ-01": "on"})

    assert form.is_valid()
    assert form.cleaned_data == {
        "decision": "accept",
        "opinion": "受理。",
        "verdicts": {},
        "conditions": {"TJ-01": True},
        "exceptions": {},
    }
