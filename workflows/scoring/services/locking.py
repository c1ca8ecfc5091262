"""Locking: every application's result is computed once, kept whole, and cannot be changed afterwards."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils.timezone import localtime

from accounts import clock
from accounts.models import Organisation
from workflows.applications.content import answers_from
from workflows.applications.models import Application
from workflows.applications.states import EDITABLE, State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.models import WorkItem
from workflows.engine.steps import close, locked, release
from workflows.engine.transition import move
from workflows.review.models import Decision, Opinion
from workflows.review.services import conditions_met
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState
from workflows.standards.answers import Answers
from workflows.standards.final import summarise
from workflows.standards.results import Summary

from ..models import Countersignature, DepartmentScore, FinalScore
from ..points import Point, Standing, points_in, sheets_of, standings_of
from .applicability import Proposal, by_the_rule, proposals_in, rulings_in
from .joint_check import clauses_found

#: States in which an application still needs somebody before the round's scores can be locked.
UNFINISHED = EDITABLE | {
    State.SUBMITTED, State.TOWN_RETURN_ASKED, State.TOWN_REVIEWED, State.TOWN_RECOMMENDED, State.COUNTY_RETURN_ASKED
}  # fmt: skip


def lock_scores(*, case: Round, by, opinion: str = "") -> None:
    """The director's step: lock the whole round at once. Who never came back from a return is out of it."""
    for application in overdue(case).select_related("process"):
        with locked(application):
            give_up(application, by=by)
    if late := tuple(obstacles_to_locking(case)):
        raise Incomplete("还不能锁分，以下事项没有办完。", late)
    if objections(case).exists() and not opinion.strip():
        raise Incomplete("有会签异议（均已答复），请在意见中写明研究情况后再锁分。")
    move(case, to=RoundState.LOCKED, by=by, action=Action.LOCK_SCORES, because=opinion)
    scoring = case.applications.filter(state=State.SCORING).select_related("region__parent", "snapshot", "process")
    for application in scoring.order_by("pk"):
        application.round = case
        with locked(application):
            lock(application, by=by, because=opinion)


def obstacles_to_locking(round_: Round):
    """Who is late, one sentence a step."""
    for application in unfinished(round_):
        yield f"{application.region.full_name}：{application.get_state_display()}。"
    for item in late_work(round_)[:200]:
        yield f"{item.organisation or ''} {item.step_title}：{item.title}。"
    yield from open_matters(round_)


def open_matters(round_: Round):
    """What was not answered, not given anew, not signed again, not ruled on: silence is never consent."""
    matters = matters_of(round_)
    names = {row.pk: str(row) for row in Organisation.objects.filter(county=round_.county)}
    for point in matters.points[:200]:
        place = matters.standings[point.application_id].application.region.full_name
        yield f"{names[point.organisation_id]} {point.kind.label}：{place}{point.code and f' {point.code}'}。"
    for proposal in matters.proposals[:200]:
        place, organisation = proposal.application.region.full_name, proposal.organisation
        yield f"办公室 适用性没有认定：{place} {proposal.indicator.code}（{organisation}{proposal.words}）。"


@dataclass(frozen=True)
class Matters:
    """What stands open in a round besides late work."""

    standings: dict[int, Standing]
    points: list[Point]
    proposals: list[Proposal]


def matters_of(round_: Round) -> Matters:
    """Read for all applicants at once."""
    scoring = round_.applications.filter(state=State.SCORING).select_related("region__parent", "snapshot")
    standings = standings_of(scoring.order_by("region"))
    points = [point for standing in standings.values() for point in points_in(standing)]
    return Matters(standings, points, proposals_in(round_, standings))


def unfinished(round_: Round):
    """Applications that have not come as far as scoring, and still may."""
    rows = round_.applications.filter(state__in=UNFINISHED).exclude(pk__in=overdue(round_).values("pk"))
    return rows.select_related("region__parent").order_by("region")


def overdue(round_: Round):
    """Returned for correction, and not handed in again in time: late is out of this round (domain step 5)."""
    returns = Opinion.objects.filter(application=OuterRef("pk"), decision=Decision.RETURN).order_by("-pk")
    with_applicant = round_.applications.filter(state__in=EDITABLE).annotate(
        due_on=Subquery(returns.values("due_on")[:1])
    )
    return with_applicant.filter(due_on__lt=clock.today()).order_by("region")


def give_up(application: Application, *, by) -> None:
    """End an application that did not come back; looked at again under its lock, for it may just be handed in."""
    application.refresh_from_db(fields=["state"])
    if application.state in EDITABLE:
        because = "退回补正到期没有重新提交，本批次不再受理；草稿保留，下一批次可以带入。"
        move(application, to=State.LAPSED, by=by, action=Action.LOCK_SCORES, because=because)
        close(application)


def late_work(round_: Round):
    """Open work of departments on applications that are being scored."""
    scoring = round_.applications.filter(state=State.SCORING).values("process")
    items = WorkItem.objects.open().filter(process__in=scoring).select_related("organisation")
    return items.order_by("organisation_id", "task_id")


def objections(round_: Round):
    """Objections on the submissions in force, as far as they are a department's last word."""
    return Countersignature.objects.current().filter(
        application__round=round_, agrees=False, submission__snapshot=F("application__snapshot")
    )


@transaction.atomic
def lock(application: Application, *, by, because: str = "") -> FinalScore:
    """Compute, keep and freeze one application's result; a veto ends it here, its score kept for the record."""
    standing = sheets_of([application])[application.pk]
    rulings = rulings_in(standing)
    answers = final_answers(standing, rulings)
    found_applicable = {code for code, applies in rulings.items() if applies}
    result = summarise(application.spec, final_scores(standing), answers, applies=found_applicable)
    final = FinalScore.objects.create(
        application=application,
        submission_id=standing.submission_id,
        total=result.total,
        base=result.base,
        bonus=result.bonus,
        penalty=result.penalty,
        satisfaction=result.satisfaction,
        dimensions=result.to_json()["dimensions"],
        result={**result.to_json(), "lines": kept_lines(standing, rulings)},
        vetoed=result.vetoed,
        reaches_grade=result.reaches(grade_of(application)),
        reason=because.strip(),
        locked_by=by,
    )
    to = State.VETOED if result.vetoed else State.SCORE_LOCKED
    because = "、".join(clause_names(application, result)) if result.vetoed else ""
    move(application, to=to, by=by, action=Action.LOCK_SCORES, because=because)
    if not release(application, "await_lock"):
        raise NotNow(f"{application.region.full_name}刚刚又有事项要办，请刷新页面查看后再锁分。")
    return final


def grade_of(application: Application) -> str:
    """The grade whose thresholds a round asks for."""
    return "county" if application.round.level == "county" else "province_recommend"


def clause_names(application: Application, result: Summary) -> list[str]:
    """Names of the veto clauses; the facts stay with the respondents."""
    return [item.name for item in application.spec.veto if item.code in result.veto]


def current_scores(application: Application):
    """The newest score of every line of the submission in force."""
    return DepartmentScore.objects.filter(submission=application.submissions.last()).current()


def final_scores(standing: Standing) -> dict:
    """Indicator → final score, ``None`` where it does not apply."""
    codes = {indicator.code for indicator in standing.application.spec.indicators}
    return {code: row.score for code, row in standing.scores.items() if code in codes}


def final_answers(standing: Standing, rulings: dict[str, bool]) -> Answers:
    """The applicant's answers with the departments' bonus and penalty findings and the veto check's result.

    :param rulings: what the office decided on lines that apply or do not; a score alone decides nothing.
    """
    application, rows = standing.application, standing.scores
    own = answers_from(
        application.snapshot.content,
        level=application.round.level,
        eligible=conditions_met(application),
        closing=localtime(application.round.intake_ends_at).date(),
    )
    spec = application.spec
    found = Answers.from_json(
        {
            "bonus": {item.code: rows[item.code].basis for item in spec.bonus if has_basis(rows, item)},
            "penalties": {item.code: rows[item.code].basis for item in spec.penalties if has_basis(rows, item)},
            "veto": clauses_found(application),
            "not_applicable": sorted(code for code, applies in rulings.items() if not applies),
        }
    )
    return replace(
        own, bonus=found.bonus, penalties=found.penalties, veto=found.veto, not_applicable=found.not_applicable
    )


def kept_lines(standing: Standing, rulings: dict[str, bool]) -> dict[str, dict]:
    """Line → its final score, whose version of what number it rests on, and whether it applies after all."""
    applies = {**by_the_rule(standing.application), **rulings}
    return {
        code: {
            "score": str(row.score) if row.score is not None and applies.get(code, True) else None,
            "applicable": applies.get(code, True),
            "organisation": row.organisation_id,
            "version": row.version,
        }
        for code, row in sorted(standing.scores.items())
    }


def has_basis(rows: dict[str, DepartmentScore], item) -> bool:
    """Did the department find something under a bonus or penalty item?"""
    return item.code in rows and bool(rows[item.code].basis)
