"""Forms of a round."""

from datetime import date, datetime, time

from django import forms
from django.core.validators import RegexValidator

from accounts import clock
from accounts.enums import RegionLevel
from accounts.models import Region
from workflows.engine.calendar import COUNTY_TIME
from workflows.engine.forms import OpinionField, StepForm
from workflows.standards.models import Standard

from .models import Kind, Level, Round

#: 文号 as an office writes it; its first character leads the county's own numbers.
DOCUMENT_NUMBER = RegexValidator(
    r"^[一-龥]+〔\d{4}〕\d+号$", "请按“禾发〔2026〕2号”的格式填写文号，年份用六角括号〔〕。"
)
CLOSING_TIME = time(18)


def number_field(label: str, *, unit: str, least: int = 1, most: int = 9999, required: bool = True, **kwargs):
    """A whole number with its unit beside it."""
    field = forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        error_messages={
            "required": f"请填写{label}。",
            "invalid": f"{label}请填整数。",
            "min_value": f"{label}不能小于{least}。",
            "max_value": f"{label}不能大于{most}。",
        },
        **kwargs,
    )
    field.unit = unit
    return field


def day_field(label: str, **kwargs) -> forms.DateField:
    """A date with the browser's own picker."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": f"请填写{label}。", "invalid": "请按 2026-11-05 的格式填写日期。"},
        **kwargs,
    )


class RoundForm(forms.Form):
    """A round as the operator draws it up; ``cleaned_data`` is what ``prepare_round`` takes, but for the county."""

    year = number_field("年度", unit="年", least=2020, most=2100)
    number = number_field("第几批", unit="批", most=99, initial=1)
    level = forms.ChoiceField(label="层级", choices=Level, help_text="县级由县委、县政府命名；省级由县里择优推荐上报。")
    kind = forms.ChoiceField(label="创建对象", choices=Kind)
    standard = forms.ModelChoiceField(
        label="评定标准",
        queryset=None,
        empty_label="请选择",
        help_text="只列出已发布的标准。批次启动后标准不再更换。",
        error_messages={"required": "请选择评定标准。", "invalid_choice": "请选择已发布的评定标准。"},
    )
    approval_basis = forms.CharField(
        label="批准依据",
        max_length=200,
        help_text="批准开展创建活动的机关、文号、日期。没有批准依据不能开展创建示范活动。",
        error_messages={"required": "请填写批准依据。"},
    )
    plan_number = forms.CharField(
        label="实施方案文号",
        max_length=60,
        validators=[DOCUMENT_NUMBER],
        help_text="例如：禾发〔2026〕2号。公示、命名决定中引用。",
        error_messages={"required": "请填写实施方案文号。"},
    )
    places = number_field("总名额", unit="个", help_text="拟推荐数量不会超过总名额，可以少于。")
    township_cap = number_field(
        "每镇（街道）最多入选", unit="个", required=False, help_text="只用于示范村批次。不填表示不限。"
    )
    opens_on = day_field("申报开始日期")
    intake_ends_on = day_field("申报截止日期", help_text="截止到当天18:00，过时系统不再接收。建议不少于15个工作日。")
    notice_days = number_field(
        "公示工作日数", unit="个工作日", least=5, most=60, initial=5, help_text="不少于5个工作日，节假日不计。"
    )
    count_first_day = forms.BooleanField(label="公示发布当天计入公示期", required=False, initial=True)

    #: Names of the inputs of townships' shares begin so.
    SHARE = "share_"

    def __init__(self, *args, county: str, round_: Round | None = None, **kwargs):
        self.county, self.round = county, round_
        known = values_of(round_) if round_ else {"year": clock.today().year}
        kwargs["initial"] = {**known, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["standard"].queryset = (
            Standard.objects.usable_in(county).published().order_by("object", "code", "-version")
        )
        townships = Region.objects.within(f"{county}000000").active().at(RegionLevel.TOWNSHIP)
        shares = dict(round_.quotas.values_list("township_id", "number")) if round_ else {}
        for township in townships.order_by("code"):
            field = number_field(township.name, unit="个", least=0, most=99, required=False)
            field.initial = shares.get(township.code)
            self.fields[f"{self.SHARE}{township.code}"] = field

    def share_fields(self):
        """The inputs of the townships' shares, for a table of their own."""
        return [field for field in self if field.name.startswith(self.SHARE)]

    def main_fields(self):
        """All other inputs."""
        return [field for field in self if not field.name.startswith(self.SHARE)]

    def clean(self) -> dict:
        """Facts that depend on each other."""
        data = super().clean()
        self.check_standard(data)
        self.check_dates(data)
        self.check_uniqueness(data)
        self.check_shares(data)
        return data

    def check_standard(self, data: dict) -> None:
        """The standard is made for what is created."""
        standard, kind = data.get("standard"), data.get("kind")
        if standard and kind and standard.object != kind:
            self.add_error("standard", f"这套标准适用于“{standard.get_object_display()}”，与创建对象不一致，请另选。")

    def check_dates(self, data: dict) -> None:
        """The intake ends after it begins, and in the future."""
        ends_on = data.pop("intake_ends_on", None)
        if not ends_on:
            return
        if (opens_on := data.get("opens_on")) and ends_on <= opens_on:
            self.add_error("intake_ends_on", "申报截止日期应在开始日期之后。")
        data["intake_ends_at"] = closing(ends_on)
        if data["intake_ends_at"] <= clock.now():
            self.add_error("intake_ends_on", "申报截止日期已过，请填写以后的日期。")

    def check_uniqueness(self, data: dict) -> None:
        """One round per year, number, level and kind."""
        key = {name: data.get(name) for name in ("year", "number", "level", "kind")}
        same = Round.objects.filter(county=self.county, **key)
        if None not in key.values() and same.exclude(pk=self.round.pk if self.round else None).exists():
            self.add_error("number", "这一批次已经有了，请修改批次号，或者在批次列表中打开它。")

    def check_shares(self, data: dict) -> None:
        """Shares are of villages; a cap above all places caps nothing."""
        shares = {field.name: data.pop(field.name, None) for field in self.share_fields()}
        is_village = data.get("kind") == Kind.VILLAGE
        data["quotas"] = {
            name.removeprefix(self.SHARE): number
            for name, number in shares.items()
            if number is not None and is_village
        }
        if not is_village:
            data["township_cap"] = None
        cap, places = data.get("township_cap"), data.get("places")
        if cap and places and cap > places:
            self.add_error("township_cap", "每镇最多入选数不能大于总名额。")


def closing(day: date) -> datetime:
    """The hour at which an intake closes."""
    return datetime.combine(day, CLOSING_TIME, COUNTY_TIME)


def values_of(round_: Round) -> dict:
    """What the form shows of a round."""
    names = (
        "year", "number", "level", "kind", "standard", "approval_basis", "plan_number", "places", "township_cap",
        "opens_on", "notice_days", "count_first_day",
    )  # fmt: skip
    values = {name: getattr(round_, name) for name in names}
    return {**values, "intake_ends_on": round_.intake_ends_at.astimezone(COUNTY_TIME).date()}


class OpenRoundForm(StepForm):
    """The director opens a round; exactly the round that the page has shown (``seen``: its fingerprint)."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    opinion = OpinionField(label="意见", initial="同意启动。", required=False)

    def clean(self) -> dict:
        """Refuse what was changed between reading and signing."""
        data = super().clean()
        if data.pop("seen", "") != self.case.fingerprint():
            self.add_error(None, "您打开页面后，经办人修改了批次内容。请核对下面的最新内容，再点“启动批次”。")
        return data
