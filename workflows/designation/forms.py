"""Forms of the county's decision and of the report upward."""

from django import forms

from workflows.applications.states import State
from workflows.engine.forms import OpinionField, StepForm
from workflows.publicity.forms import LandlineField
from workflows.rounds.forms import day_field

from .models import Meeting
from .services import standing


def words_field(label: str, length: int = 80, **kwargs) -> forms.CharField:
    """A line of text that must be there."""
    return forms.CharField(label=label, max_length=length, error_messages={"required": f"请填写{label}。"}, **kwargs)


def names_field(label: str, help_text: str) -> forms.MultipleChoiceField:
    """Several of the names on the list."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
        error_messages={"invalid_choice": "所选对象不在名单中，请刷新页面后重新勾选。"},
    )


def choices_of(round_, state: State) -> list[tuple[str, str]]:
    """Number and name of those in a state, in the order of the list."""
    return [(row.number, row.region.full_name) for row in standing(round_, state)]


class DeliberateForm(StepForm):
    """The two meetings, and whom they did not approve."""

    government_session = words_field("县政府常务会议名称、次数", help_text="例如：县政府第21次常务会议")
    government_held_on = day_field("县政府常务会议日期")
    committee_session = words_field("县委常委会会议名称、次数", help_text="例如：十八届县委常委会第60次会议")
    committee_held_on = day_field("县委常委会会议日期")
    resolution = OpinionField(label="议定事项", initial="会议听取领导小组办公室汇报，同意公示无异议的名单。")
    refused = names_field("未通过的对象", "会议没有通过的才勾选；都通过的不勾选。名单只能减少，不能增加。")
    opinion = OpinionField(label="说明", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["refused"].choices = choices_of(self.case, State.DELIBERATING)
        self.fields["opinion"].help_text = "有未通过的对象时，必须写明原因。"

    def clean(self):
        """Two meetings, in their order; a refusal has its reason."""
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
        if data.get("refused") and not data.get("opinion", "").strip():
            self.add_error("opinion", "请写明未通过的原因。")
        return data


class DesignateForm(StepForm):
    """Name those that were approved."""

    opinion = OpinionField(label="意见", initial="同意印发命名决定。", required=False)


class ReportUpwardForm(StepForm):
    """One main recipient, one signer."""

    recipient = words_field("主送机关", help_text="只填一个，例如：市委农村工作领导小组。需要其他机关知晓的用抄送。")
    signer = words_field("签发人", 40, help_text="请示须标注签发人姓名。")
    contact_phone = LandlineField(label="联系电话（座机）", help_text="请示附注中的联系电话，只填单位座机。")
    opinion = OpinionField(label="意见", required=False)


class RecordResultForm(StepForm):
    """The superior's document, and whom it recognises."""

    document_number = words_field("上级文件文号", help_text="例如：陕农发〔2026〕38号")
    decided_on = day_field("文件日期")
    recognised = names_field("获得认定的对象", "在上级文件名单中的打勾；没有打勾的登记为“未获认定”。")
    opinion = OpinionField(label="说明", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recognised"].choices = choices_of(self.case, State.REPORTED)
