"""The office's screen of a recheck (复核)."""

from django import forms

from workflows.engine.forms import DecisionField, OpinionField, StepForm
from workflows.engine.screens import StepView


class RecheckForm(StepForm):
    """What was found, and how it was looked into."""

    finding: forms.Field = DecisionField([("sound", "属实，维持"), ("unsound", "有问题，报主任处理")], label="复核结论")
    opinion: forms.Field = OpinionField(label="复核情况")


class RecheckView(StepView):
    """复核: beside whatever else is under way."""

    template_name = "review/recheck.html"
    form_class = RecheckForm
    done_message = "复核结论已登记。"
