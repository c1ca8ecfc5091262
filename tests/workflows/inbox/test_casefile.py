"""The case file: one page for everybody who may see the application, and nothing on it that they may not read."""

import pytest
from django.urls import reverse

from tests import world
from workflows.applications.states import State


def case(browser, application):
    return browser.get(reverse("inbox:case", args=[application.pk]))


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("甲一村填报员", 200),
        ("甲镇审核员", 200),
        ("经办人", 200),
        ("审计员", 200),
        ("甲二村填报员", 404),
        ("乙镇审核员", 404),
        ("宣传部评分员", 404),
    ],
)
def test_it_opens_for_those_who_may_see_it(submitted, county, signed_in, who, status):
    assert case(signed_in(county.people[who]), submitted).status_code == status


def test_a_draft_has_a_case_too(county, village_round, signed_in):
    draft = world.apply(county, village_round, "甲一村")

    page = case(signed_in(county.people["甲镇审核员"]), draft)

    assert page.context["sheet"] is None
    assert page.status_code == 200


def test_it_shows_what_was_frozen_not_what_stands_in_the_draft(county, submitted, signed_in):
    returned = world.act(
        county,
        submitted,
        "review_at_township",
        decision="return",
        opinion="请补正。",
        verdicts={"RJ-01": {"passes": False, "problem": "台账不全"}},
    )
    returned.data_values.filter(item="coll_income").update(value=99)

    page = case(signed_in(county.people["甲镇审核员"]), returned)

    assert page.context["sheet"].content["data"]["coll_income"]["value"] == "30"
    assert page.context["opinions"][0].points == [{"code": "RJ-01", "name": "卫生户厕普及率", "problem": "台账不全"}]


def test_scores_are_sealed_until_the_lock(county, village_round, submitted, signed_in):
    scored = world.score(county, world.accept(county, world.recommend(county, submitted)))

    assert case(signed_in(county.people["甲一村书记"]), scored).context["scores"] is None
    own = case(signed_in(county.people["宣传部评分员"]), scored).context["scores"]
    assert [one["name"] for one in own.departments] == ["宣传部"]
    assert own.final is None


def test_scores_are_open_after_the_lock(county, village_round, submitted, signed_in):
    scored = world.score(county, world.accept(county, world.recommend(county, submitted)))
    scored.state = State.SCORE_LOCKED
    type(scored).objects.filter(pk=scored.pk).update(state=State.SCORE_LOCKED)

    scores = case(signed_in(county.people["甲一村书记"]), scored).context["scores"]

    assert {one["name"] for one in scores.departments} == {"农业农村局", "宣传部", "政法委"}


def test_a_telephone_number_is_whole_for_those_who_call(county, submitted, signed_in):
    accepted = world.accept(county, world.recommend(county, submitted))

    assert "0913-5550000" in case(signed_in(county.people["甲镇审核员"]), accepted).content.decode()
    assert "0913-5550000" not in case(signed_in(county.people["宣传部评分员"]), accepted).content.decode()


def test_it_asks_a_bounded_number_of_questions(county, submitted, signed_in, django_assert_max_num_queries):
    scored = world.score(county, world.accept(county, world.recommend(county, submitted)))
    browser = signed_in(county.people["经办人"])
    case(browser, scored)

    with django_assert_max_num_queries(39):
        case(browser, scored)


def test_a_paper_of_another_case_is_not_served(submitted, county, signed_in):
    address = reverse("inbox:document", args=[submitted.pk, 1])

    assert signed_in(county.people["经办人"]).get(address).status_code == 404
