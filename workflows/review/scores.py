"""The township's own scores of what is in force (镇核得分), for one application or for many at once."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Max

from workflows.applications.models import Application

from .models import IndicatorVerdict, Opinion, Stage


def reviewed_scores(case: Application) -> dict[str, Decimal]:
    """Indicator → score, of the township's last opinion on the submission in force."""
    return township_scores([case]).get(case.pk, {})


def township_scores(applications: Iterable[Application]) -> dict[int, dict[str, Decimal]]:
    """Application → indicator → score; two queries however many there are."""
    snapshots = {one.pk: one.snapshot_id for one in applications}
    opinions = Opinion.objects.filter(stage=Stage.TOWNSHIP, application__in=list(snapshots))
    found = opinions.values_list("application_id", "submission__snapshot_id").annotate(last=Max("pk")).order_by()
    newest = {last: application for application, snapshot, last in found if snapshots[application] == snapshot}
    scores: dict[int, dict[str, Decimal]] = defaultdict(dict)
    verdicts = IndicatorVerdict.objects.filter(opinion__in=list(newest)).exclude(score=None)
    for opinion, code, given in verdicts.values_list("opinion_id", "indicator", "score"):
        scores[newest[opinion]][code] = given
    return scores
