"""The public's pages: no signing in, names only, a plain guard, a receipt that tells the state alone."""

from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import clock
from tests import stories, world
from tests.workflows.ranking.builders import waiting_for_the_list
from workflows.engine.deadlines import fire_due
from workflows.publicity import spam
from workflows.publicity.models import Objection
from workflows.publicity.services import raise_objection, settle_objection
from workflows.publicity.views.public import SALT

pytestmark = pytest.mark.django_db


@pytest.fixture
def form_url(notice) -> str:
    return reverse("publicity:object", args=[notice.pk])


def status_of(browser, url: str) -> int:
    """Of a file, which is read to its end and so closed."""
    answer = browser.get(url)
    if answer.streaming:
        assert answer.getvalue().startswith(b"%PDF")
    return answer.status_code


def written(accused, **changes) -> dict:
    """The form as somebody fills it in."""
    return {
        "application": accused.pk,
        "matter": "东头有几户没有改厕。",
        "token": signing.dumps("AAAABBBBCC", salt=SALT),
        **changes,
    }


def test_anybody_reads_the_notice_and_its_document(client, notice):
    page = client.get(notice.get_absolute_url())

    assert page.status_code == 200
    assert all(words in page.text for words in (*notice.paragraphs, "甲一村", "乙一村", "我要提出异议"))
    assert status_of(client, reverse("publicity:paper", args=[notice.pk])) == 200
    assert client.get(reverse("publicity:list")).text.count(notice.title) == 1


def test_the_notice_shows_neither_scores_nor_people(client, county, notice):
    page = client.get(notice.get_absolute_url()).text

    assert "90.00" not in page
    assert not [person for person in county.people if person in page]


def test_a_notice_that_is_over_takes_no_objection(client, published_round, notice, accused, form_url):
    with clock.at(notice.ends_at + timedelta(seconds=1)):
        assert client.get(form_url).status_code == 409
        assert client.post(form_url, written(accused)).status_code == 409
        assert "我要提出异议" not in client.get(notice.get_absolute_url()).text

    assert not Objection.objects.exists()


def test_the_result_stands_on_the_notices_page(client, county, published_round, notice):
    result_url = reverse("publicity:result_paper", args=[notice.pk])
    assert status_of(client, result_url) == 404
    with clock.at(stories.day_after(published_round)):
        fire_due()
        world.act(county, published_round, "close_notice")

        assert "公示期间未收到异议。" in client.get(notice.get_absolute_url()).text
        assert status_of(client, result_url) == 200


def test_an_objection_gets_a_receipt(client, accused, form_url):
    assert client.get(form_url).status_code == 200

    answer = client.post(form_url, written(accused, name="张三丰", contact="0913-5550199"), follow=True)

    objection = Objection.objects.get()
    assert (objection.real_name, objection.receipt) == (True, "AAAABBBBCC")
    assert "AAAA-BBBB-CC" in answer.text
    assert "张三丰" not in answer.text


def test_a_double_click_is_one_objection(client, accused, form_url):
    for _ in range(2):
        client.post(form_url, written(accused))

    assert Objection.objects.count() == 1


def test_a_forged_receipt_is_replaced(client, accused, form_url):
    client.post(form_url, written(accused, token="AAAABBBBCC"))

    assert Objection.objects.get().receipt != "AAAABBBBCC"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"matter": ""}, "请填写这一项"),
        ({"application": 0}, "请从名单中选择"),
        ({"name": "张三丰"}, "实名反映请同时填写"),
        ({"contact": "0913-5550199"}, "实名反映请同时填写"),
        ({"matter": "身份证61058119800101123X的人"}, "请不要填写身份证号码"),
        ({"website": "http://spam.example"}, "请留空"),
    ],
)
def test_what_is_not_in_order_comes_back_with_everything_typed(client, accused, form_url, changes, sentence):
    answer = client.post(form_url, written(accused, unit="三组", **changes))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "三组" in answer.text
    assert not Objection.objects.exists()


def test_too_many_from_one_address_wait_an_hour(client, accused, form_url, monkeypatch):
    monkeypatch.setattr("workflows.publicity.views.public.OBJECTIONS_AN_HOUR", 2)
    answers = [client.post(form_url, written(accused, matter=f"第{n}件", token="")) for n in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "请一小时后再试" in answers[2].text
    assert client.post(form_url, written(accused), REMOTE_ADDR="10.0.0.9").status_code == 302


def test_a_flood_from_many_addresses_is_stopped(client, notice, accused, form_url, monkeypatch):
    monkeypatch.setattr(spam, "OBJECTIONS_OF_A_NOTICE", 1)
    raise_objection(notice=notice, application=accused, matter="第一件。")

    assert client.post(form_url, written(accused)).status_code == 429


def test_a_form_without_its_token_is_refused(accused, form_url):
    assert Client(enforce_csrf_checks=True).post(form_url, written(accused)).status_code == 403


def test_a_receipt_tells_the_state_and_no_more(client, notice, accused):
    objection = raise_objection(
        notice=notice, application=accused, matter="秘密的事实。", name="张三丰", contact="0913-5550199"
    )
    url = f"{reverse('publicity:receipt')}?code={objection.shown_receipt.lower()}"

    page = client.get(url)

    assert page.status_code == 200
    assert "已收到" in page.text
    assert not any(words in page.text for words in ("秘密的事实", "张三丰", "5550199", "甲一村"))
    assert "no-store" in page["Cache-Control"]


def test_an_unknown_receipt_is_not_found(client):
    page = client.get(f"{reverse('publicity:receipt')}?code=0000000000")

    assert page.status_code == 404
    assert "没有查到" in page.text


def test_guessing_receipts_is_slow(client, monkeypatch):
    monkeypatch.setattr("workflows.publicity.views.public.LOOKUPS_AN_HOUR", 1)
    url = f"{reverse('publicity:receipt')}?code=0000000000"

    assert [client.get(url).status_code for _ in range(2)] == [404, 429]


@pytest.mark.parametrize("real_name", [True, False])
def test_the_reply_waits_for_whoever_gave_a_name(client, county, notice, accused, real_name):
    who = {"name": "张三丰", "contact": "0913-5550199"} if real_name else {}
    objection = raise_objection(notice=notice, application=accused, matter="不实。", **who)
    settle_objection(
        objection=objection,
        by=county.people["经办人"],
        finding="dismissed",
        findings_of_fact="属实。",
        reply="经核查，情况如下。",
    )

    page = client.get(f"{reverse('publicity:receipt')}?code={objection.receipt}")
    reply = status_of(client, f"{reverse('publicity:reply')}?code={objection.receipt}")

    assert ("经核查，情况如下。" in page.text) is real_name
    assert reply == (200 if real_name else 404)


def test_notices_cost_no_queries_of_their_own(client, county, notice):
    asked = {1: queries_of(client)}
    for number in (2, 3):
        with clock.at(world.STORY_BEGINS):
            round_ = world.village_round(county, number=number)
            waiting_for_the_list(county, round_, "甲二村", "80")
        stories.after_intake(county, round_, stories.steps_to_the_notice())
    asked[3] = queries_of(client)

    assert asked[3] - asked[1] == 2  # the working days left, one each while it runs
    assert asked[3] < 12


def queries_of(client) -> int:
    """Of the list of notices."""
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("publicity:list"))
    return len(queries)
