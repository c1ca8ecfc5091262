"""What was taken off, from frozen rows: the self-score of the submission that was read, the township's own score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workflows.applications.content import answers_from
from workflows.applications.models import Application
from workflows.standards.scoring import score

from ..models import Cause, IndicatorVerdict, Opinion, ReductionAnswer, ReductionReply, Stage


@dataclass(frozen=True)
class Reduction:
    """One indicator that counts less than the applicant said."""

    code: str
    name: str
    self_score: Decimal
    town_score: Decimal
    reason: str
    cause: str = ""
    pointer: str = ""
    reply: ReductionReply | None = None

    @property
    def difference(self) -> Decimal:
        return self.self_score - self.town_score

    @property
    def cause_words(self) -> str:
        return Cause(self.cause).label if self.cause else ""


@dataclass(frozen=True)
class Reductions:
    """All of one opinion, and whether the applicant has spoken."""

    opinion: Opinion
    rows: tuple[Reduction, ...]
    answer: ReductionAnswer | None = None

    @property
    def total(self) -> Decimal:
        return sum((row.difference for row in self.rows), Decimal(0))

    @property
    def disputed(self) -> int:
        """How many the applicant does not agree with."""
        return sum(row.reply is not None and not row.reply.agrees for row in self.rows)

    @property
    def stands(self) -> str:
        """In words, for whoever signs."""
        if not self.answer:
            return "村里还没有答复"
        return f"{self.disputed}项有不同意见" if self.disputed else "村里同意"


def self_scores(application: Application, content: Mapping) -> dict[str, Decimal]:
    """Indicator → what the submission earns by the rule."""
    result = score(application.spec, answers_from(content, level=application.round.level))
    return {row.code: row.score for row in result.indicators if row.score is not None}


def reductions_of(application: Application) -> Reductions | None:
    """Of the township's last opinion, where it recommends what is in force; ``None`` where nothing was taken off."""
    opinion = (
        Opinion.objects.filter(application=application, stage=Stage.TOWNSHIP)
        .select_related("submission__snapshot", "reduction_answer")
        .prefetch_related("verdicts", "reduction_answer__replies")
        .last()
    )
    if opinion is None or opinion.submission.snapshot_id != application.snapshot_id:
        return None
    own = self_scores(application, opinion.submission.snapshot.content)
    return reductions_in(application.spec, opinion, own)


def reductions_in(spec, opinion: Opinion, own: Mapping[str, Decimal]) -> Reductions | None:
    """Those of an opinion that was read with its verdicts and its answer."""
    answer = getattr(opinion, "reduction_answer", None)
    replies = {one.indicator: one for one in answer.replies.all()} if answer else {}
    verdicts = {one.indicator: one for one in reduced(opinion.verdicts.all(), own)}
    rows = tuple(
        Reduction(
            one.code, one.name, own[one.code], given.score, given.problem, given.cause, given.pointer,
            replies.get(one.code),
        )
        for one in spec.indicators
        if (given := verdicts.get(one.code))
    )  # fmt: skip
    return Reductions(opinion, rows, answer) if rows else None


def reduced(verdicts: Iterable[IndicatorVerdict], own: Mapping[str, Decimal]) -> list[IndicatorVerdict]:
    """Verdicts that pass with less than the applicant's own score."""
    return [
        one
        for one in verdicts
        if one.passes and one.score is not None and one.indicator in own and one.score < own[one.indicator]
    ]
