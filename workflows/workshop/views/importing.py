"""导入: upload or paste, look at what was read, keep it or not."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from workflows.standards.comparing import compare
from workflows.standards.models import Standard
from workflows.standards.reading import read_spec

from ..forms import ImportForm
from ..presenting import shown, version_before
from ..services.bringing import drop_import, keep_import, take_in
from .access import OfficeOnly, own_import


class ImportView(OfficeOnly, FormView):
    """What was uploaded is kept even where it cannot be read; what was typed comes back."""

    template_name = "workshop/import.html"
    form_class = ImportForm

    def form_valid(self, form: ImportForm) -> HttpResponse:
        try:
            brought = take_in(county=self.county, by=self.request.user, name=form.name, data=form.data_sent)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        if not brought.is_readable and form.typed:
            form.add_error("text", brought.complaints)
            return self.form_invalid(form)
        return redirect("workshop:preview", brought.pk)

    def form_invalid(self, form: ImportForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class PreviewView(OfficeOnly, TemplateView):
    """What is new, what changes, what the lint says; nothing is kept until somebody says so."""

    template_name = "workshop/preview.html"

    def get_context_data(self, **kwargs) -> dict:
        brought = own_import(self.request, self.kwargs["pk"])
        context = super().get_context_data(brought=brought, form=ImportForm(), **kwargs)
        return context | (self._read(brought) if brought.is_readable else {})

    def _read(self, brought) -> dict:
        spec = read_spec(brought.body)
        draft = Standard(county=brought.county, code=spec.code, version=spec.version)
        there = Standard.objects.filter(county=brought.county, code=spec.code, version=spec.version)
        same = there.select_related("content").first()
        before = same or version_before(draft)
        newest = Standard.objects.filter(county=brought.county, code=spec.code).order_by("version").last()
        return {
            "spec": spec,
            "shown": shown(spec, brought.body, brought.county),
            "same": same,
            "before": before,
            "comparison": compare(before.content.body, brought.body) if before else None,
            "must_count_up": bool(same and not same.is_draft),
            "next_version": newest.version + 1 if newest else spec.version,
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        brought = own_import(request, kwargs["pk"])
        if request.POST.get("action") == "drop":
            drop_import(brought=brought)
            messages.info(request, f"{brought.name}：已放弃，没有存成标准。")
            return redirect("workshop:list")
        version = request.POST.get("as_version", "")
        try:
            standard, outcome = keep_import(
                brought=brought, by=request.user, as_version=int(version) if version.isdecimal() else None
            )
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, sentence)
            return redirect("workshop:preview", brought.pk)
        messages.success(request, f"{standard}：{outcome}，现在是{standard.get_state_display()}。")
        return redirect("workshop:detail", standard.pk)
