"""Forms of the calendar."""

from datetime import date, timedelta

from django import forms

#: A holiday with its bridge days; longer is a mistake.
LONGEST = 31


class DaysForm(forms.Form):
    """From when to when, and what these days are."""

    MEANINGS = {"off": False, "on": True, "usual": None}

    first = forms.DateField(
        label="从哪天",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日期请写成 2027-02-06。"},
    )
    last = forms.DateField(
        label="到哪天",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="含当天；只改一天的可以不填",
        error_messages={"invalid": "日期请写成 2027-02-06。"},
    )
    meaning = forms.ChoiceField(
        label="这几天",
        choices=[("off", "放假"), ("on", "上班（周末调休）"), ("usual", "照平常：周一至周五上班")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="说明", max_length=40, required=False, help_text="例如：春节、春节调休",
        error_messages={"max_length": "说明不超过40字。"},
    )  # fmt: skip

    def __init__(self, *args, year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year

    def clean(self) -> dict:
        cleaned = super().clean()
        first = cleaned.get("first")
        last = cleaned.get("last") or first
        if not first:
            return cleaned
        if {first.year, last.year} != {self.year}:
            raise forms.ValidationError(f"日期要在{self.year}年内；跨年的假期请在两年里分别登记。")
        if last < first:
            raise forms.ValidationError("结束日期不能早于开始日期。")
        if (last - first).days >= LONGEST:
            raise forms.ValidationError(f"一次最多登记{LONGEST}天，请核对日期。")
        return {**cleaned, "last": last}

    @property
    def days(self) -> list[date]:
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    @property
    def working(self) -> bool | None:
        return self.MEANINGS[self.cleaned_data["meaning"]]


class SourceForm(forms.Form):
    """Where the year's holidays were announced."""

    source = forms.CharField(
        label="依据", max_length=80, help_text="例如：国办发明电〔2026〕7号",
        error_messages={"max_length": "依据不超过80字。"},
    )  # fmt: skip
