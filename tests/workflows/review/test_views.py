"""The reviewer's pages: who sees them, what they show, what comes back."""

import pytest
from django.urls import reverse

from tests import world
from tests.pictures import picture
from workflows.applications.services.evidence import attach
from workflows.applications.states import State
from workflows.review.models import IndicatorVerdict, Opinion

pytestmark = pytest.mark.django_db

REVIEW = {
    "decision": "recommend",
    "opinion": "属实，推荐。",
    "checked_on": "2026-03-16",
    "checked_by": "张核查 王核查",
    "rest-CY": "on",
    "rest-RJ": "on",
    "rest-ZL": "on",
}


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def page_of(application, node: str) -> str:
    """Address of the open piece of work."""
    return reverse("inbox:task", args=[world.work(application, node)[0].pk])


@pytest.mark.parametrize(
    ("name", "status"),
    [("甲镇审核员", 200), ("乙镇审核员", 404), ("甲镇镇长", 403), ("甲一村填报员", 403), ("经办人", 403)],
)
def test_only_the_townships_reviewer_opens_the_review(county, submitted, signed_in, name, status):
    answer = signed_in(county.people[name]).get(page_of(submitted, "review_at_township"))

    assert answer.status_code == status


def test_the_review_shows_rule_figures_evidence_and_self_score(county, submitted, signed_in):
    page = signed_in(county.people["甲镇审核员"]).get(page_of(submitted, "review_at_township")).content.decode()

    assert "达到50万元及以上得40分" in page
    assert "按数据应得 27 分" in page
    assert "CY-01-1 照片" in page
    assert "民主程序" in page


def test_the_review_warns_of_a_file_that_a_neighbour_hands_in_too(county, village_round, submitted, signed_in):
    second = world.apply(county, village_round, "甲二村")
    clerk, same = county.people["甲二村填报员"], picture(submitted.number)
    attach(application=second, by=clerk, indicator="CY-01", upload=same, proves="照片")
    second = world.hand_in(county, second)

    page = signed_in(county.people["甲镇审核员"]).get(page_of(second, "review_at_township")).content.decode()

    assert "这张照片与甲镇甲一村 CY-01" in page
    assert "的照片完全相同（2026年度）" in page


def test_the_review_is_handed_in(county, submitted, signed_in):
    browser = signed_in(county.people["甲镇审核员"])

    answer = browser.post(page_of(submitted, "review_at_township"), REVIEW)

    assert (answer.status_code, answer.url) == (302, reverse("inbox:home"))
    assert world.fresh(submitted).state == State.TOWN_REVIEWED
    assert IndicatorVerdict.objects.filter(passes=True).count() == 5


def test_errors_come_back_with_everything_that_was_typed(county, submitted, signed_in):
    browser = signed_in(county.people["甲镇审核员"])
    typed = {
        **REVIEW,
        "checked_by": "张核查",
        "score-CY-01": "20",
        "problem-CY-01": "核减",
        "passes-RJ-02": "no",
        "problem-RJ-02": "门前有堆物",
    }

    answer = browser.post(page_of(submitted, "review_at_township"), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "核查人员（不少于2名）" in page
    assert "门前有堆物" in page
    assert 'name="score-CY-01" value="20" checked' in page
    assert 'value="张核查"' in page
    assert not Opinion.objects.exists()


def test_the_leader_sees_the_quota_and_the_reviewers_opinion(county, village_round, submitted, signed_in):
    village_round.quotas.create(township=county.regions["甲镇"], number=2)
    signed_in(county.people["甲镇审核员"]).post(page_of(submitted, "review_at_township"), REVIEW)
    browser = signed_in(county.people["甲镇镇长"])
    address = page_of(submitted, "sign_at_township")

    page = browser.get(address).content.decode()
    answer = browser.post(address, {"decision": "recommend", "opinion": "同意推荐。"})

    assert "属实，推荐。" in page
    assert "还剩名额" in page
    assert "张核查、王核查" in page
    assert answer.status_code == 302
    assert world.fresh(submitted).state == State.TOWN_RECOMMENDED


def test_without_a_place_left_the_leader_is_told_so(county, village_round, submitted, signed_in):
    village_round.quotas.create(township=county.regions["甲镇"], number=0)
    signed_in(county.people["甲镇审核员"]).post(page_of(submitted, "review_at_township"), REVIEW)
    browser = signed_in(county.people["甲镇镇长"])
    address = page_of(submitted, "sign_at_township")

    page = browser.get(address).content.decode()
    answer = browser.post(address, {"decision": "recommend", "opinion": "同意推荐。"})

    assert "名额已用完" in page
    assert answer.status_code == 409
    assert world.fresh(submitted).state == State.TOWN_REVIEWED


def test_acceptance_shows_conditions_and_what_the_system_found(county, submitted, signed_in):
    application = world.recommend(county, submitted)
    browser = signed_in(county.people["经办人"])
    address = page_of(application, "accept_at_county")

    page = browser.get(address).content.decode()
    refused = browser.post(address, {"decision": "accept", "opinion": "受理。"})
    accepted = browser.post(address, {"decision": "accept", "opinion": "受理。", "condition-TJ-01": "on"})

    assert "村集体经营性收入不低于10万元" in page
    assert "系统核对：符合" in page
    assert (refused.status_code, accepted.status_code) == (422, 302)
    assert "以下基本条件没有核查或不符合" in refused.content.decode()
    assert world.fresh(application).state == State.SCORING


@pytest.mark.parametrize("node", ["review_at_township", "sign_at_township", "accept_at_county"])
def test_a_page_asks_a_bounded_number_of_questions(county, submitted, signed_in, node, django_assert_max_num_queries):
    application = submitted
    if node != "review_at_township":
        application = world.act(
            county, application, "review_at_township", decision="recommend", opinion="。", site_check=world.SITE_CHECK
        )
    if node == "accept_at_county":
        application = world.act(county, application, "sign_at_township", decision="recommend", opinion="同意。")
    item = world.work(application, node)[0]
    browser = signed_in(county.holder(item))
    browser.get(page_of(application, node))

    with django_assert_max_num_queries(39):
        answer = browser.get(page_of(application, node))

    assert answer.status_code == 200
