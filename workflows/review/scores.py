"""The township's own scores of what is in force (镇核得分), for one application or for many at once."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Max

from workflows.applications.models import Application

from .models import Decision, IndicatorVerdict, Opinion, Stage


def reviewed_scores(case: Application) -> dict[str, Decimal]:
    """Indicator → score, of the township's last opinion on what is in force.

    A recommendation stands also where the county had points corrected since: they went straight back to the county.
    """
    return township_scores([case]).get(case.pk, {})


def township_scores(applications: Iterable[Application]) -> dict[int, dict[str, Decimal]]:
    """Application → indicator → score; two queries however many there are."""
    snapshots = {one.pk: one.snapshot_id for one in applications}
    opinions = Opinion.objects.filter(stage=Stage.TOWNSHIP, application__in=list(snapshots))
    last = opinions.order_by().values("application_id").annotate(last=Max("pk")).values("last")
    newest = {
        one.pk: one.application_id
        for one in opinions.filter(pk__in=last).select_related("submission")
        if one.decision == Decision.RECOMMEND or one.submission.snapshot_id == snapshots[one.application_id]
    }
    scores: dict[int, dict[str, Decimal]] = defaultdict(dict)
    verdicts = IndicatorVerdict.objects.filter(opinion__in=list(newest)).exclude(score=None)
    for opinion, code, given in verdicts.values_list("opinion_id", "indicator", "score"):
        scores[newest[opinion]][code] = given
    return scores
