"""本局评分: one department's lines × all applicants of a round."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from accounts.enums import Post
from accounts.models import Organisation
from workflows.applications.models import Application
from workflows.engine.errors import Incomplete, OutOfSight
from workflows.engine.models import StandIn
from workflows.rounds.models import Round

from ..columns import columns_of
from ..drawer import drawer_of
from ..models import Via
from ..overview import Overview, RowState, chosen, groups_of, lines_of, overview_of
from ..rules import has_declared
from ..screen_rows import screen_rows
from ..services.cells import save_cells
from ..services.handing_in import hand_in_all, left_of
from ..services.rows import seen_by
from ..typed import cells_from, told

#: Posts that see their department's scores before the lock.
SCORING_POSTS = (Post.DEPT_SCORER, Post.DEPT_LEADER)


class GridBase(View):
    """A department's share of one round; to other departments it does not exist."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        """Find the round and the department."""
        super().setup(request, *args, **kwargs)
        self.organisation = get_object_or_404(Organisation, pk=kwargs["organisation_id"])
        rounds = Round.objects.select_related("standard__content")
        self.round = get_object_or_404(rounds, pk=kwargs["round_id"], county=self.organisation.county)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Only scorers and heads of the department, and who stands in for one of them."""
        if request.user.is_authenticated and not self.is_mine():
            raise OutOfSight("没有这张评分表，或者不是您部门的。")
        return super().dispatch(request, *args, **kwargs)

    def is_mine(self) -> bool:
        """Does the person score or sign for this department?"""
        held = self.request.user.current_appointments
        if any(one.organisation_id == self.organisation.pk and one.post in SCORING_POSTS for one in held):
            return True
        return StandIn.objects.of(self.request.user).filter(organisation=self.organisation).exists()

    @property
    def place(self) -> list[int]:
        """What every address of this share begins with."""
        return [self.round.pk, self.organisation.pk]

    def overview(self) -> Overview:
        return overview_of(self.round, self.organisation, self.request.user)

    def rows(self, township: str, overview: Overview) -> list:
        """The rows of one township as the screen shows them, filtered as the page is."""
        ask = self.request.GET
        wanted = chosen(overview.standings, state=ask.get("state", ""), todo="todo" in ask)
        return screen_rows(self.round, self.organisation, self.request.user, township, wanted)


class GridView(GridBase, TemplateView):
    """The whole desk: townships, one of them opened."""

    template_name = "scoring/grid.html"

    def get_context_data(self, **kwargs) -> dict:
        overview, ask = self.overview(), self.request.GET
        filters = {"township": ask.get("township", ""), "state": ask.get("state", ""), "todo": "todo" in ask}
        groups = groups_of(overview, **filters)
        opened = self.opened(groups, filters["township"])
        lines = lines_of(self.round, self.organisation)
        return super().get_context_data(
            round=self.round,
            organisation=self.organisation,
            overview=overview,
            lines=lines,
            columns=columns_of(lines),
            groups=groups,
            opened=opened,
            rows=self.rows(opened, overview) if opened else [],
            townships=[group.township for group in groups_of(overview)],
            states=RowState.choices,
            undeclared=not has_declared(self.request.user, self.round.pk),
            filters=filters,
            **kwargs,
        )

    def opened(self, groups: list, township: str) -> str:
        """The township asked for, else the first with something left to do."""
        codes = {group.township.pk for group in groups}
        asked = township or self.request.GET.get("open", "")
        if asked in codes:
            return asked
        waiting = [group.township.pk for group in groups if group.complete < group.total]
        return next(iter(waiting or sorted(codes)), "")


class GridRowsView(GridBase):
    """The rows of a township, when its group is opened."""

    def get(self, request: HttpRequest, *, township: str, **kwargs) -> HttpResponse:
        rows = self.rows(township, self.overview())
        context = {"rows": rows, "columns": columns_of(lines_of(self.round, self.organisation))}
        return render(request, "scoring/_grid_rows.html", context)


class GridCellView(GridBase):
    """Saves cells; always answers 200 with what became of each."""

    def post(self, request: HttpRequest, **kwargs) -> JsonResponse:
        try:
            cells = cells_from(request.body)
        except Incomplete as incomplete:
            return JsonResponse({"reason": incomplete.reason}, status=422)
        outcome = save_cells(
            round=self.round, organisation=self.organisation, by=request.user, cells=cells, via=Via.GRID
        )
        touched = {cell.application_id for cell in cells}
        return JsonResponse(told(outcome, self.standings(touched)))

    def standings(self, touched: set[int]) -> list:
        """How the rows that were written on stand now."""
        return list(overview_of(self.round, self.organisation, self.request.user, only=touched).standings)


class GridDrawerView(GridBase):
    """Everything beside one cell."""

    def get(self, request: HttpRequest, *, application_id: int, code: str, **kwargs) -> HttpResponse:
        applications = seen_by(request.user, self.organisation, Application.objects.filter(round=self.round))
        application = get_object_or_404(
            applications.select_related("region__parent", "round__standard", "snapshot").exclude(snapshot=None),
            pk=application_id,
        )
        drawer = drawer_of(application, self.organisation, code, request.user)
        if drawer is None:
            raise Http404("本部门不评这一项。")
        return render(request, "scoring/_grid_drawer.html", {"drawer": drawer, "organisation": self.organisation})


class GridSubmitView(GridBase, TemplateView):
    """提交本局评分: what will be handed in, counted; then one piece of work after the other."""

    template_name = "scoring/grid_submit.html"

    def get_context_data(self, **kwargs) -> dict:
        left = left_of(round=self.round, organisation=self.organisation, by=self.request.user)
        return super().get_context_data(
            round=self.round, organisation=self.organisation, overview=self.overview(), left=left, **kwargs
        )

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        if not self.overview().may_hand_in:
            messages.warning(request, "还有村没有评完，或者都已提交，没有提交任何评分。")
            return redirect(reverse("scoring:grid", args=self.place))
        outcome = hand_in_all(round=self.round, organisation=self.organisation, by=request.user)
        context = {"round": self.round, "organisation": self.organisation, "outcome": outcome}
        return render(request, "scoring/grid_submitted.html", context)
