"""The slip that goes with an archive."""

from django.utils.timezone import localtime

from documents.models import PackJob
from documents.papers.handover_slip import HandoverSlip
from workflows.rounds.models import Round

from ..reading import read_round
from .jobs import listed_in


def slip_of(round_: Round, job: PackJob) -> HandoverSlip:
    """What the archive is, and the hash of its list."""
    listed = listed_in(job)
    return HandoverSlip(
        round_title=round_.title,
        organ=read_round(round_).office,
        files=len(listed["files"]),
        volumes=sum(one["path"].endswith(".pdf") for one in listed["files"]),
        size=sum(one["size"] for one in listed["files"]),
        root=listed["root"],
        made_on=localtime(job.finished_at).date(),
    )
