"""我的申报: the rounds one may join, and what became of each application."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.views.generic import TemplateView

from accounts.models import Region
from workflows.engine.actions import Action
from workflows.engine.models import WorkItem
from workflows.engine.rights import RULES, may
from workflows.rounds.models import Round

from ..deadlines import TimeLeft, times_left
from ..drafts import Draft, read_draft
from ..models import Application
from ..progress import stations, what_next
from ..rules import APPLICANT_LEVEL, may_start
from .helping import drafts_below, fills_in_for_villages

#: Years further back are found by searching.
SHOWN = 30


@dataclass(frozen=True)
class Bid:
    """One application as a card."""

    application: Application
    stations: list[dict]
    what_next: str
    draft: Draft | None
    task: WorkItem | None
    may_edit: bool
    may_recall: bool
    left: TimeLeft | None


@dataclass(frozen=True)
class Opening:
    """A round that takes applications, and whether this applicant may begin one."""

    round: Round
    region: Region
    reason: str


class MineView(TemplateView):
    """What this person's village (township, county) applies for."""

    template_name = "applications/mine.html"

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        regions = own_regions(user)
        applications = applications_of(user, regions)
        tasks = {
            item.process_id: item
            for item in WorkItem.objects.waiting_for(user).filter(
                process_id__in=[one.process_id for one in applications]
            )
        }
        return super().get_context_data(
            bids=bids_of(applications, user, tasks),
            openings=openings_for(user, regions, applications),
            regions=regions,
            fills_in=fills_in_for_villages(user),
            help_note=help_note(user),
            **kwargs,
        )


def help_note(user) -> str:
    """How many villages wait for the township to fill in."""
    asked = sum(bool(one.helping and not one.helping.taken_up_at) for one in drafts_below(user))
    return f"有 {asked} 个村请镇里代填" if asked else "替村里填报，由村党组织书记逐部分确认"


def own_regions(user) -> list[Region]:
    """Regions for which the person applies: at which a post is held that fills in or submits."""
    posts = {*RULES[Action.FILL_IN].who, *RULES[Action.SUBMIT].who}
    found = {held.region_id: held.region for held in user.current_appointments if held.post in posts}
    return list(found.values())


def applications_of(user, regions: list[Region]) -> list[Application]:
    """The newest first."""
    mine = Application.objects.filter(region__in=regions, pk__in=Application.objects.visible_to(user).values("pk"))
    return list(mine.with_content().order_by("-created_at", "-pk")[:SHOWN])


def bids_of(applications: list[Application], user, tasks: dict[int, WorkItem]) -> list[Bid]:
    """The cards; what is missing is worked out only while the applicant may write."""
    drafts = {one.pk: read_draft(one) for one in applications if one.is_editable}
    left = times_left(draft.due_at for draft in drafts.values())
    return [bid_of(one, user, tasks.get(one.process_id), drafts.get(one.pk), left) for one in applications]


def bid_of(
    application: Application, user, task: WorkItem | None, draft: Draft | None, left: dict[datetime, TimeLeft]
) -> Bid:
    """One card."""
    return Bid(
        application=application,
        stations=stations(application),
        what_next=what_next(application),
        draft=draft,
        left=left[draft.due_at] if draft else None,
        task=task,
        may_edit=bool(may(user, Action.FILL_IN, application)),
        may_recall=bool(may(user, Action.RECALL, application)),
    )


def openings_for(user, regions: list[Region], applications: list[Application]) -> list[Opening]:
    """Rounds open now to these applicants that they have not joined; those that somebody else must begin say so."""
    wanted = Q(pk__in=[])
    for region in regions:
        kinds = [kind for kind, level in APPLICANT_LEVEL.items() if level == region.level]
        wanted |= Q(county=region.county, kind__in=kinds)
    joined = {(one.round_id, one.region_id) for one in applications}
    rounds = Round.objects.taking_applications().filter(wanted).order_by("intake_ends_at") if regions else []
    return [
        Opening(round_, region, "" if verdict else verdict.reason)
        for round_ in rounds
        for region in regions
        if round_.taking() and APPLICANT_LEVEL[round_.kind] == region.level and region.county == round_.county
        if (round_.pk, region.pk) not in joined
        for verdict in [may_start(user, round_, region)]
    ]
