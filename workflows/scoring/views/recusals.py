"""回避管理: who stands aside, who does the work instead; heads and the office name substitutes, the director ends."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accounts.enums import Post
from accounts.models import Appointment, Organisation, User
from workflows.engine.actions import Action
from workflows.engine.errors import NotYou, Refusal
from workflows.engine.rights import may

from ..models import Recusal
from ..recusal_forms import SubstituteForm, WithdrawForm
from ..services.recusal import withdraw
from ..services.substitutes import name_substitute
from ..standing_aside import entries_of

OFFICE = (Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR)
#: As many as a page shows.
MOST = 200


class RecusalsView(TemplateView):
    """Recusals of the county, or of a head's department."""

    template_name = "scoring/recusals.html"

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        if not any(held.post in (*OFFICE, Post.DEPT_LEADER) for held in user.current_appointments):
            raise NotYou("回避情况由部门负责人和县领导小组办公室查看。")
        rows = recusals_in_sight(user).select_related("user", "region__parent", "withdrawal")
        return super().get_context_data(entries=entries_of(list(rows.order_by("-pk")[:MOST]), user), **kwargs)


def recusals_in_sight(user):
    """The office sees its county's, a head those of people of the own department."""
    counties = {held.region_id[:6] for held in user.current_appointments if held.post in OFFICE}
    found = Recusal.objects.filter(region__county__in=counties)
    departments = {held.organisation_id for held in user.current_appointments if held.post == Post.DEPT_LEADER}
    if departments:
        people = Appointment.objects.filter(organisation__in=departments).values("user")
        found = found | Recusal.objects.filter(user__in=people)
    return found


@require_POST
def substitute(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who does the work instead."""
    recusal = get_object_or_404(recusals_in_sight(request.user).select_related("region", "user"), pk=pk)
    form = SubstituteForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请选择替代人员。")
        return redirect("scoring:recusals")
    given = form.cleaned_data
    named = name_substitute(
        recusal=recusal,
        organisation=get_object_or_404(Organisation, pk=given["organisation"], county=recusal.county),
        post=given["post"],
        user=get_object_or_404(User, pk=given["user"]),
        by=request.user,
    )
    messages.success(request, f"{recusal.region.full_name}：已指定{named.user_name}替代{recusal.user}办理。")
    return redirect("scoring:recusals")


@require_POST
def withdraw_recusal(request: HttpRequest, pk: int) -> HttpResponse:
    """The director ends a recusal."""
    recusal = get_object_or_404(recusals_in_sight(request.user).select_related("region", "user"), pk=pk)
    verdict = may(request.user, Action.WITHDRAW_RECUSAL, recusal)
    if not verdict:
        raise NotYou(verdict.reason)
    form = WithdrawForm(request.POST)
    try:
        withdraw(recusal=recusal, by=request.user, reason=form.data.get("reason", ""))
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, f"已解除{recusal.user}对{recusal.region.full_name}的回避。")
    return redirect(reverse("scoring:recusals"))
