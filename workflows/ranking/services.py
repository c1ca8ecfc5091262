"""Ranking a round, and approving the list proposed from it."""

from decimal import Decimal

from django.db import transaction

from accounts import clock
from documents.issuing import issue
from workflows.applications.beside import require_nothing_beside
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.steps import release
from workflows.engine.transition import move
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

from .models import Ranking, RankRow
from .order import Candidate, draws_needed, place
from .papers import ranking_paper


def candidates_of(round_: Round) -> list[Candidate]:
    """Locked applications of a round, as the ranking sees them."""
    locked = round_.applications.filter(state=State.SCORE_LOCKED).select_related("final_score", "region")
    locked = locked.defer("final_score__result").prefetch_related("region__belts")
    return [candidate_of(application) for application in locked]


def candidate_of(application: Application) -> Candidate:
    """One locked application; a dimension that does not apply counts nothing in a tie."""
    final = application.final_score
    return Candidate(
        key=application.number,
        group=f"{application.region_id[:9]}000",
        total=final.total,
        dimensions={code: Decimal(part["score"] or 0) for code, part in final.dimensions.items()},
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
    require_nothing_beside(case)
    candidates, lots = candidates_of(case), lots or []
    require_lots(case, candidates, lots)
    ranking = Ranking.objects.create(round=case, number=case.rankings.count() + 1, made_by=by, lots=lots)
    applications = {row.number: row for row in case.applications.filter(state=State.SCORE_LOCKED)}
    RankRow.objects.bulk_create(
        RankRow(
            ranking=ranking,
            application=applications[row.candidate.key],
            position=row.position,
            total=row.candidate.total,
            tied=row.tied,
            decided_by=row.decided_by,
            proposed=row.proposed,
            reason=row.reason,
        )
        for row in place(candidates, places=case.places, cap=case.cap, lots=lots)
    )
    move(case, to=RoundState.RANKED, by=by, action=Action.PROPOSE_LIST, because=opinion)
    return ranking


def require_lots(round_: Round, candidates: list[Candidate], lots: list[str]) -> None:
    """Every draw that decides somebody's place is recorded, and nobody is in it twice or by mistake."""
    if len(set(lots)) != len(lots) or not set(lots) <= {candidate.key for candidate in candidates}:
        raise Incomplete("抽签顺序有误：申报编号重复，或不是本批次的参评对象。请核对后重新登记。")
    undrawn = draws_needed(candidates, places=round_.places, cap=round_.cap, lots=lots)
    if undrawn:
        raise Incomplete(
            "名额线上有申报对象各项完全相同，请抽签并登记签序后再排名。",
            tuple(f"请抽签并登记签序：{'、'.join(group)}。" for group in undrawn),
        )


@transaction.atomic
def approve_list(*, case: Round, by, decision: str = "approve", meeting: str = "", opinion: str = "") -> None:
    """The director's step after the leading group's meeting: the list stands, or is ranked again.

    An approved list that names nobody ends the round: places may stay empty, there is nothing to publish.

    :param decision: ``approve`` or ``send_back``.
    """
    if decision == "send_back":
        if not opinion.strip():
            raise Incomplete("退回重排请写明原因。")
        move(case, to=RoundState.LOCKED, by=by, action=Action.APPROVE_LIST, because=opinion)
        return
    if decision != "approve":
        raise Incomplete("请选择“审定通过”或“退回重排”。")
    if not meeting.strip():
        raise Incomplete("请填写审定名单的领导小组会议（名称、日期）。")
    require_nothing_beside(case)
    ranking = case.rankings.select_for_update().last()
    if changed := tuple(changed_since(ranking)):
        raise Incomplete("排名以后有申报的状态变了，名单不能照原样审定，请退回重排。", changed)
    sign(ranking, by=by, meeting=meeting.strip())
    rows = list(ranking.rows.select_related("application__process", "application__round", "application__region"))
    to = RoundState.PROPOSED if any(row.proposed for row in rows) else RoundState.WITHOUT_RESULT
    move(case, to=to, by=by, action=Action.APPROVE_LIST, because=opinion or meeting)
    for row in rows:
        settle(row, by=by)


def changed_since(ranking: Ranking):
    """What is no longer as the ranking saw it, one sentence an application."""
    rows = ranking.rows.select_related("application__region__parent", "application__final_score")
    for row in rows:
        if row.application.state != State.SCORE_LOCKED:
            yield f"{row.application.region.full_name}：{row.application.get_state_display()}。"
        elif row.total != row.application.final_score.total:
            yield f"{row.application.region.full_name}：总分已变化。"
    ranked = {row.application_id for row in rows}
    locked = ranking.round.applications.filter(state=State.SCORE_LOCKED).select_related("region__parent")
    for application in locked.exclude(pk__in=ranked):
        yield f"{application.region.full_name}：没有列入排名。"


def sign(ranking: Ranking, *, by, meeting: str) -> None:
    """The ranking is approved, and its table (F12) issued."""
    ranking.approved_by, ranking.approved_at, ranking.meeting = by, clock.now(), meeting
    ranking.save(update_fields=["approved_by", "approved_at", "meeting"])
    issue(ranking_paper(ranking), county=ranking.round.county, subject_key=ranking.subject_key, by=by)


def settle(row: RankRow, *, by) -> None:
    """Tell one application what the list means for it. A later ranking proposes again whom it proposed before."""
    to = State.PROPOSED if row.proposed else State.NOT_SELECTED
    move(row.application, to=to, by=by, action=Action.APPROVE_LIST, because=row.reason)
    release(row.application, "await_list")
