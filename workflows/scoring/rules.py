"""Who scores, signs, countersigns, answers the joint check and locks."""

from collections.abc import Iterable

from django.db.models import Q

from accounts.enums import Post
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.models import StandIn
from workflows.engine.rights import Rule, declare, the_county
from workflows.rounds.states import RoundState

from .models import DepartmentScore, Recusal, RecusalDeclaration

#: Nodes whose work a recused person does not do.
RECUSABLE = ("score", "sign_scores", "countersign", "answer_objections", "sign_answers", "countersign_again")
#: Posts that do this work; each declares before the first score of a round.
DECLARING = (Post.DEPT_SCORER, Post.DEPT_LEADER)


def is_recused(user, application) -> str:
    """A scorer who comes from the village, is kin to its leaders or is posted there does not score it."""
    recused = Recusal.objects.in_force().of_applicant(application.region_id).filter(user=user).exists()
    return "您已申报对该单位回避，请由本部门其他评分员办理。" if recused else ""


def has_declared(user, round_id: int) -> bool:
    """Has the person said, for this round, from whom to stand aside (or from nobody)?"""
    return RecusalDeclaration.objects.filter(user=user, round=round_id).exists()


def has_not_declared(user, application) -> str:
    """Recusal is declared before the first score of a round (回避申报)."""
    if has_declared(user, application.round_id):
        return ""
    return "请先填写本批次的回避申报（部门评分→回避申报），再办理评分、审签和会签。"


def without_recused(items, user):
    """Pieces of scoring work without those of applicants from whom the person is recused: others do them."""
    if not any(held.organisation_id for held in user.current_appointments):
        return items
    codes = list(Recusal.objects.in_force().filter(user=user).values_list("region_id", flat=True))
    return items.exclude(of_places(codes), node__in=RECUSABLE) if codes else items


def of_places(codes: Iterable[str]) -> Q:
    """Pieces of work of these applicants, and of the villages of a township among them."""
    theirs = Q(region_code__in=codes)
    for code in codes:
        if code.endswith("000"):
            theirs |= Q(region_code__startswith=code[:9])
    return theirs


def scored_it_oneself(user, application) -> str:
    """Two people, not one: the head who signs is not the scorer."""
    mine = DepartmentScore.objects.filter(submission__snapshot_id=application.snapshot_id, by=user).exists()
    return "这件申报由您评分，审签须由部门负责人本人（另一人）办理。" if mine else ""


def may_read_scores(user, application, organisation_id: int) -> bool:
    """Sealed until the lock: before it only the department itself reads its scores, counts and sums."""
    readable = readable_departments(user, application)
    return readable is None or organisation_id in readable


def readable_departments(user, application) -> set[int] | None:
    """Departments whose scores the person may read now; ``None`` for all of them, after the lock.

    All posts of a department share its sheet; who is recused from the applicant does not read it, who stands in does.
    Asked without looking at the scores: that there are some must not cost a question more.
    """
    if application.scores_are_final:
        return None
    own = {held.organisation_id for held in user.current_appointments if held.organisation_id}
    if not own:
        return set()
    standing_in = StandIn.objects.of(user).for_case(application.region_id).values_list("organisation", flat=True)
    return set() if is_recused(user, application) else own | set(standing_in)


declare(
    {
        Action.SCORE: Rule(
            who=(Post.DEPT_SCORER,),
            where=the_county,
            when={State.SCORING},
            unless=(is_recused, has_not_declared),
            by_department=True,
        ),
        Action.SIGN_SCORES: Rule(
            who=(Post.DEPT_LEADER,),
            where=the_county,
            when={State.SCORING},
            unless=(is_recused, has_not_declared, scored_it_oneself),
            by_department=True,
        ),
        Action.COUNTERSIGN: Rule(
            who=(Post.DEPT_LEADER,),
            where=the_county,
            when={State.SCORING},
            unless=(is_recused, has_not_declared),
            by_department=True,
        ),
        Action.ANSWER_OBJECTIONS: Rule(
            who=(Post.DEPT_SCORER,),
            where=the_county,
            when={State.SCORING},
            unless=(is_recused, has_not_declared),
            by_department=True,
        ),
        Action.SIGN_ANSWERS: Rule(
            who=(Post.DEPT_LEADER,),
            where=the_county,
            when={State.SCORING},
            unless=(is_recused, has_not_declared, scored_it_oneself),
            by_department=True,
        ),
        Action.ANSWER_JOINT_CHECK: Rule(
            who=(Post.VETO_RESPONDENT,),
            where=the_county,
            when={State.SCORING},
            by_department=True,
        ),
        Action.RULE_APPLICABILITY: Rule(
            who=(Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR),
            where=the_county,
            when={State.SCORING},
        ),
        Action.NAME_SUBSTITUTE: Rule(
            who=(Post.DEPT_LEADER, Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR),
            where=the_county,
        ),
        Action.WITHDRAW_RECUSAL: Rule(
            who=(Post.OFFICE_DIRECTOR,),
            where=the_county,
        ),
        Action.LOCK_SCORES: Rule(
            who=(Post.OFFICE_DIRECTOR,),
            where=the_county,
            when={RoundState.REVIEWING},
        ),
    }
)
