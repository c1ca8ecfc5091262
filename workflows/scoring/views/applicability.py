"""适用性认定: what departments propose to leave out or to take in, and the office's ruling."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accounts.enums import Post
from workflows.applications.models import Application
from workflows.engine.errors import NotYou, Refusal
from workflows.rounds.models import Round

from ..models import ApplicabilityRuling
from ..points import standing_of
from ..services.applicability import open_in, proposals_of, rule

OFFICE = (Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR)


def require_office(user) -> None:
    """Only the office decides."""
    if not any(held.post in OFFICE for held in user.current_appointments):
        raise NotYou("适用性由县领导小组办公室认定。")


class ApplicabilityView(TemplateView):
    """Open proposals of a round and the rulings so far; no score is shown."""

    template_name = "scoring/applicability.html"

    def get_context_data(self, round_id: int, **kwargs) -> dict:
        rounds = Round.objects.visible_to(self.request.user).select_related("standard")
        round_ = get_object_or_404(rounds, pk=round_id)
        require_office(self.request.user)
        rulings = ApplicabilityRuling.objects.filter(application__round=round_).select_related(
            "application__region__parent", "proposal__organisation"
        )
        return super().get_context_data(
            round=round_, proposals=proposals_of(round_), rulings=rulings.order_by("-pk"), **kwargs
        )


@require_POST
def rule_applicability(request: HttpRequest, application_id: int, code: str) -> HttpResponse:
    """One ruling: ``applies=yes|no`` and the reason. Where nothing was proposed, or nothing scored, it says the same."""
    require_office(request.user)
    visible = Application.objects.visible_to(request.user).select_related("region__parent", "round__standard")
    application = get_object_or_404(visible, pk=application_id)
    proposal = next((row for row in open_in(standing_of(application)) if row.indicator == code), None)
    if proposal is None:
        messages.error(request, "这一项没有待认定的意见，可能已经认定，请刷新页面。")
        return redirect("scoring:applicability", round_id=application.round_id)
    try:
        given = rule(
            score=proposal,
            by=request.user,
            applies=request.POST.get("applies") == "yes",
            reason=request.POST.get("reason", ""),
        )
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, f"{application.region.full_name}：{given}，已认定。")
    return redirect("scoring:applicability", round_id=application.round_id)
