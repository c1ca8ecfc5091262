"""What a reviewer should look at first (疑点): pure rules over the submissions of one township. They ask, they never decide."""

from .anomaly import Anomaly, Kind, Subject
from .figures import of_figures
from .peers import of_peers
from .texts import of_texts

__all__ = ["Anomaly", "Kind", "Subject", "anomalies_of", "of_figures", "of_peers", "of_texts"]


def anomalies_of(spec, subjects: list[Subject]) -> dict[int, list[Anomaly]]:
    """Subject's key → what is odd about it, the gravest first. All are compared with each other."""
    found: dict[int, list[Anomaly]] = {one.key: of_figures(spec, one.content) for one in subjects}
    for part in (of_peers(spec, subjects), of_texts(spec, subjects)):
        for key, anomalies in part.items():
            found[key] += anomalies
    return {key: sorted(anomalies, key=lambda one: -one.weight) for key, anomalies in found.items()}
