"""What an invented township finds when it checks a village on the spot."""

from decimal import Decimal
from random import Random

from workflows.applications.content import self_evaluation
from workflows.applications.models import Application

#: How many lines a reviewer cuts at most, by how much, and why.
MOST = 3
CUT = Decimal("0.5")
FOUND = (
    "现场核查发现1个组台账不全，核减0.5分。",
    "抽查10户有1户与上报不一致，核减0.5分。",
    "管护记录缺1个月，核减0.5分。",
)


def verdicts_on(application: Application) -> dict[str, dict]:
    """Two or three lines cut by half a point, each with what was found; the rest stands as submitted."""
    rng = Random(f"{application.number}-{application.submissions.count()}")  # noqa: S311 - invented, not a secret
    lines = [row for row in self_evaluation(application).indicators if row.applicable and (row.score or 0) > CUT]
    return {
        row.code: {"passes": True, "score": row.score - CUT, "problem": rng.choice(FOUND)}
        for row in rng.sample(lines, rng.randint(1, MOST))
    }
