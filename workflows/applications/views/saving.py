"""Autosave: one field a request, answered with a version, a time, errors and what was computed of it."""

import re
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import Http404
from django.views import View

from workflows.engine.errors import Refusal

from ..drafts import read_draft
from ..fields import Path
from ..pages import PageForm
from ..services.filling import save_fields
from ..services.writing import Edit, Stale
from ..unlocking import Locked
from .access import DraftMixin
from .pages import seen_version, worded

DEVICE = re.compile(r"[0-9a-z-]{8,36}")


class SaveView(DraftMixin, View):
    """``POST field=<path>&version=<n>&device=<id>&edit=<n>&<path>=<value>…``; see docs/how-to/write-a-screen.md."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Refusals are JSON here: the page stays as it is, with what was typed."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            return JsonResponse({"reason": "没有这件申报，或不在您的查看范围内。"}, status=404)
        except Refusal as refusal:
            return JsonResponse({"reason": refusal.reason}, status=refusal.status)

    def post(self, request: HttpRequest, **kwargs) -> JsonResponse:
        name = request.POST.get("field", "")
        try:
            form = PageForm(request.POST, application=self.application, paths=[Path.read(name)])
        except (ValueError, KeyError):
            return JsonResponse({"reason": "这一栏不在评定标准里，请刷新页面。"}, status=400)
        changes = form.changes()
        if form.errors:
            return JsonResponse(
                {"errors": {field: next(iter(errors)) for field, errors in form.errors.items()}}, status=422
            )
        try:
            saved = save_fields(
                application=self.application,
                by=request.user,
                version=seen_version(request.POST),
                fields=changes,
                edit=edit_of(request.POST),
            )
        except Stale as stale:
            return JsonResponse(conflict(form, name, stale), status=409)
        except Locked as locked:
            return JsonResponse({"reason": locked.reason}, status=422)
        self.reread()
        return JsonResponse(
            {
                "version": saved.version,
                "saved_at": saved.at,
                "errors": {},
                "computed": computed(self.application, request.GET.get("on", "")),
            }
        )


def edit_of(data) -> Edit | None:
    """Which change of which browser it is, where the script says so."""
    device, sequence = data.get("device", ""), data.get("edit", "")
    if not DEVICE.fullmatch(device) or not (sequence.isascii() and sequence.isdigit() and len(sequence) < 16):
        return None
    return Edit(device, int(sequence))


def conflict(form: PageForm, name: str, stale: Stale) -> dict:
    """What another person wrote into the field meanwhile: for the browser to set, and for people to read."""
    field, other = form.fields[name], stale.conflicts[0]
    return {
        "version": stale.version,
        "value": worded(field, other.value),
        "values": field.raw(other.value),
        "by": other.by_name,
        "reason": stale.reason,
    }


def computed(application, code: str) -> dict[str, str]:
    """Figures of the page that follow from what was typed.

    :param code: the indicator whose page is open, if it is one.
    """
    draft = read_draft(application)
    words = {"done": str(draft.done), "total": str(draft.total), "left": left_words(draft.left)}
    return words | asdict(draft.computed(code)) if code in draft.scored else words


def left_words(left: int) -> str:
    """``还差 7 项``."""
    return f"还差 {left} 项" if left else "都填好了"
