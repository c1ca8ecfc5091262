"""What stands beside a submission on the reviewer's desk: doubts among its neighbours, and the last visit."""

from workflows.applications.content import answers_from
from workflows.applications.models import Application
from workflows.rounds.models import Kind
from workflows.standards.scoring import score

from .anomalies import Anomaly, Subject, anomalies_of
from .desk import Beside
from .visits.services import last_visit


def beside(application: Application) -> Beside:
    """For a village; townships and the county have no neighbours to be compared with."""
    if application.round.kind != Kind.VILLAGE:
        return Beside()
    visit = last_visit(application)
    findings = {one.indicator: one.words for one in visit.findings.all()} if visit else {}
    return Beside(tuple(anomalies_among_neighbours(application)), findings, visit)


def anomalies_among_neighbours(application: Application) -> list[Anomaly]:
    """What is odd about it, compared with the other villages of its township in the round: one query."""
    neighbours = Application.objects.within(application.township).filter(round=application.round_id)
    subjects = [
        subject_of(one, application.spec, application.round.level)
        for one in neighbours.exclude(snapshot=None).select_related("snapshot", "region")
    ]
    return anomalies_of(application.spec, subjects).get(application.pk, [])


def subject_of(application: Application, spec, level: str) -> Subject:
    """A submission as the rules compare it."""
    content = application.snapshot.content
    result = score(spec, answers_from(content, level=level))
    values = {row.code: row.value for row in result.indicators if row.applicable and row.value is not None}
    return Subject(application.pk, application.region.short_name, content, values)
