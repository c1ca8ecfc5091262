"""Screens of ranking."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from django.views.generic import DetailView

from documents.models import Document
from workflows.engine.screens import StepView

from . import forms
from .board import Board, board_of, scored_applications, stored_board
from .models import Ranking
from .order import place
from .services import changed_since


class BoardMixin:
    """A board, folded or whole, filtered by township."""

    request: HttpRequest

    def board_context(self, board: Board) -> dict:
        """What ``ranking/_board.html`` shows."""
        township, everything = self.request.GET.get("town", ""), bool(self.request.GET.get("all"))
        entries = board.entries(everything=everything, township=township)
        return {"board": board, "entries": entries, "township": township}


class ProposeListView(BoardMixin, StepView):
    """汇总排名: the order as it would be."""

    template_name = "ranking/propose_list.html"
    form_class = forms.ProposeListForm
    done_message = "排名表已生成，请送办公室主任审定。"

    def get_context_data(self, **kwargs) -> dict:
        form = kwargs.get("form") or self.get_form()
        placed = place(form.candidates, places=self.case.places, cap=self.case.cap, lots=form.earlier)
        undrawn = {number for group in form.groups for number in group} - set(form.earlier)
        board = board_of(self.case, placed, scored_applications(self.case), self.positions_before(), undrawn)
        return super().get_context_data(**{**kwargs, "form": form}, **self.board_context(board))

    def positions_before(self) -> dict[int, int]:
        """Where everybody stood the last time."""
        latest = self.case.rankings.last()
        return dict(latest.rows.values_list("application_id", "position")) if latest else {}


class ApproveListView(BoardMixin, StepView):
    """审定拟推荐名单."""

    template_name = "ranking/approve_list.html"
    form_class = forms.ApproveListForm
    done_message = "名单已办理。"

    def get_context_data(self, **kwargs) -> dict:
        ranking = self.case.rankings.select_related("made_by").last()
        ranking.round = self.case
        return super().get_context_data(
            ranking=ranking,
            changed=list(changed_since(ranking)),
            **self.board_context(stored_board(ranking)),
            **kwargs,
        )


class RankingView(BoardMixin, DetailView):
    """排名表: for the county's office, leaders and auditors; everybody else reads names in the public notice."""

    template_name = "ranking/detail.html"
    context_object_name = "ranking"

    def get_queryset(self):
        return Ranking.objects.visible_to(self.request.user).select_related("round__standard", "made_by", "approved_by")

    def get_context_data(self, **kwargs) -> dict:
        ranking = self.object
        return super().get_context_data(
            round=ranking.round,
            document=document_of(ranking),
            versions=ranking.round.rankings.order_by("number"),
            **self.board_context(stored_board(ranking)),
            **kwargs,
        )


def document_of(ranking: Ranking) -> Document | None:
    """The issued table (F12) of an approved ranking."""
    return Document.objects.about(ranking.round.county, ranking.subject_key).in_force().first()


@require_safe
def table(request: HttpRequest, pk: int) -> FileResponse:
    """The issued table as PDF."""
    ranking = get_object_or_404(Ranking.objects.visible_to(request.user).select_related("round"), pk=pk)
    document = document_of(ranking)
    if document is None:
        raise Http404("排名表在名单审定后生成。")
    response = FileResponse(document.open(), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{document.title}.pdf")
    return response
