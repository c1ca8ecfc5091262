"""The reviewer's word on one question."""

from django import forms

from ..models import LikenessWord


class AnswerForm(forms.Form):
    """One of three words; who doubts says why."""

    word = forms.ChoiceField(
        label="意见",
        choices=LikenessWord.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一项意见。", "invalid_choice": "请选择一项意见。"},
    )
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "理由不超过400字。"},
    )

    def clean(self):
        data = super().clean()
        if data.get("word") in {LikenessWord.EXPLAIN, LikenessWord.REJECT} and not data.get("reason", "").strip():
            self.add_error("reason", "请写明理由：要求说明什么，或为什么不予采信。")
        return data
