"""The buttons that begin a flow."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.models import Region
from workflows.engine.actions import Action
from workflows.engine.rights import may, require
from workflows.rounds.models import Round

from . import starting


@require_POST
def begin_round(request: HttpRequest, pk: int) -> HttpResponse:
    """送审: put a prepared round before the director."""
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    require(may(request.user, Action.PREPARE_ROUND, round_))
    starting.begin_round(round_=round_, by=request.user)
    messages.success(request, f"{round_}已送办公室主任启动。")
    return redirect(round_)


@require_POST
def begin_application(request: HttpRequest) -> HttpResponse:
    """发起申报: ``round=<id>&region=<code>`` makes a draft, and leads on to its pages."""
    number = request.POST.get("round", "")
    rounds = Round.objects.visible_to(request.user)
    round_ = get_object_or_404(rounds, pk=number if number.isascii() and number.isdigit() else None)
    region = get_object_or_404(Region.objects.select_related("parent"), pk=request.POST.get("region", ""))
    application = starting.begin_application(round_=round_, region=region, by=request.user)
    messages.success(request, "已发起申报。逐项填写，填了就存，随时可以离开再来。")
    return redirect("applications:edit", pk=application.pk)
