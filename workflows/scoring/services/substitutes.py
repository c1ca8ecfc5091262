"""Who does a recused person's work: a colleague of the same post, or somebody whom the head or the office names."""

from django.db import transaction

from accounts import audit, clock
from accounts.enums import Post
from accounts.models import Appointment, Organisation, User
from accounts.notify import notify
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow, NotYou
from workflows.engine.models import StandIn
from workflows.engine.rights import may, require

from ..models import Recusal, Substitution
from ..rules import DECLARING

#: Whose holders may be asked to step in.
DEPARTMENT_POSTS = (Post.DEPT_SCORER, Post.DEPT_LEADER, Post.VETO_RESPONDENT)


def recused_from(code: str):
    """People who stand aside from an applicant or its whole township."""
    return Recusal.objects.in_force().of_applicant(code).values("user")


def colleagues(post: str, place: str, organisation_id: int, recusal: Recusal) -> list[User]:
    """Others who hold the post and are not recused from the applicant themselves."""
    held = Appointment.objects.current().filter(post=post, region_id=place, organisation_id=organisation_id)
    others = held.exclude(user=recusal.user_id).exclude(user__in=recused_from(recusal.region_id))
    return list(others.people().order_by("pk"))


def name_substitutes(recusal: Recusal) -> None:
    """For each post of the recused person the first colleague; where there is none, the place stays open."""
    for held in recusal.user.own_appointments:
        if held.post not in DECLARING or not held.organisation_id:
            continue
        if others := colleagues(held.post, held.region_id, held.organisation_id, recusal):
            substitute(recusal, held.organisation, held.post, others[0], by=None)


def substitute(recusal: Recusal, organisation: Organisation, post: str, user: User, *, by: User | None):
    """Write it down; the audit log too."""
    given = Substitution.objects.create(
        recusal=recusal,
        organisation=organisation,
        post=post,
        user=user,
        user_name=user.display_name,
        by=by,
        by_name=by.display_name if by else "系统",
    )
    detail = {"回避": str(recusal.user), "部门": organisation.name, "岗位": Post(post).label, "替代": user.display_name}
    audit.record(actor=by, verb="指定回避替代", subject=recusal, county=recusal.county, detail=detail)
    return given


@transaction.atomic
def name_substitute(*, recusal: Recusal, organisation: Organisation, post: str, user: User, by: User) -> Substitution:
    """The head, for the own department, or the office names somebody; who does not hold the post stands in for it."""
    require(may(by, Action.NAME_SUBSTITUTE, recusal))
    if organisation not in departments_for(by, recusal):
        raise NotYou("部门负责人只能为本部门指定替代人员。")
    list(User.objects.select_for_update(no_key=True).filter(pk__in={user.pk, recusal.user_id}).order_by("pk"))
    if hasattr(recusal, "withdrawal"):
        raise NotNow("这项回避已经解除，不用指定替代人员。")
    if user not in candidates(recusal, organisation, by):
        raise Incomplete("请从名单中选择一位在岗、且不需要回避的人员。")
    end_earlier(recusal, organisation, post)
    held = Appointment.objects.current().filter(user=user, post=post, organisation=organisation)
    if not held.exists():
        StandIn.objects.create(user=user, post=post, organisation=organisation, region_code=recusal.region_id)
    given = substitute(recusal, organisation, post, user, by=by)
    notify(
        [user],
        subject=f"请替代办理：{recusal.region.full_name}",
        body=f"{recusal.user}对{recusal.region.full_name}回避，{organisation}的{Post(post).label}工作由{by}指定您办理，"
        "请先填写回避申报。",
        url="/scoring/",
    )
    return given


def end_earlier(recusal: Recusal, organisation: Organisation, post: str) -> None:
    """A new name replaces the one before."""
    before = recusal.substitutions.filter(organisation=organisation, post=post).values_list("user", flat=True)
    StandIn.objects.filter(
        user__in=before, organisation=organisation, post=post, region_code=recusal.region_id, ended_at=None
    ).update(ended_at=clock.now())


def departments_for(by: User, recusal: Recusal) -> list[Organisation]:
    """Departments of the recused person for which somebody may name a substitute."""
    theirs = {held.organisation for held in places_of(recusal)}
    if any(held.post in (Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR) for held in by.current_appointments):
        return sorted(theirs, key=lambda one: one.pk)
    own = {held.organisation_id for held in by.current_appointments if held.post == Post.DEPT_LEADER}
    return sorted((one for one in theirs if one.pk in own), key=lambda one: one.pk)


def places_of(recusal: Recusal) -> list[Appointment]:
    """Posts of the recused person that somebody has to fill."""
    held = Appointment.objects.current().filter(user=recusal.user_id, post__in=DECLARING)
    return list(held.exclude(organisation=None).select_related("organisation").order_by("pk"))


def candidates(recusal: Recusal, organisation: Organisation, by: User) -> list[User]:
    """Who can step in: people of the department; the office may choose among all departments of the county."""
    held = Appointment.objects.current().filter(county=recusal.county, post__in=DEPARTMENT_POSTS)
    if not any(one.post in (Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR) for one in by.current_appointments):
        held = held.filter(organisation=organisation)
    others = held.exclude(user=recusal.user_id).exclude(user__in=recused_from(recusal.region_id))
    return list(others.people().order_by("pk"))
