"""Who decides whether a line applies: the data by the rule, else the office. A department proposes, with its reason.

Signed proposals wait for the office's ruling before the lock; the final score follows the ruling.
"""

from dataclasses import dataclass

from django.db import transaction

from accounts.enums import Post
from accounts.models import Appointment, Organisation
from accounts.notify import notify
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.rights import may, require
from workflows.engine.steps import locked
from workflows.engine.transition import note
from workflows.rounds.models import Round

from ..by_rule import rule_result
from ..models import ApplicabilityRuling, DepartmentScore
from ..points import Standing, is_ruled, sheets_of, standings_of, unruled_in
from .reopening import reopen


@dataclass(frozen=True)
class Proposal:
    """A department treats a line otherwise than the rule: not applicable, or applicable all the same.

    What it gave is not part of it: the office does not see a score before the lock.
    """

    application: Application
    organisation: Organisation
    indicator: object
    score_id: int
    applies: bool
    reason: str
    by_name: str

    @property
    def words(self) -> str:
        return "建议按适用评分" if self.applies else "建议不适用"


def by_the_rule(application: Application) -> dict[str, bool]:
    """Indicator → does it apply by the submitted data?"""
    return {row.code: row.applicable for row in rule_result(application).indicators}


def proposals_of(round_: Round) -> list[Proposal]:
    """Open proposals of a round, applicant by applicant. The rule is asked only where a department said something."""
    applications = round_.applications.filter(state=State.SCORING).select_related("region__parent", "snapshot")
    return proposals_in(round_, standings_of(applications.order_by("region")))


def proposals_in(round_: Round, standings: dict[int, Standing]) -> list[Proposal]:
    """The same from what was read already."""
    for standing in standings.values():
        standing.application.round = round_
    return [proposal_of(standing.application, score) for standing in standings.values() for score in open_in(standing)]


def open_in(standing: Standing, organisation_id: int | None = None) -> list[DepartmentScore]:
    """Proposals on one application without a ruling; the rule is asked only where some line (of a department) may be one."""
    indicators = standing.application.spec.indicator_by_code
    lines = [row for row in standing.scores.values() if organisation_id in (None, row.organisation_id)]
    if not any(may_differ(indicators[row.indicator], row) for row in lines if row.indicator in indicators):
        return []
    return unruled_in(standing, by_the_rule(standing.application))


def may_differ(indicator, score: DepartmentScore) -> bool:
    """Could the rule say otherwise? Most lines apply always, and were scored."""
    return not score.applicable or indicator.applicable_if is not None or indicator.zero_denominator == "na"


def proposal_of(application: Application, score: DepartmentScore) -> Proposal:
    """As the office sees it."""
    return Proposal(
        application,
        score.organisation,
        application.spec.indicator_by_code[score.indicator],
        score.pk,
        score.applicable,
        score.reason,
        score.by_name,
    )


@transaction.atomic
def rule(*, score: DepartmentScore, by, applies: bool, reason: str) -> ApplicabilityRuling:
    """The office decides; a line found applicable and not scored goes back to its department."""
    application = score.application
    with locked(application):
        require(may(by, Action.RULE_APPLICABILITY, application))
        standing = standings_of([application])[application.pk]
        if standing.scores.get(score.indicator) != score:
            raise NotNow("部门已经改了这一项，请刷新页面再认定。")
        if is_ruled(standing, score):
            raise NotNow("这一项已经认定，不用再办。")
        if not reason.strip():
            raise Incomplete("请写明认定理由。")
        given = ApplicabilityRuling.objects.create(
            application=application,
            submission_id=score.submission_id,
            indicator=score.indicator,
            proposal=score,
            proposed=score.applicable,
            applies=applies,
            reason=reason.strip(),
            by=by,
            by_name=by.display_name,
        )
        words = f"{score.indicator} 认定{'适用' if applies else '不适用'}：{reason.strip()}"
        note(application, by=by, action=Action.RULE_APPLICABILITY, because=words, confidential=True)
        reopen(application)
    return given


def tell_of_proposals(standing: Standing, organisation: Organisation) -> None:
    """A message to the office once the head has signed a sheet with proposals."""
    case = standing.application
    mine = [row for row in open_in(standing, organisation.pk) if row.organisation_id == organisation.pk]
    if not mine:
        return
    office = Appointment.objects.holding(Post.OFFICE_OPERATOR, region_code=f"{case.county}000000")
    codes = "、".join(row.indicator for row in mine)
    notify(
        office.people(),
        subject=f"请认定适用性：{case.region.full_name}",
        body=f"{organisation}对{codes}提出适用性意见，请在锁分前认定。",
        url=f"/scoring/rounds/{case.round_id}/applicability/",
    )


def rulings_of(application: Application) -> dict[str, bool]:
    """Indicator → as the office ruled on what the department says now."""
    return rulings_in(sheets_of([application])[application.pk])


def rulings_in(standing: Standing) -> dict[str, bool]:
    """The same from what was read already."""
    return {
        code: ruling.applies
        for code, ruling in standing.rulings.items()
        if code in standing.scores and not (ruling.applies and not standing.scores[code].applicable)
    }
