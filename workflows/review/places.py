"""A township's places in a round: how many there are, how many are used, and the hard stop."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from workflows.applications.models import Application
from workflows.applications.states import CLOSED
from workflows.engine.errors import NotNow

from .models import Decision, Opinion, Stage


@dataclass(frozen=True)
class Places:
    """A township's places in a round: how many there are (``None``: no quota is set), how many are used."""

    number: int | None
    used: int

    @property
    def left(self) -> int | None:
        return None if self.number is None else max(0, self.number - self.used)

    @property
    def note(self) -> str:
        return f"/ {self.number} 个"


def places_of(case: Application) -> Places:
    """The quota of the applicant's township as it stands now, without this application."""
    return Places(case.round.quota_of(case.township.pk), others_recommended(case).count())


def others_recommended(case: Application):
    """Other applications of the same township and round that use a place.

    One that the county has returned keeps its place while it is being corrected and recommended again.
    """
    alive = Application.objects.within(case.township).filter(round=case.round).exclude(state__in=CLOSED)
    last_word = Opinion.objects.filter(application=OuterRef("pk"), stage=Stage.TOWNSHIP_LEADER).order_by("-pk")
    signed = alive.annotate(last_word=Subquery(last_word.values("decision")[:1])).filter(last_word=Decision.RECOMMEND)
    return signed.exclude(pk=case.pk)


def uses_a_place(case: Application) -> bool:
    """Does its township's recommendation stand? What the leader took back does not."""
    last_word = case.opinions.filter(stage=Stage.TOWNSHIP_LEADER).last()
    return last_word is not None and last_word.decision == Decision.RECOMMEND


def require_place(case: Application) -> None:
    """Recommending within the quota is obligatory; the check holds the round's quota row, so two leaders cannot race."""
    quota = case.round.quotas.select_for_update().filter(township=case.township).first()
    if quota is None:
        return
    if others_recommended(case).count() >= quota.number:
        raise NotNow(
            f"{case.township}本批次名额为{quota.number}个，已推荐满。请先向办公室申请名额调剂，或改为不予推荐。"
        )
