"""修改: one row of a draft, with the columns and the words of the template."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from workflows.standards.workbook.head import HEAD
from workflows.standards.workbook.parts import BY_KEY

from ..forms import RowForm
from ..services.editing import IDENTITY, RowError, delete_row, row_of, save_row
from .access import changeable

PARTS = BY_KEY | {"head": HEAD}


class RowView(FormView):
    """``?part=indicators&code=A-01``; without a code a new row."""

    template_name = "workshop/edit.html"
    form_class = RowForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.standard = changeable(request, kwargs["pk"])
        self.part = PARTS.get(request.GET.get("part", "head"))
        self.code = request.GET.get("code", "")
        if self.part is None:
            raise Http404
        self.body = self.standard.content.body
        try:
            self.row = row_of(self.part, self.body, self.code)
        except RowError as error:
            raise Http404 from error
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        texts = {column.title: column.write(self.row) for column in self.part.shown} if self.row else {}
        dimensions = [(row["code"], f"{row['code']} {row['name']}") for row in self.body["dimensions"]]
        return {**super().get_form_kwargs(), "part": self.part, "texts": texts, "dimensions": dimensions}

    def get_context_data(self, **kwargs) -> dict:
        kept = self.request.POST.get("seen") or self.standard.sha256
        return super().get_context_data(
            standard=self.standard, part=self.part, code=self.code, row=self.row, seen=kept, **kwargs
        )

    def form_valid(self, form: RowForm) -> HttpResponse:
        texts = form.texts()
        if not self.part.key:
            texts |= {column.title: column.write(self.body) for column in HEAD.shown if column.title in IDENTITY}
        change = {"standard": self.standard, "part": self.part, "code": self.code, "by": self.request.user}
        try:
            if self.request.POST.get("action") == "delete":
                delete_row(**change, seen=self.request.POST.get("seen", ""))
            else:
                save_row(**change, texts=texts, seen=self.request.POST.get("seen", ""))
        except RowError as error:
            form.blame(error.wrong)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.part.words} {self.code}：已保存。".replace(" ：", "："))
        return redirect("workshop:detail", self.standard.pk)

    def form_invalid(self, form: RowForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response
