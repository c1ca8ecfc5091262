"""申报进度: every application in sight, by round, township and state."""

from django.db.models import Count, QuerySet
from django.views.generic import ListView

from accounts.enums import RegionLevel
from accounts.models import Region
from workflows.engine.models import WorkItem
from workflows.engine.paging import KeysetMixin
from workflows.rounds.models import Round

from ..models import Application
from ..states import AT_COUNTY, CLOSED, EDITABLE, State

#: Tabs above the list: name, label, states.
STAGES: dict[str, tuple[str, frozenset[State]]] = {
    "filling": ("填报中", EDITABLE),
    "township": ("镇里审核", frozenset({State.SUBMITTED, State.TOWN_RETURN_ASKED, State.TOWN_REVIEWED})),
    "county": (
        "县里评定",
        frozenset(AT_COUNTY - {State.APPROVED, State.REPORTED, State.PUBLICITY, State.DELIBERATING}),
    ),
    "notice": ("公示审定", frozenset({State.PUBLICITY, State.DELIBERATING, State.APPROVED, State.REPORTED})),
    "closed": ("已办结", CLOSED),
}


class ProgressView(KeysetMixin, ListView):
    """A list for those who read applications below them."""

    template_name = "applications/list.html"
    context_object_name = "applications"
    keys = ("region_id", "-pk")

    def get_queryset(self) -> QuerySet[Application]:
        rows = self.filtered()
        if stage := STAGES.get(self.request.GET.get("stage", "")):
            rows = rows.filter(state__in=stage[1])
        if (state := self.request.GET.get("state", "")) in State.values:
            rows = rows.filter(state=state)
        return rows.select_related("round", "region__parent")

    def filtered(self) -> QuerySet[Application]:
        """By round and township, of any state."""
        rows = Application.objects.visible_to(self.request.user)
        if self.chosen_round:
            rows = rows.filter(round=self.chosen_round)
        if self.chosen_township:
            rows = rows.within(self.chosen_township)
        return rows

    @property
    def chosen_round(self) -> Round | None:
        number = self.request.GET.get("round", "")
        return next((one for one in self.rounds if str(one.pk) == number), None)

    @property
    def chosen_township(self) -> Region | None:
        code = self.request.GET.get("town", "")
        return next((one for one in self.townships if one.pk == code), None)

    def setup(self, request, *args, **kwargs) -> None:
        """The rounds and townships that the person may choose among."""
        super().setup(request, *args, **kwargs)
        self.rounds = list(Round.objects.visible_to(request.user).order_by("-year", "-number", "kind"))
        self.townships = townships_for(request.user)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        waiting = waiting_by_process([one.process_id for one in context["applications"]])
        return context | {
            "rows": [(one, waiting.get(one.process_id, [])) for one in context["applications"]],
            "closed": CLOSED,
            "rounds": self.rounds,
            "townships": self.townships if len(self.townships) > 1 else [],
            "tabs": self.tabs(),
            "chosen_round": self.chosen_round,
            "chosen_town": self.chosen_township,
        }

    def tabs(self) -> list[dict]:
        """How many lie at each stage, under the same filters."""
        states = dict(self.filtered().order_by().values_list("state").annotate(n=Count("pk", distinct=True)))
        chosen = self.request.GET.get("stage", "")
        every = {"name": "", "label": "全部", "count": sum(states.values()), "on": chosen not in STAGES}
        return [
            every,
            *(
                {"name": name, "label": label, "count": sum(states.get(state, 0) for state in of), "on": chosen == name}
                for name, (label, of) in STAGES.items()
            ),
        ]


def townships_for(user) -> list[Region]:
    """Townships within the person's posts."""
    counties = {held.region.county for held in user.current_appointments if held.region.level == RegionLevel.COUNTY}
    own = {held.region_id for held in user.current_appointments if held.region.level == RegionLevel.TOWNSHIP}
    every = Region.objects.at(RegionLevel.TOWNSHIP).active()
    return list(every.filter(county__in=counties) | every.filter(pk__in=own)) if counties or own else []


def waiting_by_process(processes: list[int]) -> dict[int, list[WorkItem]]:
    """On whom each case of the page waits."""
    found: dict[int, list[WorkItem]] = {}
    items = WorkItem.objects.open().filter(process_id__in=processes).select_related("place__parent", "organisation")
    for item in items.order_by("opened_at", "pk"):
        found.setdefault(item.process_id, []).append(item)
    return found
