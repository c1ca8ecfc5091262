"""Recusal (回避): a person says that an applicant is none of theirs to judge; colleagues take over."""

from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from accounts.enums import Post
from accounts.models import Appointment, Region, User
from accounts.notify import notify
from workflows.engine.errors import Incomplete
from workflows.engine.models import WorkItem

from ..models import Recusal
from ..rules import RECUSABLE, of_places


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


@transaction.atomic
def declare_recusal(*, user: User, region: Region, reason: str) -> Handover:
    """Register the recusal and hand the open scoring work of that applicant on to colleagues of the same post.

    A piece of work belongs to a post, not to a person: whoever else holds the post finds it in the inbox anyway
    and is told so. Where nobody else holds it, the head of the department and the office must see to it.
    """
    if not reason.strip():
        raise Incomplete("请写明回避情形。")
    Recusal.objects.get_or_create(user=user, region=region, defaults={"reason": reason.strip()})
    audit.record(actor=user, verb="申报回避", subject=region, county=region.county, detail={"reason": reason.strip()})
    takers: dict[int, User] = {}
    work = stuck = 0
    for item in open_work(user, region):
        others = colleagues(item, user)
        work += 1
        stuck += not others
        takers.update({person.pk: person for person in others})
        tell(item, user, others)
    return Handover(work, tuple(sorted(person.display_name for person in takers.values())), stuck)


def open_work(user: User, region: Region):
    """Open scoring work of the applicant that the person would have done."""
    waiting = WorkItem.objects.waiting_for(user).filter(of_places([region.pk]), node__in=RECUSABLE)
    return waiting.select_related("organisation").order_by("pk")


def colleagues(item: WorkItem, user: User) -> list[User]:
    """Others who hold the post of a piece of work and are not recused from the applicant themselves."""
    held = Appointment.objects.current().filter(
        post=item.post, region_id=item.place_id, organisation_id=item.organisation_id
    )
    recused = Recusal.objects.filter(region_id__in=(item.region_code, f"{item.region_code[:9]}000")).values("user")
    return list(held.exclude(user=user).exclude(user__in=recused).people())


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
        subject=f"请增派人员：{item.organisation} {item.title}",
        body=f"{user}已申报回避，{item.organisation}没有其他人员可以办理“{item.step_title}”，请商安全管理员任命。",
    )
