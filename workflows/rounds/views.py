"""Screens of a round: the list, drawing it up, opening it. Its overview lies in the inbox, which knows all stages."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, ListView

from workflows.engine.actions import Action
from workflows.engine.rights import may, require
from workflows.engine.screens import StepView

from . import forms
from .models import Round
from .rules import may_prepare
from .services import obstacles_to_opening, prepare_round, revise_round
from .states import ENDED


class RoundListView(ListView):
    """批次总览: the rounds of the person's county, those at work first."""

    template_name = "rounds/list.html"
    context_object_name = "rounds"
    #: A county runs a handful of rounds a year.
    most = 60

    def get_queryset(self):
        rounds = Round.objects.visible_to(self.request.user).select_related("standard")
        handed_in = Count("applications", filter=~Q(applications__submissions=None), distinct=True)
        return rounds.annotate(bids=Count("applications", distinct=True), handed_in=handed_in).order_by(
            "-year", "-number", "kind", "level"
        )[: self.most]

    def get_context_data(self, **kwargs) -> dict:
        rounds = list(self.object_list)
        running = [one for one in rounds if one.state not in ENDED]
        ended = [one for one in rounds if one.state in ENDED]
        return super().get_context_data(
            groups=[("正在进行", running), ("已经结束", ended)],
            running=running,
            ended=ended,
            may_prepare=may_prepare(self.request.user)[0],
            **kwargs,
        )


class RoundFormView(FormView):
    """What drawing up a round and correcting it have in common."""

    template_name = "rounds/form.html"
    form_class = forms.RoundForm
    round: Round | None = None

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "county": self.county, "round_": self.round}

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(round=self.round, **kwargs)


class NewRoundView(RoundFormView):
    """拟定批次."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        verdict, self.county = may_prepare(request.user)
        require(verdict)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        round_ = prepare_round(county=self.county, **form.cleaned_data)
        messages.success(self.request, f"{round_}已保存。请核对后送办公室主任启动。")
        return redirect(round_)


class EditRoundView(RoundFormView):
    """修改筹备中的批次."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.round = get_object_or_404(Round.objects.visible_to(request.user), pk=kwargs["pk"])
        require(may(request.user, Action.PREPARE_ROUND, self.round))
        self.county = self.round.county
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        round_ = revise_round(round_=self.round, **form.cleaned_data)
        messages.success(self.request, f"{round_}已修改。")
        return redirect(round_)


class OpenRoundView(StepView):
    """启动批次."""

    template_name = "rounds/open_round.html"
    form_class = forms.OpenRoundForm
    done_message = "批次已启动。"

    def get_context_data(self, **kwargs) -> dict:
        quotas = self.case.quotas.select_related("township")
        return super().get_context_data(
            obstacles=list(obstacles_to_opening(self.case)), quotas=quotas, seen=self.case.fingerprint(), **kwargs
        )
