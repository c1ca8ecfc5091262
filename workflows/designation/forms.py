"""Forms of the county's decision and of the report upward."""

from django import forms

from workflows.engine.forms import OpinionField, StepForm

from .models import Meeting


def day_field(label: str) -> forms.DateField:
    """A date with the browser's own picker."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": f"请填写{label}。", "invalid": "请按 2026-11-05 的格式填写日期。"},
    )


def words_field(label: str, length: int = 80) -> forms.CharField:
    """A line of text that must be there."""
    return forms.CharField(label=label, max_length=length, error_messages={"required": f"请填写{label}。"})


class DeliberateForm(StepForm):
    """The two meetings, and whom they did not approve."""

    government_session = words_field("县政府常务会议(名称、次数)")
    government_held_on = day_field("县政府常务会议日期")
    committee_session = words_field("县委常委会会议(名称、次数)")
    committee_held_on = day_field("县委常委会会议日期")
    resolution = OpinionField(label="议定事项", initial="会议同意命名名单。")
    refused = forms.MultipleChoiceField(
        label="未通过的对象", required=False, widget=forms.CheckboxSelectMultiple, help_text="没有则不勾选"
    )
    opinion = OpinionField(label="说明", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.case.applications.filter(state="deliberating").select_related("region__parent")
        self.fields["refused"].choices = [(row.number, row.region.full_name) for row in rows]

    def clean(self):
        """Two meetings, in their order."""
        data = super().clean()
        resolution = data.pop("resolution", "")
        data["meetings"] = [
            {
                "body": body,
                "session": data.pop(f"{name}_session", ""),
                "held_on": data.pop(f"{name}_held_on", None),
                "resolution": resolution,
            }
            for name, body in (("government", Meeting.Body.GOVERNMENT), ("committee", Meeting.Body.COMMITTEE))
        ]
        return data


class DesignateForm(StepForm):
    """Name those that were approved."""

    opinion = OpinionField(label="意见", initial="同意印发命名决定。", required=False)


class ReportUpwardForm(StepForm):
    """One main recipient, one signer."""

    recipient = words_field("主送机关")
    signer = words_field("签发人", 40)
    contact_phone = words_field("联系电话(座机)", 20)
    opinion = OpinionField(label="意见", required=False)


class RecordResultForm(StepForm):
    """The superior's document, and whom it recognises."""

    document_number = words_field("上级文件文号")
    decided_on = day_field("文件日期")
    recognised = forms.MultipleChoiceField(label="获得认定的对象", required=False, widget=forms.CheckboxSelectMultiple)
    opinion = OpinionField(label="说明", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.case.applications.filter(state="reported").select_related("region__parent")
        self.fields["recognised"].choices = [(row.number, row.region.full_name) for row in rows]
