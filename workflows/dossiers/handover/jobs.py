"""The electronic pack in the background: asked for by the office, built by a worker, kept by its hash."""

import json
import tempfile
import zipfile
from pathlib import Path

from documents import packs, storage
from documents.models import PackJob
from documents.proving.manifest import LIST
from workflows.rounds.models import Round

from ..building import Progress
from .building import build_handover

KIND = "handover"


def key_of(round_: Round) -> str:
    """What such a job is about."""
    return f"{KIND}:{round_.pk}"


def is_handover(job: PackJob) -> bool:
    return job.subject_key.startswith(f"{KIND}:")


def run(round_: Round, *, by, progress: Progress) -> packs.Pack:
    """Build it and keep it by its hash."""
    with tempfile.TemporaryDirectory() as folder:
        made = build_handover(round_, into=Path(folder), by=by, progress=progress)
        with made.path.open("rb") as stream:
            sha256, _ = storage.store(round_.county, stream)
    return packs.Pack(storage.path_of(round_.county, sha256), sha256, made.pages, ())


def newest(round_: Round) -> PackJob | None:
    """The newest request for this round."""
    jobs = PackJob.objects.filter(county=round_.county, subject_key=key_of(round_))
    return jobs.order_by("created_at", "pk").last()


def newest_done(round_: Round) -> PackJob | None:
    """The newest that can be downloaded."""
    done = PackJob.objects.filter(county=round_.county, subject_key=key_of(round_), state=PackJob.State.DONE)
    return done.order_by("created_at", "pk").last()


def listed_in(job: PackJob) -> dict:
    """The list of a finished archive."""
    with job.open() as stream, zipfile.ZipFile(stream) as archive:
        name = next(one for one in archive.namelist() if one.endswith(f"/{LIST}"))
        return json.loads(archive.read(name))
