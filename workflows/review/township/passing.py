"""Passing several villages together, each through the one door in a transaction of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workflows.engine.errors import NotNow, Refusal
from workflows.engine.steps import perform

from ..models import Decision
from ..visits.services import as_in_the_opinion
from .clean import obstacles
from .villages import Village


@dataclass
class Outcome:
    """Which went through, and which did not and why."""

    done: list[Village] = field(default_factory=list)
    refused: list[tuple[Village, str]] = field(default_factory=list)


def pass_clean(villages: Iterable[Village], *, by, opinion: str, notice: dict | None = None) -> Outcome:
    """Recommend each village that is still clean: every applicable indicator passes with the applicant's own score."""
    outcome = Outcome()
    for village in villages:
        try:
            pass_one(village, by=by, opinion=opinion, notice=notice or {})
        except Refusal as refusal:
            outcome.refused.append((village, "".join((refusal.reason, *getattr(refusal, "missing", ())))))
        else:
            outcome.done.append(village)
    return outcome


def pass_one(village: Village, *, by, opinion: str, notice: dict) -> None:
    """Looked at again: what was clean on the list may no longer be.

    :raises NotNow: it is to be looked at by itself.
    """
    if because := obstacles(village):
        raise NotNow(f"要逐村审核：{'；'.join(because)}。")
    verdicts = {
        row.code: {"passes": True, "score": row.score, "problem": ""}
        for row in village.result.indicators
        if row.applicable
    }
    perform(
        village.item.task,
        by=by,
        decision=Decision.RECOMMEND,
        opinion=opinion,
        verdicts=verdicts,
        site_check=as_in_the_opinion(village.check),
        notice=notice,
    )
