"""Screens with which a lead department answers objections and gives scores anew, and its head signs."""

from workflows.review.scores import reviewed_scores

from ..answer_forms import AnswerForm
from ..forms import SignScoresForm
from ..models import ObjectionAnswer
from ..points import points_of
from ..services.sheets import sheet
from ..totals import totals_of
from .steps import SIGN_PHRASES, DepartmentView


class AnswerObjectionsView(DepartmentView):
    """答复异议: each line in question, who says what about it, and the answer."""

    template_name = "scoring/answer_objections.html"
    form_class = AnswerForm
    done_message = "答复已提交，等待部门负责人审签。"

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        lines = {line.code: line for line in self.reading.lines}
        scores = reviewed_scores(self.case)
        entries = [
            {
                **entry,
                "line": lines.get(entry["row"].indicator.code),
                "reviewed": scores.get(entry["row"].indicator.code),
            }
            for entry in context["form"].entries
        ]
        whole = [one for one in points_of(self.case, self.organisation.pk) if not one.code]
        return {**context, "entries": entries, "whole": whole}


class SignAnswersView(DepartmentView):
    """审签答复: the answers first, then the sheet as it stands now."""

    template_name = "scoring/sign_answers.html"
    form_class = SignScoresForm
    done_message = "已办理。"

    def get_context_data(self, **kwargs) -> dict:
        rows = sheet(self.case, self.organisation)
        answers = ObjectionAnswer.objects.filter(
            countersignature__submission=self.case.submissions.last(), organisation=self.organisation
        ).current()
        return super().get_context_data(
            rows=rows,
            totals=totals_of(rows),
            answers=list(answers.select_related("countersignature__organisation", "score").order_by("pk")),
            phrases=SIGN_PHRASES,
            **kwargs,
        )
