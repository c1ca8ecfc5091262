"""The case file: everything about one application that the person may see."""

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from workflows.applications.models import Application


class CaseView(TemplateView):
    """One application, from the self-evaluation to its title."""

    template_name = "inbox/casefile.html"

    def get_context_data(self, **kwargs) -> dict:
        application = get_object_or_404(Application.objects.visible_to(self.request.user), pk=kwargs["pk"])
        return super().get_context_data(application=application, **kwargs)
