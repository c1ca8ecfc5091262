"""Before the lock nobody outside a department learns what it gave: no page, no number, no sum, no name."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts import clock
from tests import world
from workflows.engine.deadlines import fire_due
from workflows.engine.steps import perform
from workflows.scoring.services.sheets import Given

from .conftest import item_of

pytestmark = pytest.mark.django_db

#: A score and words that stand nowhere else.
MARK, REASON, OPINION = "13.37", "账面只有十三万", "本局内部意见"
FACTS = "村主任涉黑案件"
OUTSIDERS = (
    "宣传部评分员",
    "宣传部负责人",
    "公安局负责人",
    "甲镇审核员",
    "甲一村书记",
    "甲一村填报员",
    "经办人",
    "主任",
    "县领导",
    "审计员",
)
INSIDERS = ("农业农村局评分员", "农业农村局负责人")


@pytest.fixture
def scored(county, scoring):
    """农业农村局 gave a telling score; 公安局 answered with a finding."""

    def given(item):
        lines = world.by_the_rule(scoring)(item)
        if item.organisation.name == "农业农村局":
            lines["CY-01"] = Given(score=Decimal(MARK), reason=REASON)
        return lines

    def opinion(item):
        return OPINION if item.organisation.name == "农业农村局" else ""

    world.act(county, scoring, "score", given=given, opinion=opinion)
    perform(
        item_of(scoring, "sign_scores", "农业农村局").task,
        by=county.people["农业农村局负责人"],
        decision="sign",
        opinion=OPINION,
    )
    perform(
        item_of(scoring, "joint_check", "公安局").task,
        by=county.people["公安局联审员"],
        clause="FJ-02",
        facts=FACTS,
        document="公刑〔2026〕3号",
        happened_on=date(2026, 1, 5),
    )
    return world.fresh(scoring)


def pages_of(application, department) -> list[str]:
    return [
        reverse("inbox:home"),
        reverse("inbox:done"),
        reverse("inbox:search") + "?q=甲一村",
        reverse("inbox:track", args=[application.process_id]),
        reverse("inbox:diagram", args=[application.process_id]),
        reverse("scoring:desk"),
        reverse("scoring:sign_batch"),
        reverse("scoring:countersign_batch"),
        reverse("scoring:joint_check_batch"),
        reverse("scoring:sheet", args=[application.pk, department.pk]),
    ]


def test_no_page_tells_an_outsider(county, scored, signed_in):
    leaks = []
    for name in OUTSIDERS:
        browser = signed_in(county.people[name])
        for address in pages_of(scored, county.departments["农业农村局"]):
            page = browser.get(address).content.decode()
            leaks += [(name, address, word) for word in (MARK, REASON, OPINION, FACTS) if word in page]

    assert leaks == []


def test_the_sheet_is_refused_to_outsiders_and_open_to_the_department(county, scored, signed_in):
    address = reverse("scoring:sheet", args=[scored.pk, county.departments["农业农村局"].pk])

    answers = {name: signed_in(county.people[name]).get(address) for name in (*OUTSIDERS, *INSIDERS)}

    assert {name: answer.status_code for name, answer in answers.items()} == {
        **dict.fromkeys(OUTSIDERS, 403),
        **dict.fromkeys(INSIDERS, 200),
    }
    assert all(MARK in answers[name].content.decode() and REASON in answers[name].content.decode() for name in INSIDERS)


@pytest.mark.parametrize("name", ["乙镇审核员", "乙一村书记"])
def test_another_township_does_not_even_see_that_it_exists(county, scored, signed_in, name):
    browser = signed_in(county.people[name])

    assert (
        browser.get(reverse("scoring:sheet", args=[scored.pk, county.departments["农业农村局"].pk])).status_code == 404
    )
    assert browser.get(reverse("inbox:track", args=[scored.process_id])).status_code == 404
    assert browser.get(reverse("inbox:diagram", args=[scored.process_id])).status_code == 404


def test_the_history_says_that_a_department_acted_and_nothing_more(county, scored, signed_in):
    page = signed_in(county.people["甲一村书记"]).get(reverse("inbox:track", args=[scored.process_id])).content.decode()

    assert "部门评分" in page
    assert "内容由该部门密封保存" in page
    assert "农业农村局评分员" not in page


def test_the_department_reads_its_own_entries(county, scored, signed_in):
    browser = signed_in(county.people["农业农村局负责人"])

    page = browser.get(reverse("inbox:track", args=[scored.process_id])).content.decode()

    assert OPINION in page
    assert FACTS not in page


def test_cooperating_departments_countersign_without_seeing_scores(county, scored, signed_in):
    world.act(county, scored, "sign_scores", decision="sign")
    address = reverse("inbox:task", args=[item_of(scored, "countersign", "财政局").pk])

    page = signed_in(county.people["财政局负责人"]).get(address).content.decode()

    assert "CY-01 村集体经营性收入" in page
    assert MARK not in page
    assert REASON not in page


def test_the_director_sees_who_is_late_not_what_was_given(county, village_round, scored, signed_in):
    with clock.at(datetime(2026, 4, 1, 9, 0)):
        fire_due()
        address = reverse("inbox:task", args=[world.work(world.fresh(village_round), "lock_scores")[0].pk])
        page = signed_in(county.people["主任"]).get(address).content.decode()

    assert "还不能锁分" in page
    assert "宣传部" in page
    assert [word for word in (MARK, REASON, OPINION, FACTS) if word in page] == []


def test_after_the_lock_whoever_sees_the_application_reads_the_scores(county, village_round, scored, signed_in):
    world.act(county, scored, "sign_scores", decision="sign")
    world.act(county, scored, "countersign", agrees=True)
    world.act(county, scored, "joint_check")
    with clock.at(datetime(2026, 4, 1, 9, 0)):
        fire_due()
        world.act(county, village_round, "lock_scores")
        address = reverse("scoring:sheet", args=[scored.pk, county.departments["农业农村局"].pk])
        page = signed_in(county.people["经办人"]).get(address).content.decode()
        track = (
            signed_in(county.people["经办人"]).get(reverse("inbox:track", args=[scored.process_id])).content.decode()
        )

    assert MARK in page
    assert FACTS not in track
