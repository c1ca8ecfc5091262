"""A word on each indicator that was reduced."""

from django import forms

from .reading import Reductions

CHOICES = [("yes", "同意"), ("no", "不同意")]


class ReductionsForm(forms.Form):
    """Fields ``agrees-CODE`` and ``words-CODE``; yields ``replies``."""

    def __init__(self, *args, reductions: Reductions, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = reductions.rows
        for row in self.rows:
            self.fields[f"agrees-{row.code}"] = forms.ChoiceField(
                label=f"{row.code} {row.name}", choices=CHOICES, widget=forms.RadioSelect,
                error_messages={"required": f"{row.code} {row.name}：请选“同意”或“不同意”。"},
            )  # fmt: skip
            self.fields[f"words-{row.code}"] = forms.CharField(
                label="理由", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
            )

    def clean(self):
        data = super().clean()
        replies = {}
        for row in self.rows:
            word, words = data.pop(f"agrees-{row.code}", ""), data.pop(f"words-{row.code}", "").strip()
            if word == "no" and not words:
                self.add_error(f"words-{row.code}", f"{row.code} {row.name}：请写明不同意的理由。")
            replies[row.code] = (word == "yes", words)
        data["replies"] = replies
        return data
