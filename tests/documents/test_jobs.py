"""A pack in the background."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from documents import jobs, packs
from documents.models import PackJob
from documents.papers import registry
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.rendering]


def queued() -> PackJob:
    return jobs.queue(county="619921", subject_key="application:1", title="汇编", by=UserFactory())


def spec(paper) -> packs.PackSpec:
    section = packs.Section(title="承诺书", parts=(packs.Sheet(paper=paper),))
    return packs.PackSpec(
        county="619921",
        title="汇编",
        subtitle="",
        applicant="侯家崾村",
        app_no="1",
        compiled_by="办公室",
        compiled_on=date(2024, 8, 5),
        sections=(section,),
    )


def test_a_job_ends_with_the_pack_in_storage():
    job = jobs.run(queued(), spec(registry["commitment"].sample()))

    job.refresh_from_db()
    with job.open() as stream:
        assert stream.read(5) == b"%PDF-"
    assert (job.state, job.percent, job.pages) == ("done", 100, 6)
    assert job.finished_at is not None


def test_a_failure_is_written_down():
    job = queued()

    with pytest.raises(Exception, match="notdef"):
        jobs.run(
            job,
            spec(
                registry["commitment"]
                .sample()
                .__class__(addressee="办公室", unit="村", year=2024, grade="县级示范村", applicant="\U0003134f村")
            ),
        )

    job.refresh_from_db()
    assert job.state == "failed"
    assert "notdef" in job.error


def test_a_job_may_run_twice():
    job = queued()
    wanted = spec(registry["commitment"].sample())

    assert jobs.run(job, wanted).sha256 == jobs.run(job, wanted).sha256


def test_a_done_pack_without_a_file_is_impossible():
    with pytest.raises(IntegrityError), transaction.atomic():
        PackJob.objects.filter(pk=queued().pk).update(state="done")
