"""对比: two versions side by side."""

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from workflows.standards.comparing import compare
from workflows.standards.models import Standard

from ..presenting import version_before
from .access import visible


class CompareView(TemplateView):
    """``?with=`` names the other; without it, the version before."""

    template_name = "workshop/compare.html"

    def get_context_data(self, **kwargs) -> dict:
        standard = visible(self.request, self.kwargs["pk"])
        others = Standard.objects.visible_to(self.request.user).filter(object=standard.object).exclude(pk=standard.pk)
        chosen = self.request.GET.get("with", "")
        other = version_before(standard)
        if chosen.isdecimal():
            other = get_object_or_404(others.select_related("content"), pk=chosen)
        return super().get_context_data(
            **kwargs,
            standard=standard,
            other=other,
            others=others.order_by("-county", "code", "-version"),
            comparison=compare(other.content.body, standard.content.body) if other else None,
        )
