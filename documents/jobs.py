"""Building a pack in the background: its row tells how far it is, and keeps the result by hash."""

from accounts import clock
from documents import packs, storage
from documents.models import PackJob


def queue(*, county: str, subject_key: str, title: str, by) -> PackJob:
    """A new job; the caller then enqueues the task that calls ``run``."""
    return PackJob.objects.create(
        county=county, subject_key=subject_key, title=title, created_by=by, created_at=clock.now()
    )


def run(job: PackJob, spec: packs.PackSpec) -> PackJob:
    """Build the pack, telling the row after every step. A failure is written down and raised. Safe to repeat."""
    start(job)
    try:
        pack = packs.build(spec, progress=lambda *step: tell(job, *step))
    except Exception as error:
        fail(job, str(error))
        raise
    return finish(job, pack)


def start(job: PackJob) -> None:
    """Somebody works on it from here on."""
    job.state, job.error = PackJob.State.RUNNING, ""
    job.save(update_fields=["state", "error"])


def finish(job: PackJob, pack: packs.Pack) -> PackJob:
    with pack.path.open("rb") as stream:
        job.sha256, _ = storage.store(job.county, stream)
    job.pages, job.state, job.finished_at = pack.pages, PackJob.State.DONE, clock.now()
    job.done_steps = job.total_steps = max(job.total_steps, 1)
    job.save()
    return job


def fail(job: PackJob, reason: str) -> None:
    job.state, job.error, job.finished_at = PackJob.State.FAILED, reason[:500], clock.now()
    job.save(update_fields=["state", "error", "finished_at"])


def again(job: PackJob) -> None:
    """Back into the line: what was built meanwhile is kept by its content, so nothing is made twice."""
    job.state, job.error, job.finished_at = PackJob.State.QUEUED, "", None
    job.save(update_fields=["state", "error", "finished_at"])


def tell(job: PackJob, label: str, done: int, total: int) -> None:
    """A plain update: the job's row must show progress even when nothing else about it changes."""
    job.step_label, job.done_steps, job.total_steps = label[:200], done, total
    PackJob.objects.filter(pk=job.pk).update(step_label=job.step_label, done_steps=done, total_steps=total)
