"""Drawing up a round on the page, and its list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState
from workflows.standards.services import load_standard, publish

pytestmark = pytest.mark.django_db

NEW = "/rounds/new/"


@pytest.fixture
def standard(county):
    standard, _ = load_standard(county=world.COUNTY, text=world.STANDARD)
    publish(standard=standard)
    return standard


@pytest.fixture
def typed(standard) -> dict:
    """The form as an operator fills it in."""
    return {
        "year": 2026,
        "number": 1,
        "level": "county",
        "kind": "village",
        "standard": standard.pk,
        "approval_basis": "渭办字〔2026〕17号",
        "plan_number": "禾发〔2026〕2号",
        "places": 2,
        "township_cap": 1,
        "opens_on": "2026-03-16",
        "intake_ends_on": "2026-04-10",
        "notice_days": 5,
        "count_first_day": "on",
        "share_619921101000": 2,
        "share_619921102000": "",
    }


def test_a_round_is_drawn_up_and_put_before_the_director(county, typed, signed_in):
    browser = signed_in(county.people["经办人"])
    assert "甲镇" in browser.get(NEW).text

    answer = browser.post(NEW, typed)

    round_ = Round.objects.get()
    assert answer.url == round_.get_absolute_url() == f"/rounds/{round_.pk}/"
    assert (round_.places, round_.township_cap, round_.state) == (2, 1, RoundState.DRAFT)
    assert round_.intake_ends_at.astimezone(world.county_time()).strftime("%m-%d %H:%M") == "04-10 18:00"
    assert dict(round_.quotas.values_list("township_id", "number")) == {"619921101000": 2}
    assert "送办公室主任启动" in browser.get(answer.url).text
    assert browser.post(reverse("flows:begin_round", args=[round_.pk])).status_code == 302
    assert [item.node for item in world.work(world.fresh(round_), "open_round")] == ["open_round"]


@pytest.mark.parametrize("person", ["主任", "县领导", "甲镇审核员"])
def test_only_the_operator_draws_up(county, standard, signed_in, person):
    assert signed_in(county.people[person]).get(NEW).status_code == 403


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"plan_number": "禾发（2026）2号"}, "年份用六角括号"),
        ({"intake_ends_on": "2026-03-16"}, "申报截止日期应在开始日期之后"),
        ({"intake_ends_on": "2026-03-15", "opens_on": "2026-03-01"}, "申报截止日期已过"),
        ({"kind": "township"}, "与创建对象不一致"),
        ({"notice_days": 4}, "不能小于5"),
        ({"places": 0}, "不能小于1"),
        ({"township_cap": 3}, "不能大于总名额"),
        ({"approval_basis": ""}, "请填写这一项"),
    ],
)
def test_what_does_not_fit_comes_back(county, typed, signed_in, changes, sentence):
    answer = signed_in(county.people["经办人"]).post(NEW, {**typed, **changes})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Round.objects.exists()


def test_the_same_round_is_not_drawn_up_twice(county, typed, signed_in):
    browser = signed_in(county.people["经办人"])
    browser.post(NEW, typed)

    assert "这一批次已经有了" in browser.post(NEW, typed).text


def test_the_director_opens_exactly_what_the_page_has_shown(county, typed, signed_in):
    operator = signed_in(county.people["经办人"])
    operator.post(NEW, typed)
    round_ = Round.objects.get()
    operator.post(reverse("flows:begin_round", args=[round_.pk]))
    round_ = world.fresh(round_)
    seen = round_.fingerprint()
    operator.post(reverse("rounds:edit", args=[round_.pk]), {**typed, "places": 9})

    director, url = (
        signed_in(county.people["主任"]),
        reverse("inbox:task", args=[world.work(round_, "open_round")[0].pk]),
    )
    refused = director.post(url, {"seen": seen})
    assert refused.status_code == 422
    assert "经办人修改了批次内容" in refused.text

    assert director.post(url, {"seen": world.fresh(round_).fingerprint()}).status_code == 302
    assert world.fresh(round_).state == RoundState.OPEN
    assert signed_in(county.people["经办人"]).get(reverse("rounds:edit", args=[round_.pk])).status_code == 409


def test_rounds_cost_no_queries_of_their_own(county, village_round, signed_in):
    browser, asked = signed_in(county.people["甲镇审核员"]), {}
    for count in (1, 2, 3):
        if count > 1:
            world.village_round(county, number=count)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/rounds/").text.count("县级示范村</a>") == count
        asked[count] = len(queries)

    assert asked[1] == asked[3] < 15
