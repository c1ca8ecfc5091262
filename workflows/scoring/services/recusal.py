"""Recusal (回避): a person says that an applicant is none of theirs to judge; colleagues take over."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts import audit, clock
from accounts.enums import Post
from accounts.models import Appointment, Region, User
from accounts.notify import notify
from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.models import StandIn, WorkItem
from workflows.engine.rights import may, require
from workflows.rounds.models import Round

from ..models import Recusal, RecusalDeclaration, RecusalKind, RecusalWithdrawal
from ..rules import DECLARING, RECUSABLE, of_places
from .reopening import reopen
from .substitutes import colleagues, name_substitutes


@dataclass(frozen=True)
class Handover:
    """What becomes of the work: who takes it over, and of how many pieces nobody is left to."""

    work: int
    takers: tuple[str, ...]
    stuck: int

    @property
    def words(self) -> str:
        """What the person is told."""
        if self.stuck:
            return f"已登记回避。本部门没有其他人员可以接办（{self.stuck}件），已通知部门负责人和县领导小组办公室。"
        if self.takers:
            return f"已登记回避，{self.work}件转由{'、'.join(self.takers)}办理。"
        return "已登记回避。"


@dataclass(frozen=True)
class Tie:
    """What ties a person to an applicant.

    :param proposed: found by the system among the person's appointments.
    """

    region: Region
    kind: RecusalKind
    reason: str = ""
    proposed: bool = False


@transaction.atomic
def declare(*, user: User, round_: Round, ties: Iterable[Tie], passed_over: Iterable[Tie] = ()) -> list[Handover]:
    """Before the first score of a round: from whom the person stands aside, or from nobody.

    :param passed_over: matches that the system proposed and the person says are none; the director is told.
    """
    if not may_declare(user, round_.county):
        raise NotNow("回避申报由部门评分员和负责人填写，您当前没有这类岗位。")
    ties, passed_over = list(ties), list(passed_over)
    hold(user)
    if not RecusalDeclaration.objects.filter(round=round_, user=user).exists():
        regions = sorted({tie.region.pk for tie in ties})
        RecusalDeclaration.objects.create(round=round_, user=user, regions=regions, by_name=user.display_name)
    words = [f"{tie.region.full_name}（{tie.kind.word}）" for tie in ties]
    detail = {"需要回避": words, "比对到而申报无需回避": [tie.region.full_name for tie in passed_over]}
    audit.record(actor=user, verb="回避申报", subject=round_, county=round_.county, detail=detail)
    if passed_over:
        tell_director(user, round_, passed_over)
    return [
        declare_recusal(user=user, region=tie.region, kind=tie.kind, reason=tie.reason)
        for tie in sorted(ties, key=lambda tie: tie.region.pk)
    ]


@transaction.atomic
def declare_recusal(*, user: User, region: Region, reason: str = "", kind: RecusalKind = RecusalKind.OTHER) -> Handover:
    """Register the recusal, name a substitute and hand the open work of that applicant on to him or her.

    A piece of work belongs to a post, not to a person: whoever else holds the post finds it in the inbox anyway
    and is told so. Where nobody else holds it, the head of the department or the office names somebody. Scores that
    the person gave before are to be given anew.
    """
    if kind == RecusalKind.OTHER and not reason.strip():
        raise Incomplete("请写明回避情形。")
    hold(user)
    if Recusal.objects.in_force().filter(user=user, region=region).exists():
        return Handover(0, (), 0)
    recusal = Recusal.objects.create(user=user, region=region, kind=kind, reason=reason.strip())
    detail = {"reason": recusal.words}
    audit.record(actor=user, verb="申报回避", subject=region, county=region.county, detail=detail)
    name_substitutes(recusal)
    takers: dict[int, User] = {}
    work = stuck = 0
    for item in open_work(user, region):
        WorkItem.objects.filter(pk=item.pk, handed_to__user=user).update(handed_to=None)  # passed to who stands aside
        others = colleagues(item.post, item.place_id, item.organisation_id, recusal)
        work += 1
        stuck += not others
        takers.update({person.pk: person for person in others})
        tell(item, user, others)
    take_up_again(region)
    return Handover(work, tuple(sorted(person.display_name for person in takers.values())), stuck)


@transaction.atomic
def withdraw(*, recusal: Recusal, by: User, reason: str) -> RecusalWithdrawal:
    """The director ends a recusal; the substitutes' rights end with it. What they did stands."""
    require(may(by, Action.WITHDRAW_RECUSAL, recusal))
    if not reason.strip():
        raise Incomplete("解除回避须写明理由。")
    hold(recusal.user)
    if RecusalWithdrawal.objects.filter(recusal=recusal).exists():
        raise NotNow("这项回避已经解除。")
    given = RecusalWithdrawal.objects.create(recusal=recusal, reason=reason.strip(), by=by, by_name=by.display_name)
    standing_in = recusal.substitutions.values_list("user", flat=True)
    StandIn.objects.filter(region_code=recusal.region_id, user__in=standing_in, ended_at=None).update(
        ended_at=clock.now()
    )
    audit.record(actor=by, verb="解除回避", subject=recusal, county=recusal.county, detail={"reason": reason.strip()})
    body = f"您对{recusal.region.full_name}的回避已由{by}解除：{reason.strip()}"
    notify([recusal.user], subject=f"回避已解除：{recusal.region.full_name}", body=body)
    return given


def may_declare(user: User, county: str = "") -> bool:
    """Who scores, signs or countersigns in a department of the county, or stands in for somebody who does."""
    posts = [held for held in user.current_appointments if held.post in DECLARING and held.organisation_id]
    if any(county in ("", held.county) for held in posts):
        return True
    return StandIn.objects.of(user).filter(region_code__startswith=county).exists()


def hold(user: User) -> None:
    """One declaration of a person at a time; before any lock of a process."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def take_up_again(region: Region) -> None:
    """Applicants that already wait for the lock go back to what now stands open; in the order of their keys."""
    places = Application.objects.within(region) if region.pk.endswith("000") else region.applications.all()
    for application in places.filter(state=State.SCORING).select_related("process").order_by("pk"):
        reopen(application)


def open_work(user: User, region: Region):
    """Open scoring work of the applicant that the person would have done."""
    waiting = WorkItem.objects.waiting_for(user).filter(of_places([region.pk]), node__in=RECUSABLE)
    return waiting.select_related("organisation").order_by("pk")


def tell(item: WorkItem, user: User, others: list[User]) -> None:
    """A message to those who take over, or to those who must find somebody."""
    if others:
        notify(
            others,
            subject=f"请接办：{item.title}",
            body=f"{user}已申报回避，“{item.step_title}”请您办理。",
            url=f"/todo/{item.pk}/",
        )
        return
    county = f"{item.county}000000"
    head = Appointment.objects.holding(Post.DEPT_LEADER, organisation=item.organisation)
    office = Appointment.objects.holding((Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR), region_code=county)
    notify(
        [*head.people(), *office.people()],
        subject=f"请指定替代人员：{item.organisation} {item.title}",
        body=f"{user}已申报回避，{item.organisation}没有同岗位的其他人员可以办理“{item.step_title}”，请指定替代人员。",
        url="/scoring/recusals/",
    )


def tell_director(user: User, round_: Round, passed_over: list[Tie]) -> None:
    """The system found an appointment, the person says it is no reason: somebody else should know."""
    director = Appointment.objects.holding(Post.OFFICE_DIRECTOR, region_code=f"{round_.county}000000")
    names = "、".join(f"{tie.region.full_name}（{tie.reason}）" for tie in passed_over)
    notify(
        director.people(),
        subject=f"请核对回避申报：{user}",
        body=f"系统比对到{user}与以下单位有任职关系，本人申报无需回避：{names}。",
        url="/scoring/recusals/",
    )
