"""Fields of a reviewer's form."""

from django import forms

from workflows.standards.decimals import plain


class EitherInput(forms.NumberInput):
    """A number that is either picked from a list or typed: both inputs carry the name, the last filled one counts."""

    def value_from_datadict(self, data, files, name):
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        filled = [value for value in values if value not in (None, "")]
        return filled[-1] if filled else None


class ScoreField(forms.DecimalField):
    """A score between nothing and the indicator's points."""

    def __init__(self, points):
        super().__init__(
            required=False,
            min_value=0,
            max_value=points,
            max_digits=7,
            decimal_places=2,
            widget=EitherInput,
            error_messages={
                "invalid": "得分请填数字。",
                "min_value": "得分不能是负数。",
                "max_value": f"得分不能超过满分{plain(points)}分。",
                "max_decimal_places": "得分最多两位小数。",
            },
        )


class DayField(forms.DateField):
    """A day, picked or typed as 2026-03-16."""

    def __init__(self, label: str):
        super().__init__(
            label=label,
            required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": "日期请按 2026-03-16 的样子填写。"},
        )
