"""Forms of publicity."""

import re

from django import forms
from django.core.exceptions import ValidationError

from workflows.engine.forms import OpinionField, StepForm

from .landline import is_landline
from .models import Notice, Objection

#: A citizen's identity number: asked for nowhere in this system.
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


class LandlineField(forms.CharField):
    """An office's telephone number; a mobile number is refused."""

    def __init__(self, *, label: str = "联系电话（座机）", **kwargs):
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("help_text", "只填单位座机，例如0900-5550101。公示中不能出现个人手机号码。")
        super().__init__(label=label, error_messages={"required": "请填写座机号码。"}, **kwargs)

    def validate(self, value):
        super().validate(value)
        if value and not is_landline(value):
            raise ValidationError("请填写单位座机号码，例如0900-5550101，不要填写手机号码。")


class PublishNoticeForm(StepForm):
    """How the public reaches the office: a landline, an address."""

    phone = LandlineField()
    address = forms.CharField(
        label="通信地址",
        max_length=120,
        help_text="群众寄送书面材料的地址。",
        error_messages={"required": "请填写通信地址。"},
    )
    opinion = OpinionField(label="说明", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        latest = Notice.objects.filter(round__county=self.case.county).order_by("-pk").first()
        if latest:
            self.fields["phone"].initial, self.fields["address"].initial = latest.phone, latest.address


class CloseNoticeForm(StepForm):
    """State what came of the notice."""

    opinion = OpinionField(label="说明", required=False)


class ObjectionForm(forms.Form):
    """What somebody outside sends in; the form asks for no identity number."""

    application = forms.ModelChoiceField(
        label="反映哪个村（镇）",
        queryset=None,
        empty_label="请选择",
        error_messages={"required": "请选择反映的村或镇。", "invalid_choice": "请从名单中选择。"},
    )
    matter = forms.CharField(
        label="反映的具体事实",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="请写清时间、地点、什么事、怎么知道的。照片等证据可以寄送或当面递交到下面的地址。",
        error_messages={"required": "请写明反映的具体事实。", "max_length": "不超过4000字。"},
    )
    name = forms.CharField(label="您的姓名或单位名称", max_length=40, required=False)
    unit = forms.CharField(label="您的单位（住址）", max_length=80, required=False)
    contact = forms.CharField(
        label="联系方式", max_length=80, required=False, help_text="电话或通信地址，用于核实和书面答复。"
    )
    #: Nobody sees this field; a program that fills in forms does not know.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, *args, notice: Notice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = notice.applications.select_related("region__parent", "round__standard")
        self.fields["application"].label_from_instance = lambda application: application.region.full_name

    def clean_website(self) -> str:
        """The trap."""
        if self.cleaned_data["website"]:
            raise ValidationError("“网址”一栏请留空。")
        return ""

    def clean(self) -> dict:
        """A name without a way to answer is no real name; identity numbers stay at home."""
        data = super().clean()
        data.pop("website", None)
        if bool(data.get("name")) != bool(data.get("contact")):
            missing = "contact" if data.get("name") else "name"
            self.add_error(missing, "实名反映请同时填写姓名和联系方式；不愿实名的，两项都不填。")
        for field in ("matter", "name", "unit", "contact"):
            if IDENTITY_NUMBER.search(data.get(field) or ""):
                self.add_error(field, "请不要填写身份证号码，请删去后再提交。")
        return data


class SettleForm(forms.Form):
    """The office's finding on an objection."""

    finding = forms.ChoiceField(
        label="核查结论",
        choices=Objection.Finding,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择核查结论。"},
    )
    findings_of_fact = forms.CharField(
        label="核查认定的事实",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="谁、什么时候、到哪里、查了什么、结果是什么。",
        error_messages={"required": "请填写核查认定的事实。"},
    )
    disposal = forms.CharField(
        label="处理", max_length=200, required=False, help_text="不填时：成立的为“取消资格”，不成立的为“维持”。"
    )
    summary = forms.CharField(
        label="反映事项摘要",
        max_length=200,
        required=False,
        help_text="写进答复书和登记表，不能透露反映人身份，例如：申报的卫生户厕数与实际不符。",
    )
    reply = forms.CharField(
        label="答复",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="实名反映的必须答复。反映人凭查询码看到答复。",
    )

    def __init__(self, *args, may_disqualify: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_disqualify:
            findings = [choice for choice in Objection.Finding.choices if choice[0] != Objection.Finding.UPHELD]
            self.fields["finding"].choices = findings
            self.fields["finding"].help_text = "认定“成立”要取消资格，须由办公室主任办理。"


class RefuseForm(forms.Form):
    """Why an objection is not taken up."""

    reason = forms.CharField(
        label="不予受理的理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="只用于匿名、没有具体线索的。",
        error_messages={"required": "请写明不予受理的理由。"},
    )
