"""The township's table, and passing clean villages together."""

import pytest

from accounts.enums import Post
from tests import world
from workflows.applications.states import State
from workflows.engine.models import Event
from workflows.review.models import IndicatorVerdict, Opinion
from workflows.review.township.clean import obstacles
from workflows.review.township.matrix import counts_of, narrowed, rows_of
from workflows.review.township.scope import scope_of
from workflows.review.township.villages import villages_of

from .helpers import complete, visited

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(county, village_round):
    """甲一村 is clean; of 甲二村 the proofs are not all there, and a share is over 100 %."""
    clean = complete(county, village_round, "甲一村")
    visited(county, clean)
    odd = world.hand_in(county, world.apply(county, village_round, "甲二村", toilets="120"))
    return clean, odd


def villages(county, round_, name="甲镇审核员"):
    user = county.people[name]
    return villages_of(scope_of(user, round_.pk, county.regions["甲镇"].code), user)


def test_a_visit_told_in_the_opinion_counts_as_one(county, village_round):
    case = complete(county, village_round, "甲一村")
    world.act(county, case, "review_at_township", decision="recommend", opinion="属实。", site_check=world.SITE_CHECK)

    [village] = villages(county, village_round)

    assert (village.check, f"{village.visited_on}") == (None, world.SITE_CHECK["on"])
    assert "check" not in [name for name, _, _ in counts_of(rows_of([village], village_round.standard.spec))]


def address(county, round_, page=""):
    return f"/review/rounds/{round_.pk}/{county.regions['甲镇'].code}/{page}"


def test_the_village_with_a_contradiction_comes_first(county, village_round, two):
    rows = rows_of(villages(county, village_round), village_round.standard.spec)

    assert [(row.village.name, row.is_clean) for row in rows] == [("甲二村", False), ("甲一村", True)]
    assert [cell.marks for cell in rows[0].cells] == [[], ["疑点2"], []]
    assert rows[0].cells[1].tone == "red"
    assert rows[0].cells[1].url.endswith("#i-RJ-01")
    assert counts_of(rows) == [
        ("", "全部", 2), ("review", "待审核", 2), ("odd", "有疑点", 1), ("clean", "可批量通过", 1), ("check", "没有实地核查", 1),
    ]  # fmt: skip
    assert [row.village.name for row in narrowed(rows, "odd")] == ["甲二村"]


def test_why_a_village_is_looked_at_by_itself_is_told(county, village_round, two):
    because = {one.name: obstacles(one) for one in villages(county, village_round)}

    assert because == {"甲一村": (), "甲二村": ("有2处疑点", "佐证不全（0/5）", "没有实地核查记录")}


def test_a_finding_on_the_spot_is_no_clean_village(county, village_round, two):
    visited(county, two[0], findings={"RJ-01": "二组三户没有建"})

    [clean] = [one for one in villages(county, village_round) if one.name == "甲一村"]

    assert obstacles(clean) == ("实地核查发现问题",)


def test_clean_villages_pass_together_after_a_list_with_its_count(county, village_round, two, signed_in):
    clean, odd = two
    browser = signed_in(county.people["甲镇审核员"])
    ticked = {"village": [clean.pk], "opinion": "属实，同意推荐。"}

    listed = browser.post(address(county, village_round, "clean/"), ticked).content.decode()
    assert world.fresh(clean).state == State.SUBMITTED
    done = browser.post(address(county, village_round, "clean/"), {**ticked, "confirmed": "on"}).content.decode()

    assert "将通过 1 个村，请核对" in listed
    assert "个村已送签发" in done
    assert (world.fresh(clean).state, world.fresh(odd).state) == (State.TOWN_REVIEWED, State.SUBMITTED)
    opinion = Opinion.objects.get()
    assert opinion.site_check["people"] == ["张核查", "王核查"]
    assert IndicatorVerdict.objects.filter(opinion=opinion, passes=True).count() == 5
    assert Event.objects.filter(process_id=clean.process_id, action="review_at_township").count() == 1


def test_nothing_that_is_not_clean_can_be_ticked(county, village_round, two, signed_in):
    ticked = {"village": [two[1].pk], "opinion": "同意。", "confirmed": "on"}

    answer = signed_in(county.people["甲镇审核员"]).post(address(county, village_round, "clean/"), ticked)

    assert answer.status_code == 422
    assert world.fresh(two[1]).state == State.SUBMITTED


@pytest.mark.parametrize(
    ("name", "table", "clean"),
    [
        ("甲镇审核员", 200, 200),
        ("甲镇镇长", 200, 403),
        ("经办人", 200, 403),
        ("乙镇审核员", 404, 404),
        ("甲一村书记", 404, 404),
    ],
)
def test_who_sees_the_townships_desk(county, village_round, signed_in, name, table, clean):
    browser = signed_in(county.people[name])

    answers = [browser.get(address(county, village_round, page)).status_code for page in ("", "clean/")]

    assert answers == [table, clean]


def test_ones_own_table_is_one_step_away(county, village_round, signed_in):
    answer = signed_in(county.people["甲镇镇长"]).get("/review/township/")

    assert answer.url == address(county, village_round)
    assert Post.TOWN_LEADER in scope_of(county.people["甲镇镇长"], village_round.pk, county.regions["甲镇"].code).posts


def test_thirty_villages_cost_no_more_questions_than_two(county, village_round, two, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        villages(county, village_round)
