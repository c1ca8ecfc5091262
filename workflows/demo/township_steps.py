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
    """A word on every line, as the screen asks: all agree with the applicant but one to three, cut by half a point."""
    rng = Random(f"{application.number}-{application.submissions.count()}")  # noqa: S311 - invented, not a secret
    lines = self_evaluation(application).indicators
    earned = [row.code for row in lines if row.applicable and (row.score or 0) > CUT]
    cut = set(rng.sample(earned, rng.randint(1, MOST)))
    return {row.code: verdict_on(row, rng.choice(FOUND) if row.code in cut else "") for row in lines}


def verdict_on(row, found: str) -> dict:
    """The township's score of one line, less half a point where something was found."""
    return {"passes": True, "score": row.score - CUT if found else row.score, "problem": found}
