"""Base of the forms of steps."""

from django import forms


class StepForm(forms.Form):
    """A step's form knows its case and, in a department's branch, the department."""

    def __init__(self, *args, case, organisation=None, **kwargs):
        self.case, self.organisation = case, organisation
        super().__init__(*args, **kwargs)


class OpinionField(forms.CharField):
    """An official opinion: 1,000 characters at most."""

    def __init__(self, *, label: str = "意见", required: bool = True, initial: str = "", rows: int = 3):
        super().__init__(
            label=label,
            required=required,
            max_length=1000,
            initial=initial,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": f"请填写{label}。", "max_length": f"{label}不超过1000字。"},
        )


class DecisionField(forms.ChoiceField):
    """A decision among those that a step offers."""

    def __init__(self, choices, *, label: str = "结论"):
        super().__init__(
            label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": f"请选择{label}。"}
        )
