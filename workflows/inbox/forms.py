"""Forms of the desk: pass work on, ask, answer, copy."""

from django import forms

from accounts.models import Appointment, User
from workflows.engine.models import Consultation


class AppointmentChoice(forms.ModelChoiceField):
    """A colleague by name."""

    def label_from_instance(self, obj: Appointment) -> str:
        return str(obj.user)


class PeopleField(forms.ModelMultipleChoiceField):
    """People by name and office."""

    def __init__(self, *, label: str):
        super().__init__(
            label=label,
            queryset=User.objects.none(),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": f"请选择{label}。"},
        )

    def label_from_instance(self, obj: User) -> str:
        return str(obj)


class TransferForm(forms.Form):
    """转办."""

    to = AppointmentChoice(
        label="转给谁",
        queryset=Appointment.objects.none(),
        empty_label="请选择",
        error_messages={"required": "请选择转给谁。", "invalid_choice": "只能转给同一岗位在任的同事。"},
    )
    reason = forms.CharField(
        label="原因",
        max_length=200,
        error_messages={"required": "请写明转办的原因。", "max_length": "原因不超过200字。"},
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = choices


class AskForm(forms.Form):
    """征求意见."""

    people = PeopleField(label="征求谁的意见")
    question = forms.CharField(
        label="请对方看什么",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明请对方看什么。", "max_length": "不超过400字。"},
    )
    need = forms.ChoiceField(label="什么时候可以办", choices=Consultation.Need.choices, widget=forms.RadioSelect)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = choices
        self.fields["need"].initial = Consultation.Need.ALL


class CopyForm(forms.Form):
    """抄送."""

    people = PeopleField(label="抄送给谁")
    words = forms.CharField(
        label="附言", max_length=400, required=False, error_messages={"max_length": "附言不超过400字。"}
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = choices


class OpinionForm(forms.Form):
    """签注意见."""

    agrees = forms.TypedChoiceField(
        label="态度",
        choices=[("yes", "同意"), ("no", "不同意"), ("", "不表态，只提意见")],
        coerce={"yes": True, "no": False}.get,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    words = forms.CharField(
        label="意见",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "意见不超过1000字。"},
    )


class ExtensionForm(forms.Form):
    """延期."""

    until = forms.DateField(
        label="延到哪天",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="含当天，须是工作日",
    )
    reason = forms.CharField(label="理由", max_length=200)


class FilterForm(forms.Form):
    """存为常用筛选."""

    name = forms.CharField(
        label="名称",
        max_length=20,
        help_text="例如“石岭镇快到期的”；用已有的名称会替换原来的条件",
        error_messages={"required": "请给这个筛选起个名字。", "max_length": "名称不超过20字。"},
    )
