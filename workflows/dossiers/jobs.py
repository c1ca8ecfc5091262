"""Building in the background: a row a request, a task a row. The row is the truth; the queue only wakes a worker.

A worker that was killed leaves its row unfinished: the same row goes back into the line. What was built meanwhile is
kept by its content, so a job that runs twice makes nothing twice.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from django.db import transaction
from django_tasks import task

from accounts import audit, clock
from documents import jobs, packs, storage
from documents.models import PackJob
from documents.rendering import RenderingError
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import NotNow, Refusal
from workflows.engine.rights import may, require
from workflows.rounds.models import Round

from .building import NOT_YET, NOTHING_YET, build_volumes, round_dossiers
from .handover import jobs as handover
from .models import Dossier, subject_of
from .volumes import Volume, volume_of, volumes_of

UNFINISHED = (PackJob.State.QUEUED, PackJob.State.RUNNING)
#: From here on somebody may put an unfinished job back into the line.
SUSPECT_AFTER = timedelta(minutes=2)
FAILED = "生成时出错，请重新生成；仍不成功的，请把标题和时间告诉系统管理员。"
logger = logging.getLogger("shifan.dossiers")


@transaction.atomic
def request_pack(*, round_: Round, application: Application | None = None, by) -> PackJob:
    """Put one application's volume, or a whole round, into the line; what is in it already is answered, not doubled."""
    require(may(by, Action.BUILD_PACK, round_))
    volume = wanted(round_, application)
    title = volume.title if application else f"{round_.title}全部材料汇编"
    return in_line(round_, volume.subject_key, title, by=by)


@transaction.atomic
def request_handover(*, round_: Round, by) -> PackJob:
    """Put the electronic pack of a round into the line (电子报送包)."""
    require(may(by, Action.BUILD_PACK, round_))
    wanted(round_, None)
    return in_line(round_, handover.key_of(round_), f"{round_.title}电子报送包", by=by)


def in_line(round_: Round, subject_key: str, title: str, *, by) -> PackJob:
    """The job that is waiting for the same thing, or a new one."""
    waiting = PackJob.objects.filter(county=round_.county, subject_key=subject_key, state__in=UNFINISHED).first()
    if waiting:
        return restart(job=waiting, by=by) if is_suspect(waiting) else waiting
    job = jobs.queue(county=round_.county, subject_key=subject_key, title=title, by=by)
    audit.record(actor=by, verb="编制材料汇编", subject=job, county=job.county)
    enqueue(job)
    return job


def wanted(round_: Round, application: Application | None) -> Volume:
    """What is to be built; NotNow where there is nothing to build from yet."""
    if application is None:
        if not volumes_of(round_):
            raise NotNow(NOTHING_YET)
        return Volume(round_)
    volume = volume_of(application)
    if volume is None:
        raise NotNow(NOT_YET)
    return volume


def is_suspect(job: PackJob) -> bool:
    """Is it unfinished for so long that its worker may be gone?"""
    return job.state in UNFINISHED and clock.now() - job.created_at > SUSPECT_AFTER


@transaction.atomic
def restart(*, job: PackJob, by) -> PackJob:
    """Put a failed job, or one whose worker is gone, back into the line."""
    require(may(by, Action.BUILD_PACK, round_of(job)))
    if job.state == PackJob.State.DONE:
        raise NotNow("这份材料汇编已经生成，不用重新排队。")
    jobs.again(job)
    audit.record(actor=by, verb="重新编制材料汇编", subject=job, county=job.county)
    enqueue(job)
    return job


def enqueue(job: PackJob) -> None:
    """Wake a worker once the row is there for it to see."""
    transaction.on_commit(partial(build_pack.enqueue, job.pk))


@task(queue_name="packs")
def build_pack(job_id: int) -> None:
    """The worker's part."""
    job = PackJob.objects.select_related("created_by").get(pk=job_id)
    if job.state == PackJob.State.DONE:
        return
    jobs.start(job)
    try:
        pack = build(job)
    except Exception as error:
        logger.exception("pack job %s", job.pk)
        if not PackJob.objects.filter(pk=job.pk, state=PackJob.State.DONE).exists():
            jobs.fail(job, reason_of(error))
        raise
    jobs.finish(job, pack)


def build(job: PackJob) -> packs.Pack:
    """What the job asks for, telling its row after every step."""

    def tell(*step) -> None:
        jobs.tell(job, *step)

    application = application_of(job)
    if application is not None:
        return as_pack(build_volumes([wanted(application.round, application)], by=job.created_by, steps=tell))
    if handover.is_handover(job):
        return handover.run(round_of(job), by=job.created_by, progress=tell)
    return as_pack(round_dossiers(round_of(job), by=job.created_by, progress=tell))


def as_pack(dossiers: Sequence[Dossier]) -> packs.Pack:
    """How the job's row remembers the result: the last file, the pages of all."""
    last = dossiers[-1]
    path = storage.path_of(last.county, last.sha256)
    return packs.Pack(path, last.sha256, sum(one.pages for one in dossiers), ())


def reason_of(error: Exception) -> str:
    """What went wrong, for the person who asked; the rest is in the log."""
    if isinstance(error, Refusal):
        return error.reason
    return f"版面生成失败：{error}" if isinstance(error, RenderingError) else FAILED


def application_of(job: PackJob) -> Application | None:
    """The application that a job is about; ``None`` for a round's."""
    kind, _, key = job.subject_key.partition(":")
    if kind != "application":
        return None
    return Application.objects.select_related("round__standard", "region__parent").get(pk=key)


def round_of(job: PackJob) -> Round:
    """The round that a job belongs to."""
    if application := application_of(job):
        return application.round
    return Round.objects.get(pk=job.subject_key.partition(":")[2])


def newest_jobs(round_: Round, applications: Sequence[int]) -> dict[str, PackJob]:
    """The newest job of each volume of a round, and of the round itself."""
    keys = [subject_of(round_, None), *(f"application:{pk}" for pk in applications)]
    rows = PackJob.objects.filter(county=round_.county, subject_key__in=keys).order_by("created_at", "pk")
    return {job.subject_key: job for job in rows}
