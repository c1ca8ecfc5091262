"""发布、停用、起草新版."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from workflows.engine.actions import Action
from workflows.engine.rights import require
from workflows.standards import services

from ..rules import may_bring
from ..services.editing import new_version as start_new_version
from .access import changeable, visible


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """From here on nobody changes it. What the person looked at is what is published."""
    standard = changeable(request, pk, Action.PUBLISH_STANDARD)
    if request.POST.get("seen") != standard.sha256:
        messages.error(request, "您看过以后，草稿又改过了。请再核对一遍，然后发布。")
        return redirect("workshop:detail", pk)
    try:
        services.publish(standard=standard, by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, f"{standard}已发布，内容从此不能再改；拟定批次时就可以选它。")
    return redirect("workshop:detail", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """No new round may use it; rounds that do keep it."""
    standard = changeable(request, pk, Action.WITHDRAW_STANDARD)
    try:
        services.withdraw(standard=standard, reason=request.POST.get("reason", "")[:400], by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, f"{standard}已停用。正在用它的批次不受影响。")
    return redirect("workshop:detail", pk)


@require_POST
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft from any version, or from a shared template."""
    standard = visible(request, pk)
    verdict, county = may_bring(request.user)
    require(verdict)
    try:
        draft = start_new_version(standard=standard, county=county, by=request.user)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
        return redirect("workshop:detail", pk)
    messages.success(request, f"已起草{draft}。改好以后由办公室主任发布。")
    return redirect("workshop:detail", draft.pk)
