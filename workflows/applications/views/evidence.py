"""Sending proofs up and taking them out again; with and without scripts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views import View

from ..drafts import read_draft
from ..models import EvidenceLink, SitePhoto
from ..services.evidence import attach, attach_photo, detach, detach_photo
from ..shelves import OTHER, Shelf, evidence_shelves, photo_shelves
from .access import DraftMixin
from .saving import left_words


class ShelvesView(DraftMixin, View):
    """A change of the shelves: answers a script with the shelves as they are then, a form with the page."""

    http_method_names = ["post"]

    def shelves(self) -> list[Shelf]:
        """The shelves of the page, read anew."""
        raise NotImplementedError

    def page_url(self) -> str:
        """The page on which the shelves stand."""
        raise NotImplementedError

    def answer(self, errors: list[str]) -> HttpResponse:
        """To a script: markup, errors and counts; to a form: back to the page."""
        if self.request.headers.get("X-Requested-With") != "XMLHttpRequest":
            for error in errors:
                messages.error(self.request, error)
            return redirect(self.page_url())
        self.reread()
        draft = read_draft(self.application)
        html = render_to_string("applications/_shelves.html", {"shelves": self.shelves()}, request=self.request)
        counts = {"done": str(draft.done), "total": str(draft.total), "left": left_words(draft.left)}
        return JsonResponse({"html": html, "errors": errors, "computed": counts}, status=422 if errors else 200)


class UploadView(ShelvesView):
    """Takes in one file or several; each that cannot be used is named with its reason, the others are kept."""

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        files = request.FILES.getlist("file")
        errors = [] if files else ["请先选择文件。"]
        for upload in files:
            try:
                self.take(upload)
            except ValidationError as error:
                errors.append(f"{upload.name}：{''.join(error.messages)}")
        return self.answer(errors)

    def take(self, upload) -> None:
        """Bind one file."""
        raise NotImplementedError


class IndicatorShelves:
    """The shelves of an indicator's page."""

    def shelves(self) -> list[Shelf]:
        return evidence_shelves(self.application, self.application.spec.indicator_by_code[self.code])

    def page_url(self) -> str:
        return reverse("applications:indicator", args=[self.application.pk, self.code]) + "#evidence"


class AttachView(IndicatorShelves, UploadView):
    """上传佐证."""

    @property
    def code(self) -> str:
        if self.kwargs["code"] not in self.application.spec.indicator_by_code:
            raise Http404("评定标准里没有这个指标。")
        return self.kwargs["code"]

    def take(self, upload) -> None:
        proves = self.request.POST.get("proves", "").strip()[:120] or OTHER
        attach(application=self.application, by=self.request.user, indicator=self.code, upload=upload, proves=proves)


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

    def take(self, upload) -> None:
        kind = self.request.POST.get("kind", "")
        if kind not in SitePhoto.Kind.values:
            raise ValidationError("请选择材料类别。")
        attach_photo(application=self.application, by=self.request.user, kind=SitePhoto.Kind(kind), upload=upload)


class DetachPhotoView(PhotoShelves, ShelvesView):
    """删除程序材料."""

    def post(self, request: HttpRequest, *, photo_id: int, **kwargs) -> HttpResponse:
        detach_photo(photo=get_object_or_404(SitePhoto, pk=photo_id, application=self.application), by=request.user)
        return self.answer([])
