"""The score workbook: download, upload with a preview, confirm."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_http_methods, require_safe

from documents import storage
from documents.models import EvidenceFile
from documents.workbooks import MEDIA_TYPE, WorkbookError, received
from workflows.engine.errors import NotNow

from ..models import Ledger, ScoreImport
from ..offices import may_score, office_of, require_scorer
from ..rules import has_declared
from ..workbooks.building import score_workbook
from ..workbooks.comparing import preview_of
from ..workbooks.importing import confirm, opened, sheets_of, take

#: Earlier imports that are listed.
SHOWN = 20


@require_safe
def workbook(request: HttpRequest, round_id: int, organisation_id: int) -> HttpResponse:
    """The department's sheet of the round as a workbook."""
    round_, organisation = office_of(request.user, round_id, organisation_id)
    data = score_workbook(round_, organisation, request.user)
    return download(data, f"{organisation}评分表-{round_.code}.xlsx")


@require_safe
def kept_file(request: HttpRequest, round_id: int, organisation_id: int, file_id: int) -> HttpResponse:
    """A workbook or ledger as it was sent, for the department itself."""
    round_, organisation = office_of(request.user, round_id, organisation_id)
    file = get_object_or_404(EvidenceFile, pk=file_id, county=round_.county)
    theirs = {"round": round_, "organisation": organisation, "file": file}
    if not (ScoreImport.objects.filter(**theirs).exists() or Ledger.objects.filter(**theirs).exists()):
        raise Http404("本部门没有导入过这份文件。")
    return download(storage.read(file.county, file.sha256), file.name, file.media_type)


def download(data: bytes, name: str, media_type: str = MEDIA_TYPE) -> HttpResponse:
    """Bytes as a file of this name."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def workbook_import(request: HttpRequest, round_id: int, organisation_id: int) -> HttpResponse:
    """Choose a file, look at what would change, confirm."""
    round_, organisation = office_of(request.user, round_id, organisation_id)
    if request.method != "POST":
        return shown(request, round_, organisation, token=request.GET.get("preview", ""))
    require_scorer(request.user, round_, organisation)
    if not has_declared(request.user, round_.pk):
        raise NotNow("请先填写本批次的回避申报（部门评分→回避申报），再导入评分。")
    try:
        if token := request.POST.get("confirm"):
            return confirmed(request, round_, organisation, token)
        return sent(request, round_, organisation)
    except WorkbookError as error:
        return shown(request, round_, organisation, error=str(error), status=422)


def sent(request: HttpRequest, round_, organisation) -> HttpResponse:
    """A file was sent: on to its preview."""
    upload = request.FILES.get("file")
    if upload is None:
        raise WorkbookError("请选择要导入的评分表。")
    taken = take(
        round_=round_, organisation=organisation, data=received(upload), name=upload.name or "", by=request.user
    )
    return HttpResponseRedirect(f"{request.path}?{urlencode({'preview': taken.token})}")


def confirmed(request: HttpRequest, round_, organisation, token: str) -> HttpResponse:
    """The preview was confirmed."""
    done = confirm(round_=round_, organisation=organisation, token=token, by=request.user)
    left = len(done.left_out)
    tell = messages.warning if left else messages.success
    tell(request, f"已导入{done.taken}格" + (f"，{left}处没有导入，见下面的导入记录。" if left else "。"))
    return redirect(request.path)


def shown(request: HttpRequest, round_, organisation, *, token: str = "", error: str = "", status: int = 200):
    """The page, with the preview of a file that was sent."""
    preview = file = None
    if token and not error:
        try:
            file, once = opened(token, round_, organisation, request.user)
            if ScoreImport.objects.filter(token=once).exists():
                return redirect(request.path)
            preview = preview_of(sheets_of(file), round_, organisation, request.user)
        except WorkbookError as refused:
            error, status = str(refused), 422
    context = {
        "round": round_,
        "organisation": organisation,
        "may_import": may_score(request.user, organisation),
        "undeclared": not has_declared(request.user, round_.pk),
        "download_url": reverse("scoring:workbook", args=[round_.pk, organisation.pk]),
        "preview": preview,
        "file": file,
        "token": token,
        "error": error,
        "imports": ScoreImport.objects.filter(round=round_, organisation=organisation).select_related("file")[:SHOWN],
    }
    return render(request, "scoring/workbook_import.html", context, status=status)
