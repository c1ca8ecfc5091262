"""What the desk of dossiers shows: rounds, and a round's volumes with their files and jobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from documents.models import PackJob
from workflows.applications.models import Application
from workflows.engine.models import Event
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

from .handover import jobs as handover
from .jobs import is_suspect, newest_jobs
from .models import READS_DOSSIERS, Dossier, subject_of
from .volumes import Volume, county_volume, volumes_of


@dataclass(frozen=True)
class Row:
    """One volume: what it is about, its newest file that the person may read, its newest job."""

    volume: Volume
    dossier: Dossier | None
    job: PackJob | None
    changed_at: datetime | None

    @property
    def application(self) -> Application | None:
        return self.volume.application

    @property
    def is_stale(self) -> bool:
        """Did something happen since the file was built?"""
        return bool(self.dossier and self.changed_at and self.changed_at > self.dossier.built_at)

    @property
    def is_building(self) -> bool:
        return bool(self.job and self.job.state in (PackJob.State.QUEUED, PackJob.State.RUNNING))

    @property
    def has_failed(self) -> bool:
        return bool(self.job and self.job.state == PackJob.State.FAILED)

    @property
    def may_restart(self) -> bool:
        """Failed, or unfinished for suspiciously long."""
        return bool(self.job and (self.has_failed or is_suspect(self.job)))


def reads_county(user, county: str) -> bool:
    """Does the person read every dossier of this county?"""
    return any(held.post in READS_DOSSIERS and held.county == county for held in user.current_appointments)


def rounds_for(user) -> list[Round]:
    """Rounds with dossiers that the person may read, or (in the county) may still come; the newest first."""
    counties = {held.county for held in user.current_appointments if held.post in READS_DOSSIERS}
    read = Dossier.objects.visible_to(user).values("round")
    rows = Round.objects.filter(Q(pk__in=read) | Q(county__in=counties) & ~Q(state=RoundState.DRAFT))
    return list(rows.select_related("standard").order_by("-year", "-number", "pk"))


def rows_of(user, round_: Round) -> list[Row]:
    """The round's volumes: all of them for the county's readers, those with a readable file for others."""
    readable = Dossier.objects.filter(pk__in=Dossier.objects.filter(round=round_).newest()).visible_to(user)
    files = {one.subject_key: one for one in readable.select_related("built_by")}
    volumes = [*volumes_of(round_), *([own] if (own := county_volume(round_)) else [])]
    if not reads_county(user, round_.county):
        volumes = [one for one in volumes if one.subject_key in files]
    changes = last_changes(round_, volumes)
    jobs = newest_jobs(round_, [one.application.pk for one in volumes if one.application])
    return [
        Row(
            one,
            files.get(one.subject_key),
            jobs.get(one.subject_key) if one.application else None,
            changes.get(one.application.process_id if one.application else round_.process_id),
        )
        for one in volumes
    ]


def last_changes(round_: Round, volumes: Sequence[Volume]) -> dict[int, datetime]:
    """Process → the moment of its newest entry."""
    processes = [round_.process_id, *(one.application.process_id for one in volumes if one.application)]
    rows = Event.objects.filter(process_id__in=processes).values("process_id").annotate(last=Max("at"))
    return {row["process_id"]: row["last"] for row in rows}


@dataclass(frozen=True)
class HandoverRow:
    """The electronic pack of a round: the newest request, and the newest archive that can be fetched."""

    job: PackJob
    done: PackJob | None
    root: str

    is_building = Row.is_building
    has_failed = Row.has_failed
    may_restart = Row.may_restart


def handover_of(round_: Round) -> HandoverRow | None:
    """``None`` before anybody has asked for it."""
    job, done = handover.newest(round_), handover.newest_done(round_)
    return HandoverRow(job, done, handover.listed_in(done)["root"] if done else "") if job else None


def round_job(round_: Round) -> Row | None:
    """The newest job of the whole round."""
    job = newest_jobs(round_, []).get(subject_of(round_, None))
    return Row(Volume(round_), None, job, None) if job else None
