"""本镇核对表: all villages on one page, anomalies first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from ..matrix import counts_of, narrowed, rows_of
from ..scope import own_scopes
from .scoped import ScopedView


class OwnView(TemplateView):
    """Which rounds the person's township takes part in; with one running round, straight to its table."""

    template_name = "review/township/own.html"
    #: Which of the township's pages.
    page = "review:matrix"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.scopes = own_scopes(request.user)
        running = [one for one in self.scopes if not one.round.is_over]
        if len(running) == 1 and "all" not in request.GET:
            return redirect(self.page, *running[0].args)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(scopes=self.scopes, page=self.page, **kwargs)


class MatrixView(ScopedView):
    """Rows are villages, columns are the standard's dimensions."""

    template_name = "review/township/matrix.html"

    def get_context_data(self, **kwargs) -> dict:
        rows = rows_of(self.villages, self.scope.round.standard.spec)
        chosen = self.request.GET.get("show", "")
        handed_in = sum(row.village.submission is not None for row in rows)
        return super().get_context_data(
            rows=narrowed(rows, chosen),
            chips=counts_of(rows),
            chosen=chosen,
            dimensions=self.scope.round.standard.spec.dimensions,
            waiting=sum(row.village.waits for row in rows),
            odd=sum(row.village.waits and bool(row.village.anomalies) for row in rows),
            clean=sum(row.is_clean for row in rows),
            sent=sum(row.village.application.is_at_county for row in rows),
            visited=sum(row.village.visited_on is not None for row in rows),
            handed_in=handed_in,
            of_those=f"/ {handed_in} 个已送审的村",
            total=len(rows),
            **kwargs,
        )
