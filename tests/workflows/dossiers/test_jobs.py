"""Jobs: one row a request, restarted when a worker is gone, told why when it fails."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.models import AuditEntry
from documents.models import PackJob
from tests import world
from workflows.dossiers import jobs
from workflows.dossiers.models import Dossier
from workflows.engine.errors import NotNow, NotYou

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(county):
    return county.people["经办人"]


def test_asking_twice_is_one_job(at_work, office):
    first = jobs.request_pack(round_=at_work.round, application=at_work, by=office)
    second = jobs.request_pack(round_=at_work.round, application=at_work, by=office)

    assert first == second
    assert (first.state, first.title) == (PackJob.State.QUEUED, "甲镇甲一村申报材料汇编")
    assert AuditEntry.objects.filter(verb="编制材料汇编").count() == 1


def test_the_task_is_woken_once_the_row_is_there(at_work, office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        jobs.request_pack(round_=at_work.round, application=at_work, by=office)

    assert len(waiting) == 1


@pytest.mark.parametrize("name", ["县领导", "甲镇镇长", "审计员"])
def test_only_the_office_builds(at_work, county, name):
    with pytest.raises(NotYou):
        jobs.request_pack(round_=at_work.round, application=at_work, by=county.people[name])


def test_there_is_nothing_to_build_before_the_county_has_it(county, village_round, office):
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))

    with pytest.raises(NotNow):
        jobs.request_pack(round_=village_round, application=application, by=office)
    with pytest.raises(NotNow):
        jobs.request_pack(round_=village_round, by=office)


@pytest.mark.rendering
def test_a_job_whose_worker_was_killed_is_done_by_another(at_work, office):
    job = jobs.request_pack(round_=at_work.round, application=at_work, by=office)
    PackJob.objects.filter(pk=job.pk).update(state=PackJob.State.RUNNING, done_steps=2, total_steps=9)
    with clock.at(clock.now() + timedelta(minutes=3)):
        again = jobs.request_pack(round_=at_work.round, application=at_work, by=office)

    jobs.build_pack.func(again.pk)
    jobs.build_pack.func(again.pk)

    job.refresh_from_db()
    dossier = Dossier.objects.get()
    assert again == job
    assert (job.state, job.sha256, job.pages, job.error) == (PackJob.State.DONE, dossier.sha256, dossier.pages, "")
    assert job.done_steps == job.total_steps
    assert dossier.built_by == office


def test_a_failure_is_told_in_words_and_may_be_tried_again(at_work, office):
    job = jobs.request_pack(round_=at_work.round, application=at_work, by=office)
    type(at_work).objects.filter(pk=at_work.pk).update(state="draft")

    with pytest.raises(NotNow):
        jobs.build_pack.func(job.pk)

    job.refresh_from_db()
    assert (job.state, job.error[:9]) == (PackJob.State.FAILED, "这件申报还没有到县")
    assert jobs.restart(job=job, by=office).state == PackJob.State.QUEUED


def test_what_is_done_is_not_put_back_into_the_line(at_work, office):
    job = jobs.request_pack(round_=at_work.round, application=at_work, by=office)
    PackJob.objects.filter(pk=job.pk).update(state=PackJob.State.DONE, sha256="0" * 64, pages=1)
    job.refresh_from_db()

    with pytest.raises(NotNow):
        jobs.restart(job=job, by=office)


def test_an_unforeseen_error_shows_no_inside():
    assert jobs.reason_of(KeyError("61992110121X secret")) == jobs.FAILED
