"""One file for several indicators: choose among what was sent up for this application; and the page of bonus items."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from documents.models import EvidenceFile

from ..drafts import read_draft
from ..proofs import OTHER, Asked, asked_by, names_of, proof_of
from ..services.evidence import bind
from ..shelves import evidence_shelves, file_url, in_short, links_of, thumb_url, uses_of
from .access import DraftMixin, frame_of
from .evidence import page_of


class ChooseView(DraftMixin, TemplateView):
    """用已传过的文件: the files of this application as pictures to tick, for one proof of one indicator."""

    template_name = "applications/choose.html"

    @property
    def asked(self) -> Asked:
        """What the address names; the standard may have nothing of this code."""
        asked = asked_by(self.application.spec, self.kwargs["code"])
        if asked is None:
            raise Http404("评定标准里没有这个指标。")
        return asked

    @property
    def proof(self) -> str:
        """The named proof that the files shall serve; empty: 其他."""
        given = self.request.POST.get("proof") or self.request.GET.get("proof") or ""
        names = names_of(self.asked)
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0
        return names[number - 1] if 0 < number <= len(names) else ""

    def files(self) -> dict[int, EvidenceFile]:
        """Every file of the application, once."""
        rows = [*self.application.evidence.all(), *self.application.photos.all()]
        return {row.file_id: row.file for row in rows}

    def get_context_data(self, **kwargs) -> dict:
        uses, asked, proof = uses_of(self.application), self.asked, self.proof
        here = {
            link.file_id
            for link in links_of(self.application, asked)
            if proof_of(asked, proof=link.proof, proves=link.proves) == proof
        }
        choices = [
            {
                "file": file,
                "url": file_url(self.application, file),
                "thumb": thumb_url(self.application, file),
                "uses": in_short(uses[pk]),
                "is_here": pk in here,
            }
            for pk, file in self.files().items()
        ]
        return super().get_context_data(
            application=self.application,
            asked=asked,
            proof=proof or OTHER,
            number=names_of(asked).index(proof) + 1 if proof else 0,
            choices=choices,
            back=page_of(self.application, asked),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        """Bind what is ticked; numbers of files that are not this application's are passed over."""
        asked, files = self.asked, self.files()
        chosen = [int(one) for one in request.POST.getlist("file") if one.isascii() and one.isdigit()]
        ticked = [files[pk] for pk in dict.fromkeys(chosen) if pk in files]
        if not ticked:
            messages.error(request, "请先勾选文件。")
            return self.render_to_response(self.get_context_data(), status=422)
        for file in ticked:
            bind(
                application=self.application,
                by=request.user,
                indicator=asked.code,
                file=file,
                proves=self.proof or OTHER,
            )
        messages.success(request, f"已选用 {len(ticked)} 个文件作“{self.proof or OTHER}”。")
        return redirect(page_of(self.application, asked))


class BonusView(DraftMixin, TemplateView):
    """加分项材料: the bonus items that name proofs, each with its shelves; none of them has to be there."""

    template_name = "applications/bonus.html"

    def get_context_data(self, **kwargs) -> dict:
        items = [
            {"item": item, "shelves": evidence_shelves(self.application, item)}
            for item in self.application.spec.bonus
            if item.evidence
        ]
        frame = frame_of(read_draft(self.application), self.request.user)
        return super().get_context_data(items=items, **frame, **kwargs)
