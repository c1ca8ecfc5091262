"""The buttons that begin a flow."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

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
