"""试算: a standard tried on a round's applications or invented ones, on the page and as a workbook. Nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from documents.workbooks import MEDIA_TYPE
from workflows.engine.rights import require
from workflows.standards.answers import AnswersError
from workflows.standards.models import Standard

from ..rules import may_bring
from ..trial_forms import TrialForm
from ..trial_pictures import histogram
from ..trial_workbook import trial_workbook
from ..trying import Outcome, try_out
from .access import visible

#: As many movers as a page shows; the workbook has all.
MOST_MOVES = 30


def standard_and_form(request: HttpRequest, pk: int) -> tuple[Standard, TrialForm]:
    """The standard, if it is in sight and trying it out is the person's business."""
    standard = visible(request, pk)
    verdict, county = may_bring(request.user)
    require(verdict)
    others = Standard.objects.visible_to(request.user).filter(object=standard.object).exclude(pk=standard.pk)
    others = others.select_related("content").order_by("-county", "code", "-version")
    return standard, TrialForm(request.GET, standard=standard, others=others, county=county)


class TrialView(TemplateView):
    """Without a question the page only asks; with one it answers."""

    template_name = "workshop/trial.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        standard, form = standard_and_form(request, kwargs["pk"])
        context = self.get_context_data(standard=standard, form=form, **shown(outcome_of(form)))
        return self.render_to_response(context, status=422 if form.errors else 200)


def outcome_of(form: TrialForm) -> Outcome | None:
    """None where nothing was asked, or not rightly; figures that no formula can take are an error of the form."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return try_out(form.wish())
    except AnswersError as error:
        form.add_error(None, f"这批数据不能用来试算：{error}")
        return None


def shown(outcome: Outcome | None) -> dict:
    """The outcome with its pictures."""
    if outcome is None:
        return {"outcome": None}
    trial, comparison = outcome.trial, outcome.comparison
    return {
        "outcome": outcome,
        "trial": trial,
        "totals": histogram(trial.totals),
        "dimensions": [(one, histogram(one.spread)) for one in trial.dimensions],
        "movers": comparison.moved[:MOST_MOVES] if comparison else (),
    }


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The same, and every applicant's result."""
    standard, form = standard_and_form(request, pk)
    outcome = outcome_of(form)
    if outcome is None:
        return HttpResponse("请先在试算页面填好条件。", status=422, content_type="text/plain; charset=utf-8")
    response = HttpResponse(trial_workbook(outcome), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, f"{standard}试算.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response
