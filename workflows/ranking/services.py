"""Ranking a round, and approving the list proposed from it."""

from decimal import Decimal

from django.db import transaction

from accounts import clock
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.steps import release
from workflows.engine.transition import move
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

from .models import Ranking, RankRow
from .order import Candidate, place, ties_for_lots


def candidates_of(round_: Round) -> list[Candidate]:
    """Locked applications of a round, as the ranking sees them."""
    locked = round_.applications.filter(state=State.SCORE_LOCKED).select_related("final_score", "region")
    return [candidate_of(application) for application in locked.prefetch_related("region__belts")]


def candidate_of(application: Application) -> Candidate:
    """One locked application."""
    final = application.final_score
    return Candidate(
        key=application.number,
        group=f"{application.region_id[:9]}000",
        total=final.total,
        dimensions={code: Decimal(part["score"]) for code, part in final.dimensions.items()},
        satisfaction=final.satisfaction or Decimal(0),
        on_belt=bool(application.region.belts.all()),
        reaches_grade=final.reaches_grade,
    )


@transaction.atomic
def propose_list(*, case: Round, by, lots: list[str] | None = None, opinion: str = "") -> Ranking:
    """The operator's step: rank under the quota.

    :param lots: application numbers in the order in which lots were drawn, where nothing else separates them.
    :raises Incomplete: lots must be drawn for the named applications.
    """
    candidates = candidates_of(case)
    lots = lots or []
    if undrawn := [key for group in ties_for_lots(candidates) for key in group if key not in lots]:
        raise Incomplete("以下申报各项完全相同,请抽签并登记签序后再排名。", tuple(undrawn))
    ranking = Ranking.objects.create(round=case, number=case.rankings.count() + 1, made_by=by, lots=lots)
    applications = {row.number: row for row in case.applications.filter(state=State.SCORE_LOCKED)}
    cap = case.township_cap if case.kind == "village" else None
    RankRow.objects.bulk_create(
        RankRow(
            ranking=ranking,
            application=applications[row.candidate.key],
            position=row.position,
            total=row.candidate.total,
            tied=row.tied,
            decided_by=row.decided_by if row.tied else "",
            proposed=row.proposed,
            reason=row.reason,
        )
        for row in place(candidates, places=case.places, cap=cap, lots=lots)
    )
    move(case, to=RoundState.RANKED, by=by, action=Action.PROPOSE_LIST, because=opinion)
    return ranking


@transaction.atomic
def approve_list(*, case: Round, by, decision: str = "approve", meeting: str = "", opinion: str = "") -> None:
    """The director's step after the leading group's meeting: the list stands, or is ranked again.

    :param decision: ``approve`` or ``send_back``.
    """
    if decision == "send_back":
        move(case, to=RoundState.LOCKED, by=by, action=Action.APPROVE_LIST, because=opinion)
        return
    if not meeting.strip():
        raise Incomplete("请填写审定名单的领导小组会议(名称、日期)。")
    ranking = case.rankings.select_for_update().last()
    ranking.approved_by, ranking.approved_at, ranking.meeting = by, clock.now(), meeting.strip()
    ranking.save(update_fields=["approved_by", "approved_at", "meeting"])
    move(case, to=RoundState.PROPOSED, by=by, action=Action.APPROVE_LIST, because=opinion or meeting)
    for row in ranking.rows.select_related("application__process", "application__round", "application__region"):
        settle(row, by=by)


def settle(row: RankRow, *, by) -> None:
    """Tell one application what the list means for it. A later ranking proposes again whom it proposed before."""
    to = State.PROPOSED if row.proposed else State.NOT_SELECTED
    move(row.application, to=to, by=by, action=Action.APPROVE_LIST, because=row.reason)
    release(row.application, "await_list")
