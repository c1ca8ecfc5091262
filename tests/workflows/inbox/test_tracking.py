"""流程跟踪: the history, on whom it waits, and the diagram."""

from datetime import datetime

import pytest
from django.urls import reverse

from accounts import clock
from accounts.enums import Post
from tests import world
from workflows.engine.diagram import broken, diagram_of, standing_of
from workflows.engine.models import Event
from workflows.inbox.tracking import steps_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(county, village_round):
    return world.hand_in(county, world.apply(county, village_round, "甲一村"))


def steps(application, user) -> dict:
    events = Event.objects.filter(process_id=application.process_id).order_by("pk")
    return steps_of(application, events, user)


def test_the_history_tells_who_did_what_and_how_long_it_took(county, submitted):
    with clock.at(datetime(2026, 3, 19, 10, 0)):
        application = world.act(
            county,
            submitted,
            "review_at_township",
            decision="return",
            opinion="请补充。",
            verdicts={"RJ-01": {"passes": False, "problem": "缺台账"}},
        )

    last = steps(application, county.people["甲镇审核员"])["entries"][-1]

    assert (last["action"], last["actor"], last["after"]) == ("镇（街道）审核", "甲镇审核员", "镇退回补正")
    assert (last["back"], last["days"], last["sealed"]) == (True, "用时 3 个工作日", False)
    assert "请补充。" in last["opinion"]


def test_it_says_on_whom_it_waits_and_since_when(county, submitted):
    world.hire(county, "第二审核员", Post.TOWN_REVIEWER, "甲镇")

    with clock.at(datetime(2026, 3, 18, 10, 0)):
        waiting = steps(submitted, county.people["甲一村书记"])["waiting"]

    assert [step["title"] for step in waiting] == ["镇（街道）审核"]
    entry = waiting[0]["entries"][0]
    assert (entry["place"], entry["people"], entry["days"]) == ("甲镇", ["甲镇审核员", "第二审核员"], 2)


def test_who_scores_is_named_to_the_countys_people_only(county, submitted):
    application = world.accept(county, world.recommend(county, submitted))

    def scorers(name: str) -> dict[str, list[str]]:
        waiting = steps(application, county.people[name])["waiting"]
        scoring = next(step for step in waiting if step["title"] == "部门评分")
        return {entry["place"]: entry["people"] for entry in scoring["entries"]}

    assert scorers("甲一村书记") == {"农业农村局": [], "宣传部": [], "政法委": []}
    assert scorers("经办人")["农业农村局"] == ["农业农村局评分员"]


def test_the_page_leads_to_the_step_that_is_mine(county, submitted, signed_in):
    address = reverse("inbox:track", args=[submitted.process_id])
    task = reverse("inbox:task", args=[world.work(submitted, "review_at_township")[0].pk])

    reviewer = signed_in(county.people["甲镇审核员"]).get(address).content.decode()
    secretary = signed_in(county.people["甲一村书记"]).get(address).content.decode()

    assert task in reviewer
    assert task not in secretary


@pytest.mark.parametrize(
    ("name", "status"), [("甲一村书记", 200), ("甲镇镇长", 200), ("乙镇镇长", 404), ("省评审", 404)]
)
def test_only_those_who_see_the_case_see_its_track(county, submitted, signed_in, name, status):
    browser = signed_in(county.people[name])

    assert browser.get(reverse("inbox:track", args=[submitted.process_id])).status_code == status
    assert browser.get(reverse("inbox:diagram", args=[submitted.process_id])).status_code == status


def test_a_department_does_not_track_what_the_county_has_not_accepted(county, submitted, signed_in):
    address = reverse("inbox:track", args=[submitted.process_id])

    before = signed_in(county.people["宣传部评分员"]).get(address).status_code
    world.accept(county, world.recommend(county, submitted))
    after = signed_in(county.people["宣传部评分员"]).get(address).status_code

    assert (before, after) == (404, 200)


def test_a_case_with_many_open_branches_asks_no_more_questions(
    county, submitted, signed_in, django_assert_max_num_queries
):
    world.accept(county, world.recommend(county, submitted))
    browser = signed_in(county.people["经办人"])
    address = reverse("inbox:track", args=[submitted.process_id])
    browser.get(address)

    with django_assert_max_num_queries(16):
        assert browser.get(address).status_code == 200


def test_the_diagram_shows_where_the_case_stands_in_chinese(county, submitted, signed_in):
    answer = signed_in(county.people["甲镇审核员"]).get(reverse("inbox:diagram", args=[submitted.process_id]))

    drawing = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml"
    assert drawing.startswith("<svg")
    assert '<g class="task done">' in drawing
    assert drawing.count('<g class="task now">') == 1
    assert ">村级填报<" in drawing
    assert "Microsoft YaHei" in drawing
    assert 0 < standing_of(submitted).percent < 50


def test_a_step_that_is_open_again_is_where_the_case_stands(county, submitted, signed_in):
    points = {"RJ-01": {"passes": False, "problem": "缺台账"}}
    world.act(county, submitted, "review_at_township", decision="return", opinion="请补充。", verdicts=points)

    standing = standing_of(submitted)
    page = signed_in(county.people["甲镇审核员"]).get(reverse("inbox:track", args=[submitted.process_id]))

    assert (standing.now, standing.done) == (["村级填报"], ["村党组织书记审定提交", "镇（街道）审核"])
    assert diagram_of(submitted).count(">现在<") == 1
    assert 'alt="流程图。现在：村级填报。已办过：村党组织书记审定提交、镇（街道）审核。"' in page.content.decode()


def test_a_round_has_a_diagram_too(county, village_round):
    assert ">申报期<" in diagram_of(village_round)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("村级填报", ["村级填报"]),
        ("村党组织书记审定提交", ["村党组织书记", "审定提交"]),
        ("镇（街道）审核", ["镇（街道）", "审核"]),
        ("部门负责人审签", ["部门负责", "人审签"]),
        ("等待命名或上级结果", ["等待命名或上", "级结果"]),
    ],
)
def test_titles_break_into_lines_that_fit(title, lines):
    assert broken(title) == lines
