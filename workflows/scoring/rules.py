"""Who scores, signs, countersigns, answers the joint check and locks."""

from collections.abc import Iterable

from django.db.models import Q

from accounts.enums import Post
from workflows.applications.states import LOCKED, State
from workflows.engine.actions import Action
from workflows.engine.rights import Rule, declare, the_county
from workflows.rounds.states import RoundState

from .models import DepartmentScore, Recusal

#: Nodes whose work a recused person does not do.
RECUSABLE = ("score", "sign_scores", "countersign")


def is_recused(user, application) -> str:
    """A scorer who comes from the village, is kin to its leaders or is posted there does not score it."""
    region = application.region_id
    recused = Recusal.objects.filter(user=user, region_id__in={region, f"{region[:9]}000"}).exists()
    return "您已申报对该单位回避，请由本部门其他评分员办理。" if recused else ""


def without_recused(items, user):
    """Pieces of scoring work without those of applicants from whom the person is recused: others do them."""
    if not any(held.organisation_id for held in user.current_appointments):
        return items
    codes = list(Recusal.objects.filter(user=user).values_list("region_id", flat=True))
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
    if application.state in LOCKED:
        return True
    return any(held.organisation_id == organisation_id for held in user.current_appointments)


declare(
    {
        Action.SCORE: Rule(
            who=(Post.DEPT_SCORER,),
            where=the_county,
            when={State.SCORING},
            unless=(is_recused,),
            by_department=True,
        ),
        Action.SIGN_SCORES: Rule(
            who=(Post.DEPT_LEADER,),
            where=the_county,
            when={State.SCORING},
            unless=(is_recused, scored_it_oneself),
            by_department=True,
        ),
        Action.COUNTERSIGN: Rule(
            who=(Post.DEPT_LEADER,),
            where=the_county,
            when={State.SCORING},
            unless=(is_recused,),
            by_department=True,
        ),
        Action.ANSWER_JOINT_CHECK: Rule(
            who=(Post.VETO_RESPONDENT,),
            where=the_county,
            when={State.SCORING},
            by_department=True,
        ),
        Action.LOCK_SCORES: Rule(
            who=(Post.OFFICE_DIRECTOR,),
            where=the_county,
            when={RoundState.REVIEWING},
        ),
    }
)
