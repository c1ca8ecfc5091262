"""回避申报: before the first score of a round, one page; and later, one applicant at a time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import FormView

from accounts.enums import RegionLevel
from accounts.models import Region
from workflows.engine.errors import NotYou, OutOfSight
from workflows.engine.models import WorkItem
from workflows.rounds.models import Round

from .. import recusal_forms
from ..matching import applicants_of, proposed_ties
from ..models import Recusal, RecusalDeclaration
from ..rules import RECUSABLE
from ..services.recusal import declare, declare_recusal, may_declare


class DeclareView(FormView):
    """The applicants of a round, a kind of tie beside each; what the person's appointments say is filled in."""

    template_name = "scoring/declare.html"
    form_class = recusal_forms.DeclarationForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """For scorers and heads of the county's departments."""
        self.round = get_object_or_404(Round.objects.visible_to(request.user), pk=kwargs["round_id"])
        if not may_declare(request.user, self.round.county):
            raise NotYou("回避申报由部门评分员和负责人填写，您当前没有这类岗位。")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def known(self) -> list[Recusal]:
        """From whom the person stands aside already."""
        found = Recusal.objects.in_force().filter(user=self.request.user)
        return list(found.select_related("region__parent").order_by("region"))

    def get_form_kwargs(self) -> dict:
        named = {one.region_id for one in self.known}
        regions = [one for one in applicants_of(self.round, self.request.user) if one.pk not in named]
        places = Region.objects.within(f"{self.round.county}000000").active().select_related("parent")
        places = places.filter(level__in=(RegionLevel.TOWNSHIP, RegionLevel.VILLAGE))
        return {
            **super().get_form_kwargs(),
            "regions": regions,
            "places": list(places),
            "proposed": proposed_ties(self.request.user, regions),
        }

    def form_valid(self, form) -> HttpResponse:
        handovers = declare(user=self.request.user, round_=self.round, ties=form.ties, passed_over=form.passed_over)
        stuck = [one for one in handovers if one.stuck]
        done = (
            f"回避申报已提交：{len(form.ties)}个单位需要回避。" if form.ties else "回避申报已提交：没有需要回避的单位。"
        )
        if stuck:
            messages.warning(self.request, f"{done}{stuck[0].words}")
        else:
            messages.success(self.request, done)
        return super().form_valid(form)

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_success_url(self) -> str:
        """Back to the work from which one was sent here."""
        following = self.request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(following, allowed_hosts={self.request.get_host()})
        return following if safe else reverse("scoring:desk")

    def get_context_data(self, **kwargs) -> dict:
        declared = RecusalDeclaration.objects.filter(round=self.round, user=self.request.user).first()
        return super().get_context_data(round=self.round, known=self.known, declared=declared, **kwargs)


class RecusalView(FormView):
    """我需要回避: one applicant, from its own page; the work goes to a substitute."""

    template_name = "scoring/recusal.html"
    form_class = recusal_forms.RecusalForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Only for one's own open work."""
        items = WorkItem.objects.waiting_for(request.user).filter(node__in=RECUSABLE)
        self.work = items.filter(pk=kwargs["task_id"]).select_related("organisation").first()
        if self.work is None:
            raise OutOfSight("没有这项待办，可能已经办结，或不由您办理。")
        self.region = get_object_or_404(Region.objects.select_related("parent"), pk=self.work.region_code)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        handover = declare_recusal(
            user=self.request.user,
            region=self.region,
            kind=recusal_forms.RecusalKind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
        )
        tell = messages.warning if handover.stuck else messages.success
        tell(self.request, f"{self.region.full_name}：{handover.words}")
        return super().form_valid(form)

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_success_url(self) -> str:
        return reverse("scoring:desk")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(work=self.work, region=self.region, **kwargs)
