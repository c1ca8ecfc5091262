"""Which standard a page is about, and whether the person may see or change it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from workflows.engine.actions import Action
from workflows.engine.rights import may, require
from workflows.standards.models import Standard

from ..models import StandardImport
from ..rules import may_bring, may_read


def visible(request: HttpRequest, pk: int) -> Standard:
    """404 for what lies out of sight."""
    return get_object_or_404(Standard.objects.visible_to(request.user).select_related("content"), pk=pk)


def changeable(request: HttpRequest, pk: int, action: Action = Action.EDIT_STANDARD) -> Standard:
    """Visible, and this action is the person's, now."""
    standard = visible(request, pk)
    require(may(request.user, action, standard))
    return standard


class ReadersOnly:
    """A page that everybody reads who reads standards at all."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        require(may_read(request.user))
        return super().dispatch(request, *args, **kwargs)


class OfficeOnly:
    """A page of those who bring standards; ``county`` is theirs."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        verdict, self.county = may_bring(request.user)
        require(verdict)
        return super().dispatch(request, *args, **kwargs)


def own_import(request: HttpRequest, pk: int) -> StandardImport:
    return get_object_or_404(StandardImport.objects.visible_to(request.user).select_related("by", "standard"), pk=pk)
