"""On whom a case waits now: step by step who holds it, where, and since when."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from accounts.enums import RegionLevel
from accounts.models import Appointment, Proxy
from workflows.engine.models import Case, StandIn, Voice, WorkItem
from workflows.scoring.models import Recusal
from workflows.scoring.rules import RECUSABLE

from .days_held import DaysHeld

Key = tuple[str, str, int | None]


def waits(case: Case, items: list[WorkItem], user, days: DaysHeld) -> list[dict]:
    """The open steps, each with its entries.

    Who scores is known to the county's own people only: nobody below should be tempted to call. To which of its people
    a department has passed its work, and whom it asks, is its own affair.
    """
    own = {held.organisation_id for held in user.current_appointments if held.organisation_id}
    at_county = any(held.region.level <= RegionLevel.COUNTY for held in user.current_appointments)
    holders = holders_of(case, items)
    steps: dict[str, dict] = {}
    for item in items:
        mine = item.organisation_id in own
        inside = mine or not item.organisation_id
        step = steps.setdefault(item.node, {"title": item.step_title, "due_at": item.due_at, "entries": []})
        step["entries"].append(
            {
                "place": str(item.organisation) if item.organisation else item.place.full_name,
                "post": item.get_post_display(),
                "people": holders.names(item, passed=inside) if at_county or inside else [],
                "asked": holders.asked[item.pk] if inside else [],
                "opened_at": days.arrived(item) if inside else item.opened_at,
                "days": days.waiting(item) if inside else days.since(item.opened_at),
                "mine": mine,
                "item": item,
            }
        )
    return list(steps.values())


@dataclass
class Holders:
    """Who can do each piece of work today."""

    by_key: dict[Key, list[Appointment]] = field(default_factory=lambda: defaultdict(list))
    deputies: dict[int, str] = field(default_factory=dict)
    recused: set[int] = field(default_factory=set)
    stand_ins: dict[tuple, list[str]] = field(default_factory=lambda: defaultdict(list))
    asked: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def names(self, item: WorkItem, *, passed: bool) -> list[str]:
        """As the page says it: with a deputy in brackets, without whoever stands aside.

        :param passed: say to which colleague it was passed.
        """
        if passed and item.colleague:
            return [self.with_deputy(item.colleague)]
        aside = self.recused if item.node in RECUSABLE else set()
        able = [self.with_deputy(held.user) for held in self.by_key[key_of(item)] if held.user_id not in aside]
        return able + self.stand_ins[item.post, item.organisation_id]

    def with_deputy(self, user) -> str:
        deputy = self.deputies.get(user.pk)
        return f"{user.display_name}（{deputy}代理）" if deputy else user.display_name


def key_of(item: WorkItem) -> Key:
    return item.post, item.place_id, item.organisation_id


def holders_of(case: Case, items: list[WorkItem]) -> Holders:
    """As many questions however many pieces of work there are."""
    found = Holders()
    wanted = Q(pk__in=[])
    for post, place, organisation in {key_of(item) for item in items}:
        wanted |= Q(post=post, region_id=place, organisation_id=organisation)
    for held in Appointment.objects.current().filter(wanted).select_related("user").order_by("pk"):
        found.by_key[held.post, held.region_id, held.organisation_id].append(held)
    people = {held.user_id for rows in found.by_key.values() for held in rows}
    for proxy in Proxy.objects.current().filter(principal__in=people).select_related("deputy"):
        found.deputies[proxy.principal_id] = proxy.deputy.display_name
    for voice in awaited(items):
        found.asked[voice.consultation.work_id].append(voice.person.display_name)
    if any(item.organisation_id for item in items):
        who_stands_aside(case, found)
    return found


def awaited(items: list[WorkItem]):
    """Colleagues who have been asked and have not answered."""
    asked = Voice.objects.filter(consultation__work__in=items, answered_at=None, withdrawn_at=None)
    return asked.select_related("consultation", "person").order_by("pk")


def who_stands_aside(case: Case, found: Holders) -> None:
    """Recused people do not do a department's work on this applicant; for them, and only then, others may stand in."""
    code = case.work_region_code
    found.recused = set(Recusal.objects.in_force().of_applicant(code).values_list("user", flat=True))
    for one in StandIn.objects.all().for_case(code).select_related("user") if found.recused else ():
        found.stand_ins[one.post, one.organisation_id].append(one.user.display_name)
