"""Screens of the applicant's steps."""

from accounts.models import Appointment
from workflows.engine.actions import Action
from workflows.engine.rights import RULES
from workflows.engine.screens import StepView

from .. import forms
from ..checklist import checklist
from ..deadlines import time_left
from ..drafts import read_draft
from ..helping import was_helped
from ..models import Application
from ..papers import commitment_of
from ..sections import unconfirmed


class FilledInView(StepView):
    """A step that looks at the whole form: what is missing, and the computed self-score."""

    def get_context_data(self, **kwargs) -> dict:
        application = Application.objects.with_content().get(pk=self.case.pk)
        draft, open_sections = read_draft(application), unconfirmed(application)
        return super().get_context_data(
            draft=draft,
            application=application,
            left=time_left(draft.due_at),
            unconfirmed=open_sections,
            checks=checklist(draft, unconfirmed=open_sections, was_helped=was_helped(application)),
            **kwargs,
        )

    def get_success_url(self) -> str:
        """Back to the case: it says what happens next."""
        return self.case.get_absolute_url()


class FinishFillingView(FilledInView):
    """送审: the clerk's form is the application's own pages; this is their last button."""

    template_name = "applications/finish_filling.html"
    form_class = forms.FinishFillingForm
    done_message = "已送审定人。"

    def get_context_data(self, **kwargs) -> dict:
        held = Appointment.objects.current().filter(post__in=RULES[Action.SUBMIT].who, region_id=self.case.region_id)
        return super().get_context_data(signers=held.select_related("user"), **kwargs)


class SubmitView(FilledInView):
    """审定提交: the commitment is read and signed, or the form goes back to the clerk."""

    template_name = "applications/submit.html"
    form_class = forms.SubmitForm

    @property
    def done_message(self) -> str:
        """What was done: two buttons lead here."""
        return "已退回填报员修改。" if self.request.POST.get("decision") == "send_back" else "已提交。"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(commitment=commitment_of(self.case), **kwargs)


class SupplyDataView(StepView):
    """部门提供数据."""

    template_name = "applications/supply_data.html"
    form_class = forms.SupplyDataForm
    done_message = "数据已提供。"

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        return context | {"figures": [(item, form[item.code]) for item in form.items]}
