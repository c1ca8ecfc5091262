"""Forms of the outbox and of a person's channels."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from accounts.enums import Channel, RegionLevel
from accounts.models import Contact, Letter, Region, User
from accounts.outbox import audiences, ways

MOBILE = RegexValidator(r"^1[3-9]\d{9}$", "手机号是11位数字，请核对。")


class WordsForm(forms.ModelForm):
    """What a letter says."""

    class Meta:
        model = Letter
        fields = ["subject", "body", "to_groups"]
        widgets = {"body": forms.Textarea(attrs={"rows": 8, "maxlength": 2000})}
        help_texts = {
            "subject": "短信和邮件里只有标题，请把事情说清楚，例如：公告：2026年第一批示范村开始申报",
            "to_groups": "标题和内容会发到县里接好的工作群，不要写不宜在群里说的事",
        }

    def __init__(self, *args, county: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].required = True
        if not ways.robots_of(county):
            del self.fields["to_groups"]

    def words(self) -> dict[str, Any]:
        """With what was not asked."""
        return {"to_groups": False, **{name: self.cleaned_data[name] for name in self.fields if name in WORDS}}


WORDS = ("subject", "body", "to_groups")


class LetterForm(WordsForm):
    """And to whom it goes."""

    groups = forms.MultipleChoiceField(
        label="发给谁",
        choices=audiences.CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一类人员。"},
    )
    township = forms.ModelChoiceField(
        label="只发给一个镇（街道）", queryset=Region.objects.none(), required=False, empty_label="全县"
    )
    field_order = ["subject", "body", "groups", "township", "to_groups"]

    def __init__(self, *args, county: str, **kwargs):
        super().__init__(*args, county=county, **kwargs)
        towns = Region.objects.within(f"{county}000000").active().filter(level=RegionLevel.TOWNSHIP)
        self.fields["township"].queryset = towns.order_by("pk")


class ChannelsForm(forms.Form):
    """Which channels a person wants; only those that the administrator has opened are asked for."""

    email = forms.EmailField(label="电子邮箱", max_length=254, required=False)
    email_active = forms.BooleanField(label="有消息时发邮件提醒我", required=False)
    sms = forms.CharField(
        label="手机号",
        required=False,
        validators=[MOBILE],
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel-national", "maxlength": 11}),
    )
    sms_active = forms.BooleanField(label="有消息时发短信提醒我", required=False)

    def __init__(self, *args, user: User, **kwargs):
        self.ways = ways.personal_ways()
        known = {contact.channel: contact for contact in Contact.objects.filter(user=user)}
        initial = {channel: contact.address for channel, contact in known.items()}
        initial |= {f"{channel}_active": contact.active for channel, contact in known.items()}
        super().__init__(*args, **kwargs | {"initial": initial})
        for channel in Contact.PERSONAL:
            if channel not in self.ways:
                del self.fields[channel.value], self.fields[f"{channel.value}_active"]
            elif self.ways[channel].is_trial:
                self.fields[channel.value].help_text = "目前是试用：只写入服务器上的文件，不真正发出"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for channel in self.ways:
            if cleaned.get(f"{channel.value}_active") and not cleaned.get(channel.value) and not self.errors:
                self.add_error(channel.value, "要接收提醒，请先填写。")
        return cleaned

    def choices(self) -> dict[Channel, tuple[str, bool]]:
        """Address and whether it is wanted, by channel."""
        given = self.cleaned_data
        return {channel: (given[channel.value], given[f"{channel.value}_active"]) for channel in self.ways}
