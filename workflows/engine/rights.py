"""Who may do what, where and when: one table, filled by the stages, asked by everybody.

``RULES[action] = Rule(who, where, when, unless)``. Absent means denied. ``may()`` answers with a verdict and a
reason; "not you" is 403, "not now" is 409. Lists use ``visible_to`` of the models, which reads the same posts.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from accounts.enums import Post
from accounts.posts import POSTS

from .actions import Action
from .errors import NotNow, NotYou
from .models import Event, StandIn


@dataclass(frozen=True)
class Verdict:
    """An answer with its reason; true when permitted."""

    ok: bool
    reason: str = ""
    status: int = 200

    def __bool__(self) -> bool:
        return self.ok


@dataclass(frozen=True)
class Rule:
    """One row of the table of rights.

    :param who: posts that hold the right; which of them applies follows from the place's level.
    :param where: case → 12-digit code of the region at which the post must be held.
    :param when: states in which the action is possible; ``None`` for any.
    :param unless: ``(user, case) -> reason`` obstacles, checked last; an empty reason is no obstacle.
    :param by_department: the post must also be held in the department named by the task.
    """

    who: tuple[Post, ...]
    where: Callable[[Any], str]
    when: Collection[str] | None = None
    unless: tuple[Callable[[Any, Any], str], ...] = ()
    by_department: bool = False

    def post_at(self, level: int) -> Post:
        """The post that finds the task in its inbox, at a region of this level."""
        return next(post for post in self.who if level in POSTS[post].levels)


RULES: dict[Action, Rule] = {}


def declare(rules: dict[Action, Rule]) -> None:
    """Add a stage's rows; an action has one rule."""
    for action, rule in rules.items():
        if action in RULES and RULES[action] is not rule:
            raise ValueError(f"{action} has two rules")
        RULES[action] = rule


def may(user, action: Action, case, *, organisation_id: int | None = None) -> Verdict:
    """May this person do this to this case, now?

    :param organisation_id: the department whose task it is, for rules ``by_department``.
    """
    rule = RULES.get(action)
    if rule is None or not user.is_authenticated:
        return Verdict(False, "没有这项权限。", 403)
    held = appointment_for(user, rule, case, organisation_id)
    if held is None and not standing_in(user, rule, case, organisation_id):
        posts = "、".join(post.label for post in rule.who)
        return Verdict(False, f"“{action.label}”由{posts}办理，您当前的岗位或辖区不能办理。", 403)
    if rule.when is not None and case.state not in rule.when:
        return Verdict(
            False, f"目前状态为“{case.get_state_display()}”，不能办理“{action.label}”。请刷新页面查看最新进度。", 409
        )
    for obstacle in (*rule.unless, signs_twice(held)):
        if reason := obstacle(user, case):
            return Verdict(False, reason, 409)
    return Verdict(True)


def holds(user, rule: Rule, case, organisation_id: int | None) -> bool:
    """Does the person hold one of the rule's posts at the rule's place (and department), or stand in for a holder?"""
    held = appointment_for(user, rule, case, organisation_id) is not None
    return held or bool(standing_in(user, rule, case, organisation_id))


def standing_in(user, rule: Rule, case, organisation_id: int | None) -> str:
    """The post on which the person stands in for somebody who is recused; empty for none."""
    if not rule.by_department or not organisation_id:
        return ""
    found = StandIn.objects.of(user).for_case(case.work_region_code)
    posts = found.filter(organisation=organisation_id, post__in=rule.who).values_list("post", flat=True)
    return posts.first() or ""


def appointment_for(user, rule: Rule, case, organisation_id: int | None):
    """The appointment under which the person would act, or ``None``."""
    place = rule.where(case)
    for held in user.current_appointments:
        in_department = not rule.by_department or (organisation_id and held.organisation_id == organisation_id)
        if held.post in rule.who and held.region_id == place and in_department:
            return held
    return None


def signs_twice(held) -> Callable[[Any, Any], str]:
    """Two signatures are two people's: nobody handles one case on his own post and as somebody's deputy as well."""

    def obstacle(user, case) -> str:
        if held is None or len(user.own_appointments) == len(user.current_appointments):
            return ""
        acted = Event.objects.filter(process_id=case.process_id, actor=user).exclude(post__in=["", held.post])
        if held.user_id == user.pk:
            acted = acted.exclude(on_behalf_of="")
        earlier = acted.order_by("pk").first()
        if earlier is None:
            return ""
        done = Action(earlier.action).label
        return f"您在这件事里已经办过“{done}”，按两人签办的要求不能再办这一步，请委托人本人或其他同志办理。"

    return obstacle


@dataclass(frozen=True)
class Capacity:
    """In what capacity somebody acts, for the history: empty when a deadline acts."""

    post: str = ""
    on_behalf_of: str = ""


def capacity(user, action: Action, case, organisation_id: int | None) -> Capacity:
    """On which post the person acts, and as whose deputy."""
    rule = RULES.get(action)
    if not user or rule is None:
        return Capacity()
    held = appointment_for(user, rule, case, organisation_id)
    if held is None:
        return Capacity(standing_in(user, rule, case, organisation_id))
    return Capacity(held.post, held.user.display_name if held.user_id != user.pk else "")


def in_sight(case, user) -> bool:
    """May the person see the case at all? Each kind of case answers for itself (``visible_to``)."""
    return type(case).objects.visible_to(user).filter(pk=case.pk).exists()


def require(verdict: Verdict) -> None:
    """Turn a refusal into the exception that the screens know how to show."""
    if not verdict:
        raise (NotYou if verdict.status == 403 else NotNow)(verdict.reason)


# --- places ---------------------------------------------------------------------------------------------------


def the_applicant(case) -> str:
    """The village, township or county that applies."""
    return case.region_id


def the_township(case) -> str:
    """The township above an applying village."""
    return f"{case.region_id[:9]}000"


def the_county(case) -> str:
    """The county whose round it is."""
    return f"{case.county}000000"
