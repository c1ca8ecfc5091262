"""The office's desk of objections and the steps on screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import clock
from accounts.models import AuditEntry
from tests import stories, world
from tests.workflows.ranking.builders import waiting_for_the_list
from workflows.engine.deadlines import fire_due
from workflows.publicity.models import Notice, Objection
from workflows.publicity.services import raise_objection
from workflows.rounds.states import RoundState

pytestmark = pytest.mark.django_db

OBJECTIONS = "/publicity/objections/"
SETTLED = {"action": "settle", "finding": "dismissed", "findings_of_fact": "现场核查不属实。", "reply": "不属实。"}


@pytest.fixture
def objection(notice, accused):
    return raise_objection(
        notice=notice, application=accused, matter="户厕台账不实。", name="张三丰", contact="0913-5550199"
    )


def task_url(round_, node: str) -> str:
    return reverse("inbox:task", args=[world.work(round_, node)[0].pk])


@pytest.mark.parametrize(("person", "status"), [("经办人", 200), ("主任", 200), ("县领导", 403), ("甲镇镇长", 403)])
def test_only_the_office_reads_objections(county, objection, signed_in, person, status):
    browser = signed_in(county.people[person])

    assert browser.get(OBJECTIONS).status_code == status
    assert browser.get(objection.get_absolute_url()).status_code == (200 if status == 200 else 404)


def test_nobody_reads_them_without_signing_in(client, objection):
    assert client.get(OBJECTIONS).status_code == 302
    assert client.get(objection.get_absolute_url()).status_code == 302


def test_the_identity_shows_once_and_is_remembered(county, objection, signed_in):
    browser, url = signed_in(county.people["经办人"]), objection.get_absolute_url()
    assert "张三丰" not in browser.get(url).text

    shown = browser.post(url, {"action": "identity"})

    assert "张三丰" in shown.text
    assert "no-store" in shown["Cache-Control"]
    assert "张三丰" not in browser.get(url).text
    assert AuditEntry.objects.filter(verb="查看反映人").count() == 1


def test_an_objection_is_taken_up_and_settled_on_the_page(county, objection, signed_in):
    browser, url = signed_in(county.people["经办人"]), objection.get_absolute_url()

    browser.post(url, {"action": "take_up"})
    assert world.fresh(objection).state == "checking"
    assert browser.post(url, {**SETTLED, "reply": ""}).status_code == 422
    assert browser.post(url, SETTLED).status_code == 302

    assert world.fresh(objection).finding == Objection.Finding.DISMISSED
    assert browser.get(reverse("publicity:office_reply", args=[objection.pk])).getvalue().startswith(b"%PDF")


def test_the_operator_is_not_offered_what_only_the_director_may(county, objection, signed_in):
    url = objection.get_absolute_url()
    answer = signed_in(county.people["经办人"]).post(url, {**SETTLED, "finding": "upheld"})
    assert (answer.status_code, world.fresh(objection).state) == (422, "received")

    signed_in(county.people["主任"]).post(url, {**SETTLED, "finding": "upheld"})
    assert world.fresh(objection).finding == Objection.Finding.UPHELD


def test_an_anonymous_one_without_a_clue_is_refused_with_its_reason(county, notice, accused, signed_in):
    objection = raise_objection(notice=notice, application=accused, matter="有水分。")
    browser, url = signed_in(county.people["经办人"]), objection.get_absolute_url()

    assert browser.post(url, {"action": "refuse", "refuse-reason": ""}).status_code == 422
    assert browser.post(url, {"action": "refuse", "refuse-reason": "没有具体线索。"}).status_code == 302

    assert world.fresh(objection).state == "refused"


def test_the_text_is_previewed_before_it_is_published(county, village_round, signed_in):
    waiting_for_the_list(county, village_round, "甲一村", "80")
    stories.after_intake(county, village_round, stories.steps_to_the_list())
    with clock.at(stories.AFTER_INTAKE):
        browser, url = signed_in(county.people["经办人"]), task_url(village_round, "publish_notice")
        assert "〔待填〕" in browser.get(url).text
        typed = {"phone": "0913-5550000", "address": "县政府院内"}

        preview = browser.post(url, {**typed, "preview": "1"})
        assert "通信地址：县政府院内" in preview.text
        assert not Notice.objects.exists()
        assert browser.post(url, {**typed, "phone": "13812345678"}).status_code == 422
        assert browser.post(url, typed).status_code == 302

    assert Notice.objects.get().phone == "0913-5550000"


def test_the_result_is_shown_before_it_is_stated(county, published_round, notice, objection, signed_in):
    with clock.at(stories.day_after(published_round)):
        fire_due()
        browser, url = signed_in(county.people["经办人"]), task_url(published_round, "close_notice")
        page = browser.get(url).text
        assert "还有 1 件异议没有办结" in page
        assert browser.post(url, {}).status_code == 422

        browser.post(objection.get_absolute_url(), SETTLED)
        assert "公示期间收到异议1件；经核查，成立0件，不成立1件。" in browser.get(url).text
        assert browser.post(url, {}).status_code == 302

    assert world.fresh(published_round).state == RoundState.NOTICE_CLOSED


def test_objections_cost_no_queries_of_their_own(county, notice, accused, objection, signed_in):
    browser = signed_in(county.people["经办人"])
    asked = {1: queries_of(browser)}
    for matter in ("第二件。", "第三件。"):
        raise_objection(notice=notice, application=accused, matter=matter)
    asked[3] = queries_of(browser)

    assert asked[1] == asked[3] < 20


def queries_of(browser) -> int:
    with CaptureQueriesContext(connection) as queries:
        browser.get(OBJECTIONS)
    return len(queries)
