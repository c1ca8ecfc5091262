"""Forms of the township's desk."""

from django import forms

from workflows.engine.forms import OpinionField

from ..fields import DayField


class NoticeDays(forms.Form):
    """The township's own notice (镇级公示), from and to."""

    notice_from = DayField("镇级公示开始")
    notice_to = DayField("镇级公示结束")

    def clean(self):
        data = super().clean()
        first, last = data.pop("notice_from", None), data.pop("notice_to", None)
        if first and last and last < first:
            self.add_error("notice_to", "公示结束日期不能早于开始日期。")
        data["notice"] = {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}
        return data


class PassForm(NoticeDays):
    """Which villages pass together, and with what words; the second time with a confirmation."""

    village = forms.TypedMultipleChoiceField(
        label="通过的村", coerce=int,
        error_messages={"required": "请至少勾选一个村。", "invalid_choice": "勾选的村里有的已经不能批量通过，请重新勾选。"},
    )  # fmt: skip
    opinion = OpinionField(label="审核意见", initial="经审核材料和实地核查，情况属实，同意推荐。")
    confirmed = forms.BooleanField(required=False)

    def __init__(self, *args, clean, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = [(one.application.pk, one.name) for one in clean]


class SignForm(forms.Form):
    """The leader's one signature under several villages, in their order; the second time with a confirmation."""

    village = forms.TypedMultipleChoiceField(
        label="签发的村", coerce=int,
        error_messages={"required": "请至少勾选一个村。", "invalid_choice": "勾选的村里有的已经不在待签发里，请重新勾选。"},
    )  # fmt: skip
    opinion = OpinionField(label="签发意见", initial="经研究，同意推荐。")
    noted = forms.BooleanField(label="有的村还没有答复核减，已知悉，仍然签发", required=False)
    confirmed = forms.BooleanField(required=False)

    def __init__(self, *args, nominees, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = [(one.application.pk, one.name) for one in nominees]
