"""The page on which the applicant reads what was taken off, and answers once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from workflows.engine.actions import Action
from workflows.engine.errors import OutOfSight
from workflows.engine.rights import may, require

from ..visits.views import application_in_sight
from .forms import ReductionsForm
from .reading import reductions_of
from .services import answer_reductions


class ReductionsView(FormView):
    """核减和答复."""

    template_name = "review/reductions.html"
    form_class = ReductionsForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.application = application_in_sight(request, kwargs["pk"])
        self.reductions = reductions_of(self.application)
        if self.reductions is None:
            raise OutOfSight("这件申报没有核减。")
        self.verdict = may(request.user, Action.ANSWER_REDUCTION, self.application)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        require(self.verdict)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "reductions": self.reductions}

    def form_valid(self, form: ReductionsForm) -> HttpResponse:
        answer_reductions(application=self.application, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "已答复，镇（街道）领导签发时看得到。")
        return redirect("review:reductions", self.application.pk)

    def form_invalid(self, form: ReductionsForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        rows = [(row, form[f"agrees-{row.code}"], form[f"words-{row.code}"]) for row in self.reductions.rows]
        may_answer = self.verdict and not self.reductions.answer
        return {
            **context, "application": self.application, "reductions": self.reductions, "rows": rows,
            "verdict": self.verdict, "may_answer": may_answer,
        }  # fmt: skip
