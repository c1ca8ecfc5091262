"""Forms of publicity."""

from django import forms

from workflows.engine.forms import OpinionField, StepForm

from .models import Objection


class PublishNoticeForm(StepForm):
    """How the public reaches the office: a landline, an address."""

    phone = forms.CharField(label="联系电话(座机)", max_length=20, error_messages={"required": "请填写座机号码。"})
    address = forms.CharField(label="通信地址", max_length=120, error_messages={"required": "请填写通信地址。"})
    opinion = OpinionField(label="说明", required=False)


class CloseNoticeForm(StepForm):
    """State what came of the notice."""

    opinion = OpinionField(label="说明", required=False)


class ObjectionForm(forms.Form):
    """What somebody outside sends in; the form asks for no identity number."""

    application = forms.ModelChoiceField(
        label="反映对象", queryset=None, error_messages={"required": "请选择反映的村或镇。"}
    )
    matter = forms.CharField(
        label="反映的具体事实",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "请写明反映的具体事实。"},
    )
    name = forms.CharField(label="您的姓名", max_length=40, required=False)
    unit = forms.CharField(label="单位", max_length=80, required=False)
    contact = forms.CharField(label="联系方式", max_length=80, required=False)

    def __init__(self, *args, notice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = notice.applications.select_related("region__parent", "round")


class SettleForm(forms.Form):
    """The office's finding on an objection."""

    finding = forms.ChoiceField(label="结论", choices=Objection.Finding, widget=forms.RadioSelect)
    findings_of_fact = forms.CharField(
        label="核查认定的事实", max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    disposal = forms.CharField(label="处理", max_length=200, required=False)
    reply = forms.CharField(label="答复", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
