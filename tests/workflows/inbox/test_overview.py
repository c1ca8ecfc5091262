"""A round at a glance: counts without scores, everybody their own, reminders once a day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import clock
from accounts.models import AuditEntry, Message
from tests import stories, world
from tests.workflows.ranking.builders import locked
from workflows.inbox.round_figures import departments_of, late_of, stages_of, steps_of_round, townships_of
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db

LATER = world.STORY_BEGINS.replace(day=30)


@pytest.fixture
def scoring_round(county, village_round):
    """One village is with the departments, one with its township, one still fills in."""
    scored = world.accept(
        county, world.recommend(county, world.hand_in(county, world.apply(county, village_round, "甲一村")))
    )
    world.act(county, scored, "score", given=world.by_the_rule(scored))
    world.hand_in(county, world.apply(county, village_round, "乙一村"))
    world.apply(county, village_round, "乙二村")
    return village_round


def test_applications_are_counted_by_stage(scoring_round):
    counted = {stage.label: stage.count for stage in stages_of(scoring_round.applications.all())}

    assert counted == {"填报中": 1, "镇里审核": 1, "县里评定": 1, "公示审定": 0, "已办结": 0}


def test_townships_are_counted_against_their_share(county, scoring_round):
    scoring_round.quotas.create(township=county.regions["甲镇"], number=2)

    rows = townships_of(scoring_round, scoring_round.applications.all())

    assert [(row.name, row.share, row.bids, row.sent, row.chosen) for row in rows] == [
        ("甲镇", 2, 1, 1, 0),
        ("乙镇", None, 2, 0, 0),
    ]


def test_departments_are_counted_by_what_they_have_done(scoring_round):
    rows = {row.name: (row.scoring, row.late) for row in departments_of(scoring_round)}

    assert rows["宣传部"] == ((1, 2), 0)
    with clock.at(LATER):
        assert {row.name: row.late for row in departments_of(scoring_round)}["宣传部"] == 1
        assert ("乙镇", 1) in [(row.who, row.count) for row in late_of(scoring_round) if "审核" in row.step]


@pytest.mark.parametrize("person", ["经办人", "主任", "县领导", "审计员"])
def test_the_office_sees_departments_and_who_is_late(county, scoring_round, signed_in, person):
    with clock.at(LATER):
        page = signed_in(county.people[person]).get(scoring_round.get_absolute_url())

    assert page.status_code == 200
    assert "部门进度" in page.text
    assert "谁超期了" in page.text
    assert ("催办</button>" in page.text) is (person in {"经办人", "主任"})


@pytest.mark.parametrize("person", ["甲镇审核员", "甲一村书记", "农业农村局评分员"])
def test_others_see_their_own_applications_only(county, scoring_round, signed_in, person):
    page = signed_in(county.people[person]).get(scoring_round.get_absolute_url())

    assert page.status_code == 200
    assert "部门进度" not in page.text
    assert page.context["total"] == 1


def test_a_township_does_not_learn_who_is_proposed_elsewhere(county, village_round, signed_in):
    locked(county, village_round, "乙一村", "90", state="proposed")

    page = signed_in(county.people["甲镇镇长"]).get(village_round.get_absolute_url())

    assert (page.context["total"], page.context["chosen"]) == (0, 0)


def test_the_province_sees_no_round(county, village_round, signed_in):
    assert signed_in(county.people["省评审"]).get(village_round.get_absolute_url()).status_code == 404


def test_a_department_is_reminded_once_a_day(county, scoring_round, signed_in):
    url = reverse("inbox:remind", args=[scoring_round.pk])
    department = county.departments["宣传部"].pk
    browser = signed_in(county.people["经办人"])

    first = browser.post(url, {"organisation": department}, follow=True)
    again = browser.post(url, {"organisation": department}, follow=True)

    assert "已催办" in first.text
    assert "今天已经催办过" in again.text
    reminded = Message.objects.filter(subject=f"催办：{scoring_round}")
    assert {message.user.display_name for message in reminded} == {"宣传部负责人"}
    assert AuditEntry.objects.filter(verb="催办").count() == 1


def test_everybody_late_is_reminded_of_what_is_late(county, scoring_round, signed_in):
    url = reverse("inbox:remind", args=[scoring_round.pk])
    with clock.at(LATER):
        signed_in(county.people["主任"]).post(url)

    told = {message.user.display_name for message in Message.objects.filter(subject__startswith="催办")}
    assert "乙镇审核员" in told
    assert "乙二村填报员" not in told


@pytest.mark.parametrize("person", ["县领导", "甲镇镇长"])
def test_only_the_office_reminds(county, scoring_round, signed_in, person):
    assert signed_in(county.people[person]).post(reverse("inbox:remind", args=[scoring_round.pk])).status_code == 403


def test_steps_follow_the_rounds_state(village_round):
    village_round.state = RoundState.PUBLICITY

    assert [(step["label"], step["state"]) for step in steps_of_round(village_round)] == [
        ("启动", "done"),
        ("申报", "done"),
        ("审核评分", "done"),
        ("排名", "done"),
        ("公示", "now"),
        ("审定", "todo"),
        ("命名", "todo"),
    ]


def test_more_applications_cost_no_more_queries(county, village_round, signed_in):
    browser, asked = signed_in(county.people["经办人"]), {}
    for count, village in enumerate(("甲一村", "甲二村", "乙一村"), start=1):
        locked(county, village_round, village, "80")
        with CaptureQueriesContext(connection) as queries:
            browser.get(village_round.get_absolute_url())
        asked[count] = len(queries)

    assert asked[1] == asked[3] < 25


def test_notices_and_rankings_are_led_to(county, village_round, signed_in):
    world.to_the_lock(county, village_round, "甲一村")
    stories.after_intake(county, village_round, stories.steps_to_the_notice())
    with clock.at(stories.AFTER_INTAKE):
        office = signed_in(county.people["经办人"]).get(village_round.get_absolute_url()).text
        township = signed_in(county.people["甲镇镇长"]).get(village_round.get_absolute_url()).text

    assert "第 1 次排名" in office
    assert "第 1 次公示" in office
    assert "第 1 次排名" not in township
    assert "第 1 次公示" in township
