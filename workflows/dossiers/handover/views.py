"""Asking for the electronic pack, fetching it, and the slip that goes with it on paper."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import audit
from documents.models import PackJob
from documents.rendering import render
from workflows.engine.errors import OutOfSight
from workflows.rounds.models import Round

from ..desk import reads_county
from ..jobs import request_handover
from .jobs import newest_done
from .slip import slip_of


@require_POST
def build(request: HttpRequest) -> HttpResponse:
    """Ask for it."""
    chosen = request.POST.get("round", "")
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=int(chosen) if chosen.isdigit() else 0)
    job = request_handover(round_=round_, by=request.user)
    messages.success(request, f"{job.title}：已开始生成，完成后可在本页下载。")
    return redirect(f"{reverse('dossiers:list')}?round={round_.pk}")


@require_GET
def download(request: HttpRequest, round_id: int) -> FileResponse:
    """The archive; every download leaves an entry in the audit log."""
    _, job = finished(request.user, round_id)
    name = f"{job.title}.zip"
    audit.record(
        actor=request.user, verb="下载电子报送包", subject=job, county=job.county, detail={"sha256": job.sha256}
    )
    return FileResponse(job.open(), as_attachment=True, filename=name, content_type="application/zip")


@require_GET
def slip(request: HttpRequest, round_id: int) -> HttpResponse:
    """The page to be signed by whoever hands the stick over and whoever takes it."""
    round_, job = finished(request.user, round_id)
    paper = slip_of(round_, job)
    answer = HttpResponse(render(paper.html(), style=paper.style), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="handover-slip.pdf"'
    return answer


def finished(user, round_id: int) -> tuple[Round, PackJob]:
    """The newest archive of a round whose dossiers the person reads."""
    round_ = get_object_or_404(Round, pk=round_id)
    job = newest_done(round_)
    if job is None or not reads_county(user, round_.county):
        raise OutOfSight("没有这个批次的电子报送包，或不在您的查看范围内。")
    return round_, job
