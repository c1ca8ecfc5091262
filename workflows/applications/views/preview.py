"""预览: the whole form as it would be frozen now; prints as it stands."""

from django.http import HttpRequest
from django.shortcuts import redirect
from django.views.generic import TemplateView

from ..content import content_of
from ..presenting import sheet_of
from .access import seen_application


class PreviewView(TemplateView):
    """Anybody who may see the application may read its draft; once it is submitted, the case file shows what counts."""

    template_name = "applications/preview.html"

    def get(self, request: HttpRequest, *args, **kwargs):
        self.application = seen_application(request, kwargs["pk"])
        if not self.application.is_editable:
            return redirect(self.application)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        sheet = sheet_of(self.application, content_of(self.application))
        return super().get_context_data(application=self.application, sheet=sheet, **kwargs)
