"""Pages of ranking: who may read them, what they say, how many questions they ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.workflows.ranking.builders import locked
from workflows.engine.models import WorkItem
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db
VILLAGES = (("甲一村", "90"), ("甲二村", "85"), ("乙一村", "80"))


@pytest.fixture
def proposed_round(county, locked_round):
    """Three villages ranked, two of them proposed."""
    for village, total in VILLAGES:
        locked(county, locked_round, village, total)
    return world.act(county, locked_round, "propose_list")


def task_url(round_, node: str) -> str:
    return reverse("inbox:task", args=[world.work(round_, node)[0].pk])


@pytest.mark.parametrize("person", ["经办人", "主任", "县领导", "审计员"])
def test_the_office_leaders_and_auditors_read_a_ranking(county, proposed_round, signed_in, person):
    page = signed_in(county.people[person]).get(proposed_round.rankings.get().get_absolute_url())

    assert page.status_code == 200
    assert "名额线 · 第 2 个名额" in page.text


@pytest.mark.parametrize("person", ["甲一村书记", "甲镇审核员", "农业农村局负责人", "省评审"])
def test_nobody_else_reads_scores(county, proposed_round, signed_in, person):
    page = signed_in(county.people[person]).get(proposed_round.rankings.get().get_absolute_url())

    assert page.status_code == 404


def test_the_operator_ranks_on_the_page(county, locked_round, signed_in):
    locked(county, locked_round, "甲一村", "90")
    browser, url = signed_in(county.people["经办人"]), task_url(locked_round, "propose_list")
    assert "甲一村" in browser.get(url).text

    answer = browser.post(url, {"opinion": ""})

    assert answer.status_code == 302
    assert world.fresh(locked_round).state == RoundState.RANKED


def test_lots_are_entered_village_by_village(county, locked_round, signed_in):
    rows = [locked(county, locked_round, village, "80") for village in ("甲一村", "甲二村", "乙一村")]
    browser, url = signed_in(county.people["经办人"]), task_url(locked_round, "propose_list")
    drawn = {f"lot_{row.number}": place for row, place in zip(rows, (3, 1, 2), strict=True)}

    missing = browser.post(url, {"opinion": ""})
    twice = browser.post(url, {**drawn, f"lot_{rows[0].number}": 1, "opinion": "现场抽签，有监督。"})
    unexplained = browser.post(url, drawn)
    assert [answer.status_code for answer in (missing, twice, unexplained)] == [422, 422, 422]
    assert "请选择一项" in missing.text
    assert "签序重复" in twice.text
    assert "请写明抽签的时间、地点" in unexplained.text

    browser.post(url, {**drawn, "opinion": "现场抽签，有监督。"})
    assert world.fresh(locked_round).rankings.get().lots == [rows[1].number, rows[2].number, rows[0].number]


def test_the_director_sends_a_list_back_with_a_reason(county, proposed_round, signed_in):
    browser, url = signed_in(county.people["主任"]), task_url(proposed_round, "approve_list")
    assert "审定前检查" in browser.get(url).text

    assert browser.post(url, {"decision": "send_back"}).status_code == 422
    assert browser.post(url, {"decision": "approve"}).status_code == 422
    assert browser.post(url, {"decision": "send_back", "opinion": "请核对同分依据。"}).status_code == 302

    assert world.fresh(proposed_round).state == RoundState.LOCKED


def test_the_operator_does_not_approve(county, proposed_round, signed_in):
    url = task_url(proposed_round, "approve_list")

    assert signed_in(county.people["经办人"]).get(url).status_code == 403


def test_a_table_that_was_not_issued_is_not_there(county, proposed_round, signed_in):
    url = reverse("ranking:table", args=[proposed_round.rankings.get().pk])

    assert signed_in(county.people["主任"]).get(url).status_code == 404


def test_rows_cost_no_queries(county, locked_round, signed_in):
    browser, asked = signed_in(county.people["经办人"]), {}
    browser.get(task_url(locked_round, "propose_list"))  # the first opening leaves its mark
    for count, (village, total) in enumerate(VILLAGES, start=1):
        locked(county, locked_round, village, total)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(task_url(locked_round, "propose_list")).status_code == 200
        asked[count] = len(queries) - 2  # finding the task itself

    round_ = world.act(county, locked_round, "propose_list")
    director = signed_in(county.people["主任"])
    pages = [round_.rankings.get().get_absolute_url(), reverse("inbox:task", args=[WorkItem.objects.open().get().pk])]
    for url in pages:
        with CaptureQueriesContext(connection) as queries:
            director.get(url)
        assert len(queries) < 30
    assert asked[1] == asked[3] < 30
