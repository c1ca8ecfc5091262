"""A page of one township in one round."""

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from workflows.engine.errors import NotYou

from ..scope import scope_of
from ..villages import Village, villages_of


class ScopedView(TemplateView):
    """Whoever has no post in the township or over it finds nothing here."""

    #: Is the page the reviewers' own, or the leaders'? Others of the scope are refused.
    for_reviewers = False
    for_leaders = False

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.scope = scope_of(request.user, kwargs["round_id"], kwargs["code"])
        if self.for_reviewers and not self.scope.reviews:
            raise NotYou("批量通过由本镇（街道）审核员办理。")
        if self.for_leaders and not self.scope.leads:
            raise NotYou("签发由本镇（街道）领导办理。")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def villages(self) -> list[Village]:
        return villages_of(self.scope, self.request.user)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            scope=self.scope, round=self.scope.round, township=self.scope.township, **kwargs
        )
