"""Who sees how much of the report. Sealed until the lock: of departments' scores not even an average shows.

Office, county leader and auditor: self against township and likeness of texts before the lock, everything after it.
A township: its own villages, self against township. A department: the lines that it scored itself.
"""

from dataclasses import dataclass

from accounts.enums import Post
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import NotYou
from workflows.engine.rights import Rule, declare, may, the_county
from workflows.rounds.models import Kind, Round
from workflows.rounds.states import RoundState

from ..models import Recusal
from .lines import DEPARTMENT, TOWNSHIP

BEFORE_THE_LOCK = frozenset({RoundState.DRAFT, RoundState.OPEN, RoundState.REVIEWING})
OF_TOWNSHIP = frozenset({Post.TOWN_REVIEWER, Post.TOWN_LEADER})
OF_DEPARTMENT = frozenset({Post.DEPT_SCORER, Post.DEPT_LEADER})

declare(
    {
        Action.READ_DRIFT: Rule(
            who=(Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.COUNTY_LEADER, Post.AUDITOR), where=the_county
        )
    }
)


@dataclass(frozen=True)
class Scope:
    """
    :param organisations: departments whose scores are shown; ``None`` for all, empty for none.
    :param own_lines: only lines that these departments scored.
    :param hands: whose people are compared with each other by name.
    :param likeness: texts and figures of different applicants are compared.
    """

    sealed: bool
    words: str
    organisations: frozenset[int] | None = frozenset()
    own_lines: bool = False
    hands: frozenset[str] = frozenset()
    likeness: bool = False
    townships: frozenset[str] | None = None


def scope_of(user, round_: Round) -> Scope:
    """What this person sees of this round; NotYou for everybody else."""
    sealed = round_.state in BEFORE_THE_LOCK
    verdict = may(user, Action.READ_DRIFT, round_)
    if verdict:
        return of_the_office(sealed)
    held = [one for one in user.current_appointments if one.county == round_.county]
    organisations = frozenset(one.organisation_id for one in held if one.post in OF_DEPARTMENT and one.organisation_id)
    if organisations:
        words = "只显示本部门自己评过的指标。"
        return Scope(sealed, words, organisations, own_lines=True, hands=frozenset({DEPARTMENT}))
    townships = frozenset(one.region_id for one in held if one.post in OF_TOWNSHIP)
    if townships:
        words = "只显示本镇（街道）各村的自评和镇核。"
        return Scope(sealed, words, hands=frozenset({TOWNSHIP}), townships=townships)
    raise NotYou("评分偏差参考供办公室、评分部门和镇（街道）查看。")


def sees_drift(user, round_: Round) -> bool:
    """Is there something of the report for this person?"""
    try:
        scope_of(user, round_)
    except NotYou:
        return False
    return round_.state != RoundState.DRAFT and round_.kind != Kind.COUNTY


def of_the_office(sealed: bool) -> Scope:
    if sealed:
        words = "部门评分在锁分前密封，现在只显示自评与镇核，以及文字、数据雷同；锁分后显示全部。"
        return Scope(True, words, hands=frozenset({TOWNSHIP}), likeness=True)
    return Scope(
        False,
        "已锁分，显示自评、镇核、部门三方。",
        organisations=None,
        hands=frozenset({TOWNSHIP, DEPARTMENT}),
        likeness=True,
    )


def applications_in(scope: Scope, user, round_: Round):
    """Submitted applications of the round that the person sees, and from which it does not stand aside."""
    rows = Application.objects.visible_to(user).filter(round=round_, snapshot__isnull=False)
    if scope.townships is not None:
        rows = rows.filter(region__parent__in=scope.townships) | rows.filter(region__in=scope.townships)
    if scope.own_lines:
        recused = list(Recusal.objects.in_force().filter(user=user).values_list("region_id", flat=True))
        rows = rows.exclude(
            pk__in=[pk for pk, code in rows.values_list("pk", "region_id") if stands_aside(code, recused)]
        )
    return rows


def stands_aside(code: str, recused: list[str]) -> bool:
    """From the applicant itself, or from the township it lies in."""
    return code in recused or f"{code[:9]}000" in recused
