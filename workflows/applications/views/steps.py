"""Screens of the applicant's steps."""

from workflows.engine.screens import StepView

from .. import forms
from ..completeness import missing
from ..content import self_evaluation


class FilledInView(StepView):
    """A step that looks at the whole form: what is missing, and the computed self-score."""

    def get_context_data(self, **kwargs) -> dict:
        result = self_evaluation(self.case)
        return super().get_context_data(gaps=missing(self.case, result), result=result, **kwargs)


class FinishFillingView(FilledInView):
    """填报: the clerk's task is the application's own page; this is its last button."""

    template_name = "applications/finish_filling.html"
    form_class = forms.FinishFillingForm
    done_message = "已送审定人。"


class SubmitView(FilledInView):
    """审定提交."""

    template_name = "applications/submit.html"
    form_class = forms.SubmitForm
    done_message = "已办理。"


class SupplyDataView(StepView):
    """部门提供数据."""

    template_name = "applications/supply_data.html"
    form_class = forms.SupplyDataForm
    done_message = "数据已提供。"
