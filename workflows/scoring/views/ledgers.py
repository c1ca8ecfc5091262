"""部门台账: upload, say which column is what, see where the villages report something else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from documents.workbooks import WorkbookError, received

from ..ledgers.comparing import comparison_of, workbook_of
from ..ledgers.headings import items_for
from ..ledgers.keeping import opened, save_ledger, take
from ..ledgers.mapping import mapping_of, obstacles_to
from ..ledgers.template import template_of
from ..models import Ledger
from ..offices import may_score, office_of, require_scorer
from ..services.sheets import names_of
from .workbooks import download

#: Differences shown on the page; the workbook has all.
SHOWN = 300


@require_http_methods(["GET", "HEAD", "POST"])
def ledgers(request: HttpRequest, round_id: int, organisation_id: int) -> HttpResponse:
    """The department's ledgers of a round, and where the villages report something else."""
    round_, organisation = office_of(request.user, round_id, organisation_id)
    if request.method != "POST":
        return shown(request, round_, organisation)
    require_scorer(request.user, round_, organisation)
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise WorkbookError("请选择要上传的台账（xlsx或者csv）。")
        data, name = received(upload), upload.name or ""
        token = take(round_=round_, organisation=organisation, data=data, name=name, by=request.user)
        opened(token, round_, organisation)
    except WorkbookError as error:
        return shown(request, round_, organisation, error=str(error), status=422)
    columns = reverse("scoring:ledger_columns", args=[round_.pk, organisation.pk])
    return HttpResponseRedirect(f"{columns}?{urlencode({'upload': token})}")


def shown(request: HttpRequest, round_, organisation, *, error: str = "", status: int = 200) -> HttpResponse:
    """The page."""
    comparison = comparison_of(round_, organisation, request.user)
    township, item = request.GET.get("township", ""), request.GET.get("item", "")
    found = comparison.filtered(township, item)
    context = {
        "round": round_,
        "organisation": organisation,
        "may_upload": may_score(request.user, organisation),
        "items": items_for(round_.standard.spec, names_of(organisation)),
        "ledgers": Ledger.objects.filter(round=round_, organisation=organisation).select_related("file"),
        "comparison": comparison,
        "differences": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
        "township": township,
        "item": item,
        "place": [round_.pk, organisation.pk],
        "error": error,
    }
    return render(request, "scoring/ledgers.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def ledger_columns(request: HttpRequest, round_id: int, organisation_id: int) -> HttpResponse:
    """Which column is what; then the ledger counts."""
    round_, organisation = office_of(request.user, round_id, organisation_id)
    require_scorer(request.user, round_, organisation)
    asked = request.POST if request.method == "POST" else request.GET
    token = asked.get("upload", "")
    try:
        mapping = mapping_of(opened(token, round_, organisation), round_, organisation, asked)
    except WorkbookError as error:
        return shown(request, round_, organisation, error=str(error), status=422)
    obstacles = obstacles_to(mapping) if "chosen" in asked else []
    if request.method == "POST" and "save" in asked and not obstacles:
        try:
            return saved(request, round_, organisation, mapping)
        except WorkbookError as error:
            obstacles = [str(error)]
    context = {
        "round": round_,
        "organisation": organisation,
        "mapping": mapping,
        "obstacles": obstacles,
        "token": token,
        "place": [round_.pk, organisation.pk],
    }
    status = 422 if obstacles and request.method == "POST" else 200
    return render(request, "scoring/ledger_columns.html", context, status=status)


def saved(request: HttpRequest, round_, organisation, mapping) -> HttpResponse:
    """The ledger counts from now on."""
    ledger = save_ledger(
        round_=round_,
        organisation=organisation,
        sent=mapping.sent,
        head=mapping.head,
        matched=mapping.matched,
        by=request.user,
    )
    left = len(ledger.unmatched)
    given = sum(bool(figures) for figures in mapping.matched.figures.values())
    words = f"台账“{ledger.title}”（第{ledger.version}版）已保存，{given}个单位的数据进入建议分。"
    (messages.warning if left else messages.success)(request, words + (f"{left}处没有用上，见下面。" if left else ""))
    return redirect("scoring:ledgers", round_.pk, organisation.pk)


@require_safe
def ledger_template(request: HttpRequest, round_id: int, organisation_id: int) -> HttpResponse:
    """A ledger to fill in."""
    round_, organisation = office_of(request.user, round_id, organisation_id)
    data = template_of(round_, organisation, request.user)
    return download(data, f"{organisation}台账模板-{round_.code}.xlsx")


@require_safe
def ledger_export(request: HttpRequest, round_id: int, organisation_id: int) -> HttpResponse:
    """The differences as a workbook, filtered as the page is."""
    round_, organisation = office_of(request.user, round_id, organisation_id)
    comparison = comparison_of(round_, organisation, request.user)
    found = comparison.filtered(request.GET.get("township", ""), request.GET.get("item", ""))
    return download(workbook_of(round_, organisation, found), f"{organisation}台账不一致清单-{round_.code}.xlsx")
