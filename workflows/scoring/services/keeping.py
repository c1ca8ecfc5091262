"""What stands of an earlier scoring when an application comes back from a return: everything that nobody has touched.

A line stands when no return named it and nothing submitted for it has changed. Its score is written under the new
submission: same author, same moment, same version, so that signatures under these versions hold. A signature stands
when every line under it does; a consent when every line that it is about does; the joint check's answers are about
the applicant, not its figures, and stand.
"""

from collections.abc import Iterable

from django.db import models

from accounts.models import Organisation
from workflows.applications.models import Application, Submission
from workflows.review.models import Decision, IndicatorVerdict
from workflows.review.reading import changed_indicators

from ..branches import lines_by_lead
from ..models import ApplicabilityRuling, Countersignature, DepartmentScore, ScoreSheet, VetoAnswer
from .countersigning import lines_of


def keep_what_stands(application: Application, *, now: Submission) -> None:
    """Write it under the submission in force; nothing is there to keep for one that was never scored."""
    before = last_scored(application, now)
    if before is None:
        return
    touched = named_since(application, before) | changed_indicators(
        application.spec, now.snapshot.content, before.snapshot.content
    )
    standing = list(DepartmentScore.objects.filter(submission=before).current())
    scores = {row.indicator: row for row in standing if row.indicator not in touched and not is_empty(row)}
    heirs = heirs_among(standing)
    kept = DepartmentScore.objects.bulk_create(
        under(now, row, organisation_id=heirs[row.organisation_id]) for row in scores.values()
    )
    keep_rulings(before, now, {row.indicator: row.pk for row in kept})
    keep_signatures(before, now, standing, set(scores), heirs)
    keep_consents(application, before, now, set(scores), touched)
    VetoAnswer.objects.bulk_create(under(now, row) for row in VetoAnswer.objects.filter(submission=before))


def last_scored(application: Application, now: Submission) -> Submission | None:
    """The submission before this one on which departments have said something."""
    if now.number == 1:
        return None
    spoken = models.Q(pk__in=DepartmentScore.objects.filter(application=application).values("submission"))
    spoken |= models.Q(pk__in=VetoAnswer.objects.filter(application=application).values("submission"))
    earlier = application.submissions.exclude(pk=now.pk).filter(spoken)
    return earlier.select_related("snapshot").order_by("number").last()


def named_since(application: Application, before: Submission) -> set[str]:
    """Indicators that a return has named since then."""
    named = IndicatorVerdict.objects.filter(
        opinion__application=application,
        opinion__decision=Decision.RETURN,
        opinion__submission__number__gte=before.number,
        passes=False,
    )
    return set(named.values_list("indicator", flat=True))


def is_empty(row: DepartmentScore) -> bool:
    """A cell emptied again."""
    return row.applicable and row.score is None


def under(submission: Submission, row, **changes):
    """The same row about another submission."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    kept.pop("submission_id")
    return type(row)(**(kept | {"submission": submission} | changes))


def keep_rulings(before: Submission, now: Submission, proposals: dict[str, int]) -> None:
    """The office's rulings on whether a line applies, about the same proposals."""
    rulings = ApplicabilityRuling.objects.filter(submission=before, indicator__in=list(proposals)).current()
    ApplicabilityRuling.objects.bulk_create(
        under(now, ruling, proposal_id=proposals[ruling.indicator]) for ruling in rulings.order_by("pk")
    )


def heirs_among(standing: Iterable[DepartmentScore]) -> dict[int, int]:
    """Department → who answers for its lines now: it may have been merged while the application was away."""
    organisations = Organisation.objects.filter(pk__in={row.organisation_id for row in standing})
    return {one.pk: one.heir.pk for one in organisations.select_related("successor")}


def keep_signatures(
    before: Submission, now: Submission, standing: list[DepartmentScore], kept: set[str], heirs: dict[int, int]
) -> None:
    """Sheets under which every line stands, in the very version that was signed, and no line was added by a merger."""
    signed = []
    for sheet in ScoreSheet.objects.filter(submission=before).current().order_by("pk"):
        heir = heirs.get(sheet.organisation_id, sheet.organisation_id)
        lines = {row.indicator: row.version for row in standing if heirs[row.organisation_id] == heir}
        if sheet.versions != lines or not set(lines) <= kept:
            continue
        signed.append(under(now, sheet, answers=[]))
        if heir != sheet.organisation_id:  # the successor answers for it; papers name who signed
            signed.append(under(now, sheet, answers=[], organisation_id=heir))
    ScoreSheet.objects.bulk_create(signed)


def keep_consents(
    application: Application, before: Submission, now: Submission, lines: set[str], touched: Iterable[str]
) -> None:
    """Departments that agreed, where every line on which they have a say stands; an objection is to be said anew."""
    given = Countersignature.objects.filter(submission=before, agrees=True).current().select_related("organisation")
    words = list(given.order_by("pk"))
    joint = lines_by_lead(application) if words else {}
    kept = []
    for word in words:
        about = lines_of(application, word.organisation) | joint.get(word.organisation_id, set())
        if about <= lines and not about & set(touched):
            kept.append(under(now, word))
    Countersignature.objects.bulk_create(kept)
