"""待办, 已办 and search: what each person finds there, in how many questions."""

from datetime import datetime

import pytest
from django.urls import reverse

from accounts import clock
from accounts.enums import Post
from tests import world
from workflows.scoring.services.recusal import declare_recusal

pytestmark = pytest.mark.django_db


def home(signed_in, county, name: str, query: str = "") -> str:
    return signed_in(county.people[name]).get(reverse("inbox:home") + query).content.decode()


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def test_each_sees_what_waits_for_their_post(county, submitted, signed_in):
    reviewer = home(signed_in, county, "甲镇审核员")
    neighbour = home(signed_in, county, "乙镇审核员")
    leader = home(signed_in, county, "甲镇镇长")

    assert "甲镇甲一村" in reviewer
    assert "没有待办，都办完了" in neighbour
    assert "没有待办，都办完了" in leader


def test_a_reviewer_sees_which_submission_it_is_and_its_self_score(county, submitted, signed_in):
    first = home(signed_in, county, "甲镇审核员")
    application = world.act(
        county,
        submitted,
        "review_at_township",
        decision="return",
        opinion="请补充。",
        verdicts={code: {"passes": False, "problem": "缺台账"} for code in ("RJ-01", "RJ-02")},
    )
    returned = home(signed_in, county, "甲镇审核员")
    world.fill(county, application, toilets="90", findings=1)
    world.hand_in(county, application)
    second = home(signed_in, county, "甲镇审核员")

    assert "首次送审" in first
    assert '自评 <b class="num">87</b>' in first
    assert "没有待办" in returned
    assert "第2次送审 · 已改 2 处" in second


def test_kinds_and_urgency_narrow_the_list(county, village_round, submitted, signed_in):
    world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲二村")))
    world.hire(county, "多面手", Post.TOWN_REVIEWER, "甲镇")

    with clock.at(datetime(2026, 3, 23, 9, 0)):
        all_of_it = home(signed_in, county, "甲镇审核员")
        today = home(signed_in, county, "甲镇审核员", "?due=today")
        other = home(signed_in, county, "甲镇审核员", "?node=score")

    assert "镇（街道）审核 1" in all_of_it
    assert "甲镇甲一村" in today
    assert "没有符合条件的待办" in other


def test_a_recused_scorer_does_not_find_the_applicant_but_the_others(county, village_round, signed_in):
    for village in ("甲一村", "乙一村"):
        world.accept(
            county, world.recommend(county, world.hand_in(county, world.apply(county, village_round, village)))
        )
    scorer = county.people["农业农村局评分员"]

    declare_recusal(user=scorer, region=county.regions["甲一村"], reason="驻村")
    page = home(signed_in, county, "农业农村局评分员")

    assert "乙镇乙一村" in page
    assert "甲镇甲一村" not in page


def test_several_of_a_kind_are_offered_as_a_batch(county, village_round, signed_in):
    for village in ("甲一村", "乙一村"):
        world.accept(
            county, world.recommend(county, world.hand_in(county, world.apply(county, village_round, village)))
        )

    page = home(signed_in, county, "公安局联审员")

    assert reverse("scoring:joint_check_batch") in page


def test_a_township_sees_how_far_its_villages_are(county, village_round, submitted, signed_in):
    world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲二村")))
    world.apply(county, village_round, "乙一村")

    page = home(signed_in, county, "甲镇审核员")

    assert "/ 2 件已送县" in page


@pytest.mark.parametrize("villages", [["甲一村"], ["甲一村", "甲二村", "乙一村"]], ids=["one", "three"])
@pytest.mark.parametrize("name", ["甲镇审核员", "经办人", "农业农村局评分员", "公安局联审员"])
def test_home_asks_a_bounded_number_of_questions(
    county, village_round, signed_in, name, villages, django_assert_max_num_queries
):
    for village in villages:
        application = world.hand_in(county, world.apply(county, village_round, village))
        if name != "甲镇审核员":
            application = world.recommend(county, application)
        if name not in {"甲镇审核员", "经办人"}:
            world.accept(county, application)
    browser = signed_in(county.people[name])

    with django_assert_max_num_queries(22):
        assert browser.get(reverse("inbox:home")).status_code == 200


def test_done_work_stays_in_sight_with_what_became_of_it(county, submitted, signed_in):
    world.recommend(county, submitted)

    page = signed_in(county.people["甲镇审核员"]).get(reverse("inbox:done")).content.decode()

    assert "甲镇甲一村" in page
    assert "镇已推荐" in page
    assert reverse("inbox:track", args=[submitted.process_id]) in page


@pytest.mark.parametrize("villages", [["甲一村"], ["甲一村", "甲二村"]], ids=["one", "two"])
def test_done_asks_a_bounded_number_of_questions(
    county, village_round, signed_in, villages, django_assert_max_num_queries
):
    for village in villages:
        world.recommend(county, world.hand_in(county, world.apply(county, village_round, village)))
    browser = signed_in(county.people["甲镇审核员"])

    with django_assert_max_num_queries(16):
        browser.get(reverse("inbox:done"))


def test_search_finds_what_one_may_see_and_nothing_else(county, submitted, signed_in):
    address = reverse("inbox:search")

    own = signed_in(county.people["甲镇审核员"]).get(address, {"q": "一村"}).content.decode()
    foreign = signed_in(county.people["乙镇审核员"]).get(address, {"q": "一村"}).content.decode()
    by_number = signed_in(county.people["经办人"]).get(address, {"q": submitted.number}).content.decode()

    assert "甲镇甲一村" in own
    assert "没有找到" in foreign
    assert "甲镇甲一村" in by_number
