"""Fills in the papers that the applicant signs."""

from documents.papers.commitment import Commitment
from workflows.rounds.models import Kind

from .models import Application

UNITS = {Kind.VILLAGE: "村", Kind.TOWNSHIP: "镇（街道）", Kind.COUNTY: "县"}


def commitment_of(application: Application) -> Commitment:
    """真实性承诺书 (F02), as the leader is shown it before signing; undated until then."""
    round_ = application.round
    signed = application.commitments.first()
    return Commitment(
        addressee=f"{round_.region.short_name}乡村振兴示范创建领导小组办公室",
        unit=UNITS[Kind(round_.kind)],
        year=round_.year,
        grade=round_.honour,
        applicant=application.region.full_name,
        leader=signed.signer_name if signed else "",
        signed_on=signed.signed_at.date() if signed else None,
    )
