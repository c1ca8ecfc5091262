"""Sending proofs up and taking them out again; with and without scripts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views import View

from documents.resumable.models import Upload
from workflows.engine.errors import Refusal

from ..drafts import read_draft
from ..models import Application, EvidenceLink, SitePhoto
from ..proofs import OTHER, Asked, ProofList, asked_by
from ..services.evidence import (
    attach,
    attach_photo,
    attach_sent,
    attach_sent_photo,
    detach,
    detach_photo,
    subject_of,
)
from ..shelves import Shelf, evidence_shelves, in_short, photo_shelves, proofs_at_hand, uses_of
from .access import DraftMixin
from .saving import left_words


class ShelvesView(DraftMixin, View):
    """A change of the shelves: answers a script with the shelves as they are then, a form with the page."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """To a script a refusal is a sentence: what it wants to send stays where it is."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refusal as refusal:
            if not self.by_script:
                raise
            return JsonResponse({"reason": refusal.reason, "errors": [refusal.reason]}, status=refusal.status)

    @property
    def by_script(self) -> bool:
        """Does a script ask, or a form?"""
        return self.request.headers.get("X-Requested-With") == "XMLHttpRequest"

    def shelves(self) -> list[Shelf]:
        """The shelves of the page, read anew."""
        raise NotImplementedError

    def page_url(self) -> str:
        """The page on which the shelves stand."""
        raise NotImplementedError

    def proofs(self) -> ProofList | None:
        """The list of named proofs above the shelves."""
        return None

    def answer(self, errors: list[str], notes: list[str] | None = None) -> HttpResponse:
        """To a script: markup, errors, notes and counts; to a form: back to the page."""
        if not self.by_script:
            for error in errors:
                messages.error(self.request, error)
            for note in notes or ():
                messages.info(self.request, note)
            return redirect(self.page_url())
        self.reread()
        draft = read_draft(self.application)
        context = {"shelves": self.shelves(), "proofs": self.proofs()}
        counts = {"done": str(draft.done), "total": str(draft.total), "left": left_words(draft.left)}
        answer = {
            "html": render_to_string("applications/_shelves.html", context, request=self.request),
            "errors": errors,
            "notes": notes or [],
            "computed": counts,
        }
        return JsonResponse(answer, status=422 if errors else 200)


class UploadView(ShelvesView):
    """Takes in one file or several; each that cannot be used is named with its reason, the others are kept.

    A form brings the files themselves, a script the key under which it has sent one piece by piece (``upload``).
    """

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        if key := request.POST.get("upload", ""):
            return self.post_sent(key)
        files = request.FILES.getlist("file")
        errors, notes = [] if files else ["请先选择文件。"], []
        before = uses_of(self.application)
        for upload in files:
            try:
                notes += known_already(upload.name, self.take(upload), before)
            except ValidationError as error:
                errors.append(f"{upload.name}：{''.join(error.messages)}")
        return self.answer(errors, notes)

    def post_sent(self, key: str) -> HttpResponse:
        """One file that has come piece by piece. Asked again, the answer is the same and nothing happens twice."""
        sent = Upload.objects.of(self.request.user, subject_of(self.application), key).first()
        if sent is None:
            return self.again("文件还没有传上来，正在重传。")
        before = uses_of(self.application)
        try:
            bound = self.take_sent(sent)
        except ValidationError as error:
            if error.code == "unfinished":
                return self.again("".join(error.messages))
            return self.answer([f"{sent.name}：{''.join(error.messages)}"])
        return self.answer([], known_already(sent.name, bound, before))

    def again(self, reason: str) -> JsonResponse:
        """The script is to send what is still missing."""
        return JsonResponse({"again": True, "reason": reason}, status=409)

    def take(self, upload) -> EvidenceLink | SitePhoto:
        """Bind one file."""
        raise NotImplementedError

    def take_sent(self, sent: Upload) -> EvidenceLink | SitePhoto | None:
        """Bind one file that came piece by piece."""
        raise NotImplementedError


def known_already(name: str, bound: EvidenceLink | SitePhoto | None, before: dict[int, list[str]]) -> list[str]:
    """What is said of a file that the application had already."""
    used = before.get(bound.file_id) if bound else None
    return [f"{name}：以前传过（{in_short(used)}），直接用了那一份，没有重复保存。"] if used else []


class IndicatorShelves:
    """The shelves of an indicator's page, or of a bonus item on its page."""

    @property
    def asked(self) -> Asked:
        """What the address names; the standard may have nothing of this code."""
        asked = asked_by(self.application.spec, self.code)
        if asked is None:
            raise Http404("评定标准里没有这个指标。")
        return asked

    def shelves(self) -> list[Shelf]:
        return evidence_shelves(self.application, self.asked)

    def proofs(self) -> ProofList | None:
        """None above a bonus item: nothing of it has to be there."""
        return proofs_at_hand(self.application, self.asked) if self.is_indicator else None

    @property
    def is_indicator(self) -> bool:
        return self.asked.code in self.application.spec.indicator_by_code

    def page_url(self) -> str:
        return page_of(self.application, self.asked)


def page_of(application: Application, asked: Asked) -> str:
    """Where the shelves of an indicator or bonus item stand."""
    if asked.code in application.spec.indicator_by_code:
        return reverse("applications:indicator", args=[application.pk, asked.code]) + "#evidence"
    return reverse("applications:bonus", args=[application.pk]) + f"#{asked.code}"


class AttachView(IndicatorShelves, UploadView):
    """上传佐证."""

    @property
    def code(self) -> str:
        return self.kwargs["code"]

    @property
    def wanted(self) -> dict:
        """What the file is to prove."""
        proves = self.request.POST.get("proves", "").strip() or OTHER
        return {"indicator": self.asked.code, "proves": proves}

    def take(self, upload) -> EvidenceLink:
        return attach(application=self.application, by=self.request.user, upload=upload, **self.wanted)

    def take_sent(self, sent: Upload) -> EvidenceLink | SitePhoto | None:
        return attach_sent(application=self.application, by=self.request.user, sent=sent, **self.wanted)


class DetachView(IndicatorShelves, ShelvesView):
    """删除佐证."""

    def post(self, request: HttpRequest, *, link_id: int, **kwargs) -> HttpResponse:
        link = get_object_or_404(EvidenceLink, pk=link_id, application=self.application)
        self.code = link.indicator
        detach(link=link, by=request.user)
        return self.answer([])


class PhotoShelves:
    """The shelves of the procedure's page."""

    def shelves(self) -> list[Shelf]:
        return photo_shelves(self.application)

    def page_url(self) -> str:
        return reverse("applications:procedure", args=[self.application.pk]) + "#photos"


class AttachPhotoView(PhotoShelves, UploadView):
    """上传程序材料."""

    @property
    def kind(self) -> SitePhoto.Kind:
        """What of the procedure it shows."""
        kind = self.request.POST.get("kind", "")
        if kind not in SitePhoto.Kind.values:
            raise ValidationError("请选择材料类别。")
        return SitePhoto.Kind(kind)

    def take(self, upload) -> SitePhoto:
        return attach_photo(application=self.application, by=self.request.user, kind=self.kind, upload=upload)

    def take_sent(self, sent: Upload) -> EvidenceLink | SitePhoto | None:
        return attach_sent_photo(application=self.application, by=self.request.user, kind=self.kind, sent=sent)


class DetachPhotoView(PhotoShelves, ShelvesView):
    """删除程序材料."""

    def post(self, request: HttpRequest, *, photo_id: int, **kwargs) -> HttpResponse:
        detach_photo(photo=get_object_or_404(SitePhoto, pk=photo_id, application=self.application), by=request.user)
        return self.answer([])
