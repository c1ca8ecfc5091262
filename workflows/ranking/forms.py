"""Forms of ranking."""

from django import forms

from workflows.engine.forms import DecisionField, OpinionField, StepForm


class ProposeListForm(StepForm):
    """The operator ranks; lots are entered in the order in which they were drawn."""

    lots = forms.CharField(
        label="抽签顺序", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="一行一个申报编号"
    )
    opinion = OpinionField(label="说明", required=False)

    def clean_lots(self) -> list[str]:
        """One number a line."""
        return self.cleaned_data["lots"].split()


class ApproveListForm(StepForm):
    """The director approves the list after the leading group's meeting, or has it ranked again."""

    decision = DecisionField([("approve", "审定通过"), ("send_back", "退回重排")], label="处理")
    meeting = forms.CharField(label="领导小组会议", required=False, max_length=120, help_text="例如:领导小组第3次会议,2026年11月2日")
    opinion = OpinionField(label="意见", required=False)
