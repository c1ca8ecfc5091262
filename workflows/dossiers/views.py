"""Screens of dossiers: the list, asking for a building, its progress, the download."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView

from accounts import audit
from documents.models import PackJob
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import OutOfSight
from workflows.engine.rights import may
from workflows.rounds.models import Round

from .desk import handover_of, reads_county, round_job, rounds_for, rows_of
from .jobs import request_pack, restart
from .models import Dossier


class DossierListView(TemplateView):
    """材料汇编: a round's volumes, with their state, pages, size and hash."""

    template_name = "dossiers/list.html"

    def get_context_data(self, **kwargs) -> dict:
        user, rounds = self.request.user, rounds_for(self.request.user)
        chosen = self.request.GET.get("round", "")
        round_ = next((one for one in rounds if str(one.pk) == chosen), rounds[0] if rounds else None)
        if round_ is None:
            return super().get_context_data(rounds=[], **kwargs)
        rows = rows_of(user, round_)
        built = [row.dossier for row in rows if row.dossier]
        return super().get_context_data(
            rounds=rounds,
            round=round_,
            rows=rows,
            built=len(built),
            pages=sum(one.pages for one in built),
            size=sum(one.size for one in built),
            job=round_job(round_) if reads_county(user, round_.county) else None,
            handover=handover_of(round_) if reads_county(user, round_.county) else None,
            verdict=may(user, Action.BUILD_PACK, round_),
            **kwargs,
        )


@require_POST
def build(request: HttpRequest) -> HttpResponse:
    """Ask for one volume, or for the whole round."""
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=whole(request.POST.get("round")))
    application = None
    if "application" in request.POST:
        applications = Application.objects.visible_to(request.user).filter(round=round_)
        application = get_object_or_404(applications, pk=whole(request.POST["application"]))
        application.round = round_
    job = request_pack(round_=round_, application=application, by=request.user)
    messages.success(request, f"{job.title}：已开始生成，完成后可在本页下载。")
    return redirect(f"{reverse('dossiers:list')}?round={round_.pk}")


@require_POST
def build_again(request: HttpRequest, job_id: int) -> HttpResponse:
    """Put a failed or lost job back into the line."""
    job = restart(job=visible_job(request.user, job_id), by=request.user)
    messages.success(request, f"{job.title}：已重新排队。")
    return redirect(request.POST.get("next", "") if is_ours(request.POST.get("next", "")) else "dossiers:list")


@require_GET
def progress(request: HttpRequest, job_id: int) -> JsonResponse:
    """How far a job is, for ``<progress-poll>``."""
    job = visible_job(request.user, job_id)
    return JsonResponse(
        {
            "state": job.state,
            "done": job.done_steps,
            "total": job.total_steps,
            "label": job.step_label or job.get_state_display(),
            "error": job.error,
        }
    )


@require_GET
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The file, to those who may read it; every download leaves an entry in the audit log."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
    detail = {"文件": dossier.file_name, "sha256": dossier.sha256}
    audit.record(actor=request.user, verb="下载材料汇编", subject=dossier, county=dossier.county, detail=detail)
    return FileResponse(dossier.open(), as_attachment=True, filename=dossier.file_name, content_type="application/pdf")


def visible_job(user, job_id: int) -> PackJob:
    """A job of a county whose dossiers the person reads."""
    job = get_object_or_404(PackJob, pk=job_id)
    if not reads_county(user, job.county):
        raise OutOfSight("没有这项任务，或不在您的查看范围内。")
    return job


def whole(text: str | None) -> int:
    """A key from a form; zero (nobody's) for anything else."""
    return int(text) if text and text.isdigit() else 0


def is_ours(address: str) -> bool:
    """An address on this site's own desk of dossiers."""
    return address.startswith(reverse("dossiers:list"))
