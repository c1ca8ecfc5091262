"""The page of a village's visits: what was found, and, for the township, a form to write down another."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from documents.thumbnails import thumbnail
from workflows.applications.models import Application
from workflows.applications.views.files import PICTURE_POLICY, name_of
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.rights import may, require

from ..models import SiteCheckPhoto
from .forms import VisitForm
from .services import record_visit


def application_in_sight(request: HttpRequest, pk: int) -> Application:
    """The application, or 404."""
    seen = Application.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("round__standard", "region__parent"), pk=pk)


class VisitsView(FormView):
    """镇级实地核查."""

    template_name = "review/visits.html"
    form_class = VisitForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.application = application_in_sight(request, kwargs["pk"])
        self.verdict = may(request.user, Action.CHECK_ON_SITE, self.application)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def address(self) -> str:
        return reverse("review:visits", args=[self.application.pk])

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        require(self.verdict)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "spec": self.application.spec}

    def form_valid(self, form: VisitForm) -> HttpResponse:
        try:
            record_visit(application=self.application, by=self.request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error("photos", refused)
            return self.form_invalid(form)
        except Incomplete as incomplete:
            form.add_error("people" if "人" in incomplete.reason else "on", incomplete.reason)
            return self.form_invalid(form)
        messages.success(self.request, "实地核查已登记。")
        return redirect(self.address)

    def form_invalid(self, form: VisitForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        checks = self.application.site_checks.prefetch_related("findings", "photos__file").order_by("-pk")
        names = {one.code: one.name for one in self.application.spec.indicators}
        form = context["form"]
        lines = [
            (
                dimension,
                [form[f"finding-{one.code}"] for one in self.application.spec.indicators_of_dimension[dimension.code]],
            )
            for dimension in self.application.spec.dimensions
        ]
        visits = [(check, [(one, names.get(one.indicator, "")) for one in check.findings.all()]) for check in checks]
        return {**context, "application": self.application, "visits": visits, "verdict": self.verdict, "lines": lines}


@require_safe
def visit_photo(request: HttpRequest, pk: int, photo_id: int) -> HttpResponse:
    """A photograph of a visit, large or (``?small``) small, for whoever may see the application."""
    application = application_in_sight(request, pk)
    photos = SiteCheckPhoto.objects.select_related("file").filter(check_of__application=application)
    file = get_object_or_404(photos, pk=photo_id).file
    if not file.is_image:
        raise Http404("这不是图片。")
    if "small" in request.GET:
        response = HttpResponse(thumbnail(file), content_type="image/jpeg")
    else:
        response = FileResponse(file.open(), filename=name_of(file), content_type=file.media_type)
    response["Content-Security-Policy"] = PICTURE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
