"""Screens of the county's decision and of the report upward."""

from workflows.applications.states import State
from workflows.engine.screens import StepView

from . import forms
from .models import UpwardReport
from .papers import organs_of
from .services import standing


class ListView(StepView):
    """A step on the round's remaining list."""

    state = State.APPROVED

    def get_context_data(self, **kwargs) -> dict:
        notice = self.case.notices.select_related("result").last()
        return super().get_context_data(
            applications=list(standing(self.case, self.state)),
            notice=notice,
            result=getattr(notice, "result", None),
            meetings=self.case.meetings.all(),
            organs=organs_of(self.case),
            **kwargs,
        )


class DeliberateView(ListView):
    """县级审议审定."""

    template_name = "designation/deliberate.html"
    form_class = forms.DeliberateForm
    state = State.DELIBERATING
    done_message = "审定结果已登记。"


class DesignateView(ListView):
    """命名."""

    template_name = "designation/designate.html"
    form_class = forms.DesignateForm
    done_message = "命名决定已印发。"


class ReportUpwardView(ListView):
    """报送上级."""

    template_name = "designation/report_upward.html"
    form_class = forms.ReportUpwardForm
    done_message = "已报送。"


class RecordResultView(ListView):
    """登记上级结果."""

    template_name = "designation/record_result.html"
    form_class = forms.RecordResultForm
    state = State.REPORTED
    done_message = "上级结果已登记。"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            report=UpwardReport.objects.select_related("document").get(round=self.case), **kwargs
        )
