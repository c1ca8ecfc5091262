"""The desk of dossiers: who sees which, asking for a building, its progress, the download."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import clock
from accounts.grants import grant_reading
from accounts.models import AuditEntry
from documents import storage
from documents.models import PackJob
from tests import stories, world
from workflows.applications.states import State
from workflows.dossiers import jobs
from workflows.dossiers.models import Dossier, subject_of
from workflows.engine.deadlines import fire_due
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

from .conftest import of

pytestmark = pytest.mark.django_db

LIST = reverse("dossiers:list")


def built(application=None, *, round_=None) -> Dossier:
    """A dossier whose file is a word long."""
    round_ = round_ or application.round
    sha256, size = storage.store(round_.county, BytesIO(f"%PDF {subject_of(round_, application)}".encode()))
    name = application.region.full_name if application else "县级汇总材料"
    return Dossier.objects.create(
        county=round_.county,
        round=round_,
        application=application,
        subject_key=subject_of(round_, application),
        title=f"{name}申报材料汇编",
        file_name=f"01 {name} 申报材料汇编.pdf",
        stamp="0" * 64,
        sha256=sha256,
        size=size,
        pages=66,
        draft=False,
    )


@pytest.fixture
def dossiers(county, village_round):
    """Two villages' and the county's own, of a round that is over."""
    for village in ("甲一村", "乙一村"):
        world.hand_in(county, world.apply(county, village_round, village))
    village_round.applications.update(state=State.NAMED)
    Round.objects.filter(pk=village_round.pk).update(state=RoundState.NAMED)
    of_villages = {name: built(of(village_round, name)) for name in ("甲一村", "乙一村")}
    return {**of_villages, "县": built(round_=village_round)}


def fetched(browser, dossier: Dossier) -> int:
    """The status of a download that is read to its end."""
    response = browser.get(dossier.get_absolute_url())
    b"".join(response)
    return response.status_code


@pytest.mark.parametrize("name", ["经办人", "主任", "县领导", "审计员"])
def test_the_countys_readers_see_and_download_everything(signed_in, county, dossiers, name):
    browser = signed_in(county.people[name])

    page = browser.get(LIST).content.decode()

    assert all(village in page for village in ("甲镇甲一村", "乙镇乙一村"))
    assert dossiers["甲一村"].sha256 in page
    assert fetched(browser, dossiers["县"]) == 200


@pytest.mark.parametrize(("name", "own"), [("甲一村书记", "甲一村"), ("甲镇审核员", "甲一村"), ("乙镇镇长", "乙一村")])
def test_a_place_sees_its_own_once_the_list_is_final(signed_in, county, dossiers, name, own):
    browser = signed_in(county.people[name])
    foreign = "乙一村" if own == "甲一村" else "甲一村"

    page = browser.get(LIST).content.decode()

    assert dossiers[own].sha256 in page
    assert dossiers[foreign].sha256 not in page
    assert fetched(browser, dossiers[own]) == 200
    assert fetched(browser, dossiers[foreign]) == 404
    assert fetched(browser, dossiers["县"]) == 404


def test_a_place_does_not_see_its_own_while_the_county_decides(signed_in, county, at_work):
    dossier = built(at_work)

    browser = signed_in(county.people["甲一村书记"])

    assert fetched(browser, dossier) == 404
    assert "没有您可以查看的材料汇编" in browser.get(LIST).content.decode()


def test_a_provincial_reviewer_sees_what_was_granted(signed_in, county, dossiers):
    reviewer = county.people["省评审"]
    grant_reading(user=reviewer, objects=[dossiers["甲一村"].application], by=None, reason="报送")
    browser = signed_in(reviewer)

    page = browser.get(LIST).content.decode()

    assert dossiers["甲一村"].sha256 in page
    assert dossiers["乙一村"].sha256 not in page
    assert "生成整个批次" not in page
    assert fetched(browser, dossiers["甲一村"]) == 200
    assert fetched(browser, dossiers["乙一村"]) == 404


@pytest.mark.parametrize("name", ["农业农村局评分员", "系统管理员"])
def test_others_see_none(signed_in, county, dossiers, name):
    browser = signed_in(county.people[name])

    assert fetched(browser, dossiers["甲一村"]) == 404


def test_every_download_is_in_the_audit_log(signed_in, county, dossiers):
    dossier, reader = dossiers["甲一村"], county.people["审计员"]

    response = signed_in(reader).get(dossier.get_absolute_url())

    assert b"".join(response) == storage.read(dossier.county, dossier.sha256)
    assert response["Content-Type"] == "application/pdf"
    entry = AuditEntry.objects.get(verb="下载材料汇编")
    assert (entry.actor, entry.subject_id, entry.detail["sha256"]) == (reader, str(dossier.pk), dossier.sha256)


def test_the_office_asks_and_the_row_shows_how_far_it_is(signed_in, county, at_work):
    browser = signed_in(county.people["经办人"])

    asked = browser.post(reverse("dossiers:build"), {"round": at_work.round_id, "application": at_work.pk})

    job = PackJob.objects.get()
    page = browser.get(asked.url).content.decode()
    assert asked.url == f"{LIST}?round={at_work.round_id}"
    assert reverse("dossiers:progress", args=[job.pk]) in page
    assert browser.get(reverse("dossiers:progress", args=[job.pk])).json() == {
        "state": "queued",
        "done": 0,
        "total": 0,
        "label": "排队中",
        "error": "",
    }


@pytest.mark.parametrize(("name", "status"), [("县领导", 403), ("甲一村书记", 403)])
def test_others_may_not_ask(signed_in, county, at_work, name, status):
    browser = signed_in(county.people[name])

    answer = browser.post(reverse("dossiers:build"), {"round": at_work.round_id, "application": at_work.pk})

    assert answer.status_code == status
    assert not PackJob.objects.exists()


@pytest.mark.parametrize("key", ["0", "x", ""])
def test_a_round_that_is_not_there_is_not_found(signed_in, county, key):
    assert signed_in(county.people["经办人"]).post(reverse("dossiers:build"), {"round": key}).status_code == 404


def test_a_failed_job_says_why_and_goes_back_into_the_line(signed_in, county, at_work):
    browser = signed_in(county.people["经办人"])
    job = jobs.request_pack(round_=at_work.round, application=at_work, by=county.people["经办人"])
    PackJob.objects.filter(pk=job.pk).update(state=PackJob.State.FAILED, error="版面生成失败：缺字")

    assert "版面生成失败：缺字" in browser.get(LIST).content.decode()
    browser.post(reverse("dossiers:build_again", args=[job.pk]), {"next": "https://elsewhere.example/"})

    job.refresh_from_db()
    assert job.state == PackJob.State.QUEUED


def test_a_job_is_nobodys_business_outside_the_county(signed_in, county, at_work):
    job = jobs.request_pack(round_=at_work.round, application=at_work, by=county.people["经办人"])

    assert signed_in(county.people["甲一村书记"]).get(reverse("dossiers:progress", args=[job.pk])).status_code == 404


def test_a_dossier_older_than_its_application_is_marked(signed_in, county, at_work):
    built(at_work)
    browser = signed_in(county.people["经办人"])
    assert "有新进展" not in browser.get(LIST).content.decode()

    with clock.at(stories.AFTER_INTAKE):
        fire_due()
        world.act(county, world.fresh(at_work.round), "lock_scores")
        page = browser.get(LIST).content.decode()

    assert "有新进展" in page


def test_the_list_asks_as_often_for_three_volumes_as_for_one(signed_in, county, village_round, at_work):
    built(at_work)
    browser = signed_in(county.people["经办人"])
    one = count_of(browser)

    for village in ("甲二村", "乙一村"):
        built(world.to_the_lock(county, village_round, village))

    assert count_of(browser) == one
    assert one <= 22


def count_of(browser) -> int:
    """How often the list asks the database."""
    with CaptureQueriesContext(connection) as asked:
        browser.get(LIST)
    return len(asked)
