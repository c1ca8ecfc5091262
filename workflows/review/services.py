"""Township review, the leader's signature, county acceptance."""

from datetime import date

from accounts import clock
from workflows.applications.content import answers_from
from workflows.applications.models import Application, Submission
from workflows.applications.states import AT_COUNTY, State
from workflows.engine.actions import Action
from workflows.engine.calendar import add_working_days
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.signatures import signing_name
from workflows.engine.transition import move, part_of_a_step
from workflows.standards.results import RequirementResult
from workflows.standards.scoring import score
from workflows.standards.spec import Requirement

from .models import Decision, IndicatorVerdict, Opinion, Stage, TownshipPack
from .packs import supplement
from .places import require_place
from .reductions.services import tell_of_reductions
from .visits.services import as_in_the_opinion, last_visit

#: Working days to correct what was returned (补正期限, domain step 5).
CORRECTION_DAYS = 5
#: A second return needs the director; a third does not exist (domain 9, 退回补正).
MAX_RETURNS = 2


def review_at_township(
    *,
    case: Application,
    by,
    decision: str,
    opinion: str,
    verdicts: dict[str, dict] | None = None,
    site_check: dict | None = None,
    notice: dict | None = None,
    rank: int | None = None,
) -> None:
    """The reviewer's opinion: recommend to the leader, return with everything named at once, or not recommend.

    :param verdicts: indicator → ``{passes, score, problem, cause, pointer}``.
    :param site_check: when, who (two at least), how many households, what was found; else the last visit on record.
    """
    verdicts = verdicts or {}
    to = {
        Decision.RECOMMEND: State.TOWN_REVIEWED,
        Decision.RETURN: State.TOWN_RETURNED,
        Decision.NOT_RECOMMEND: State.NOT_RECOMMENDED,
    }[Decision(decision)]
    site_check = site_check or as_in_the_opinion(last_visit(case))
    if decision == Decision.RECOMMEND:
        require_site_check(site_check)
    if decision == Decision.RETURN:
        require_points(verdicts, opinion)
        decision, to = returned_as(case, Stage.TOWNSHIP)
    given = give_opinion(
        case,
        stage=Stage.TOWNSHIP,
        decision=decision,
        text=opinion,
        by=by,
        verdicts=verdicts,
        site_check=site_check,
        notice=notice or {},
        rank=rank,
    )
    move(case, to=to, by=by, action=Action.REVIEW_AT_TOWNSHIP, because=opinion, data=for_the_history(given, verdicts))
    if decision == Decision.RECOMMEND and verdicts:
        tell_of_reductions(case)


def sign_at_township(*, case: Application, by, decision: str, opinion: str, pack: TownshipPack | None = None) -> None:
    """The leader signs within the township's quota, or sends the file back to the reviewer.

    :param pack: of which this signature is a part; a village by itself after the pack left makes a supplementary one.
    """
    if decision == Decision.RECOMMEND:
        require_place(case)
        pack = pack or supplement(case=case, by=by, opinion=opinion)
        to = State.TOWN_RECOMMENDED
    else:
        to = State.SUBMITTED
    give_opinion(case, stage=Stage.TOWNSHIP_LEADER, decision=decision, text=opinion, by=by)
    data = {"decision": decision} | ({"pack": pack.pk} if pack else {})
    move(case, to=to, by=by, action=Action.SIGN_AT_TOWNSHIP, because=opinion, data=data)


def accept_at_county(
    *,
    case: Application,
    by,
    decision: str,
    opinion: str,
    verdicts: dict[str, dict] | None = None,
    conditions: dict[str, bool] | None = None,
    exceptions: dict[str, str] | None = None,
) -> Opinion:
    """Formal review at the county office: accept, return, or not accept.

    :param conditions: basic conditions that no formula decides, as checked here.
    :param exceptions: why it is accepted although the data say that a condition is not met: condition → reason.
    """
    verdicts = verdicts or {}
    to = {
        Decision.ACCEPT: State.SCORING,
        Decision.RETURN: State.COUNTY_RETURNED,
        Decision.NOT_ACCEPT: State.NOT_ACCEPTED,
    }[Decision(decision)]
    if decision == Decision.RETURN:
        require_points(verdicts, opinion)
        decision, to = returned_as(case, Stage.COUNTY_OFFICE)
    submission = case.submissions.select_related("snapshot").last()
    conditions, kept = conditions or {}, {}
    if decision == Decision.ACCEPT:
        require_conditions(case, conditions)
        kept = reasons_for(unmet_by_the_data(case, submission), exceptions or {})
    given = give_opinion(
        case,
        submission=submission,
        stage=Stage.COUNTY_OFFICE,
        decision=decision,
        text=opinion,
        by=by,
        verdicts=verdicts,
        conditions=conditions,
        exceptions=kept,
    )
    move(case, to=to, by=by, action=Action.ACCEPT_AT_COUNTY, because=opinion, data=for_the_history(given, verdicts))
    return given


def sign_at_county(*, case: Application, by, decision: str, opinion: str) -> None:
    """The county's leaders sign the county's own application, or send it back to the office."""
    to = State.APPROVED if decision == Decision.RECOMMEND else State.READY
    give_opinion(case, stage=Stage.COUNTY_LEADER, decision=decision, text=opinion, by=by)
    move(case, to=to, by=by, action=Action.SIGN_AT_COUNTY, because=opinion, data={"decision": decision})


#: The right under which each stage signs: whose deputy one is follows from it.
SIGNED_UNDER = {
    Stage.TOWNSHIP: Action.REVIEW_AT_TOWNSHIP,
    Stage.TOWNSHIP_LEADER: Action.SIGN_AT_TOWNSHIP,
    Stage.COUNTY_OFFICE: Action.ACCEPT_AT_COUNTY,
    Stage.COUNTY_LEADER: Action.SIGN_AT_COUNTY,
    Stage.OFFICE_DIRECTOR: Action.APPROVE_RETURN,
}


@part_of_a_step
def give_opinion(
    case: Application,
    *,
    stage: Stage,
    decision: str,
    text: str,
    by,
    by_name: str = "",
    verdicts: dict[str, dict] | None = None,
    submission: Submission | None = None,
    **extra,
) -> Opinion:
    """Write down an opinion on the submission that was read; it is never changed afterwards.

    :param submission: the one in force, where it was read already.
    :param by_name: where an opinion given before takes effect: the name under which it was given.
    """
    if not text.strip():
        raise Incomplete("请填写意见。")
    due_on = add_working_days(clock.today(), CORRECTION_DAYS).day if decision == Decision.RETURN else None
    opinion = Opinion.objects.create(
        application=case,
        submission=submission or case.submissions.last(),
        stage=stage,
        decision=decision,
        text=text.strip(),
        by=by,
        by_name=by_name or signing_name(by, SIGNED_UNDER[stage], case),
        due_on=due_on,
        **extra,
    )
    IndicatorVerdict.objects.bulk_create(
        IndicatorVerdict(
            opinion=opinion,
            indicator=code,
            passes=verdict["passes"],
            score=verdict.get("score"),
            problem=verdict.get("problem", ""),
            cause=verdict.get("cause", ""),
            pointer=verdict.get("pointer", ""),
        )
        for code, verdict in (verdicts or {}).items()
    )
    return opinion


def for_the_history(given: Opinion, verdicts: dict[str, dict]) -> dict:
    """What the applicant's own screens read of a decision: they lie before this stage and know only the history."""
    if given.decision != Decision.RETURN:
        return {"decision": given.decision}
    points = [
        {"indicator": code, "problem": verdict.get("problem", "")}
        for code, verdict in verdicts.items()
        if not verdict["passes"]
    ]
    return {"decision": given.decision, "points": points, "due_on": given.due_on.isoformat()}


def conditions_by_hand(case: Application) -> list[Requirement]:
    """Basic conditions of the round's level that a person must check."""
    asked = [item for item in case.spec.eligibility if item.level in ("", case.round.level)]
    return [item for item in asked if item.expr is None]


def require_conditions(case: Application, conditions: dict[str, bool]) -> None:
    """Accepted means: every basic condition was looked at, and is met (基本条件审查)."""
    by_hand = conditions_by_hand(case)
    if unmet := tuple(f"{item.code} {item.words}" for item in by_hand if not conditions.get(item.code)):
        raise Incomplete("以下基本条件没有核查或不符合，不能受理。不符合的请选“不予受理”或“退回补正”。", unmet)


def unmet_by_the_data(case: Application, submission: Submission) -> list[RequirementResult]:
    """Basic conditions of the level that the submitted figures do not meet; one that cannot be told is not unmet."""
    asked = score(case.spec, answers_from(submission.snapshot.content, level=case.round.level)).summary.requirements
    by_hand = {item.code for item in conditions_by_hand(case)}
    return [row for row in asked if row.asked and row.met is False and row.code not in by_hand]


def reasons_for(unmet: list[RequirementResult], exceptions: dict[str, str]) -> dict[str, str]:
    """Accepted all the same: with a reason in writing for each, which stands in the papers; or refused."""
    kept = {row.code: exceptions.get(row.code, "").strip() for row in unmet}
    if silent := tuple(f"{row.code} {row.words}（{row.explanation}）" for row in unmet if not kept[row.code]):
        raise Incomplete(
            "以下基本条件按申报数据不符合：请选“不予受理”或“退回补正”；确有理由受理的，逐条写明受理理由。", silent
        )
    return kept


def conditions_met(case: Application) -> dict[str, bool]:
    """Basic conditions as the county office checked them when it accepted."""
    accepted = case.opinions.filter(stage=Stage.COUNTY_OFFICE, decision=Decision.ACCEPT).last()
    return accepted.conditions if accepted else {}


def require_site_check(site_check: dict) -> None:
    """Every recommended applicant was visited by two people at least (F06)."""
    if not site_check.get("on") or len(site_check.get("people", ())) < 2:
        raise Incomplete("推荐前须实地核查：请填写核查日期和核查人员（不少于2名）。")


def require_points(verdicts: dict[str, dict], opinion: str) -> None:
    """A return names what is to be changed, all at once."""
    if not any(not verdict["passes"] for verdict in verdicts.values()) or not opinion.strip():
        raise Incomplete("退回补正须一次性列明：请在需要修改的指标上选“这项要改”并写明问题和要求。")


def returned_as(case: Application, stage: Stage) -> tuple[Decision, State]:
    """The first return of a stage goes to the applicant, the second to the director first; there is no third."""
    before = case.opinions.filter(stage=stage, decision=Decision.RETURN).count()
    if before >= MAX_RETURNS:
        raise NotNow(f"已退回补正{MAX_RETURNS}次，不能再退回。请作出推荐（受理）或不予推荐（受理）的决定。")
    at_township = stage == Stage.TOWNSHIP
    if before:
        return Decision.ASK_RETURN, State.TOWN_RETURN_ASKED if at_township else State.COUNTY_RETURN_ASKED
    return Decision.RETURN, State.TOWN_RETURNED if at_township else State.COUNTY_RETURNED


#: States of an application that uses a place of its township's quota.
RECOMMENDED = AT_COUNTY | {State.COUNTY_RETURNED}


def correction_due(case: Application) -> date | None:
    """Until when a returned application is to be handed in again."""
    latest = case.opinions.filter(decision=Decision.RETURN).order_by("-id").first()
    return latest.due_on if latest else None


def points_to_correct(case: Application) -> list[IndicatorVerdict]:
    """What the last return asked to be changed."""
    latest = case.opinions.filter(decision=Decision.RETURN).order_by("-id").first()
    return list(latest.verdicts.filter(passes=False)) if latest else []
