"""The fields of the draft's pages: what a person may type into each, and the sentence when it cannot be taken.

Each field also knows its ``raw`` values: what a browser sends back when nothing was changed.
"""

import unicodedata
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from accounts import clock
from workflows.standards.methods import Checklist, Deduct, Levels
from workflows.standards.spec import DataItem

from .content import text
from .fields import Path
from .models import Application, DemocraticProcedure
from .wording import words_for

#: Units that are counted, never measured.
COUNTED = frozenset("户人个件份处座项批次")
YES_NO = "是/否"
NONE = "none"
STATEMENT_LENGTH = 800


class NumberField(forms.DecimalField):
    """A figure as people type it: full-width digits, thousands separators and the unit itself are understood."""

    def __init__(self, *, unit: str = "", whole: bool = False, **kwargs):
        self.unit = unit
        attrs = {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
        super().__init__(
            required=False,
            min_value=0,
            max_value=100 if unit == "%" else None,
            max_digits=18,
            decimal_places=0 if whole else 4,
            widget=forms.TextInput(attrs=attrs),
            error_messages={
                "invalid": "请填数字，例如 12.5。",
                "min_value": "不能小于0。",
                "max_value": "百分数不能超过100。",
                "max_decimal_places": f"请填整数（单位：{unit}）。" if whole else "最多填4位小数。",
                "max_digits": "数字太大，请核对单位。",
                "max_whole_digits": "数字太大，请核对单位。",
            },
            **kwargs,
        )

    def to_python(self, value):
        tidy = unicodedata.normalize("NFKC", str(value or "")).replace(",", "").strip()
        return super().to_python(tidy.removesuffix(unicodedata.normalize("NFKC", self.unit)).strip() or None)

    def prepare_value(self, value):
        return text(value) if isinstance(value, Decimal) else value

    def raw(self, value) -> list[str]:
        return [self.prepare_value(value) or ""]


class CountField(NumberField):
    """People or households in a whole number that a database column holds as an integer."""

    def __init__(self, **kwargs):
        super().__init__(whole=True, **kwargs)

    def clean(self, value):
        number = super().clean(value)
        if number is not None and number > 32_767:
            raise ValidationError("人数太大，请核对。")
        return None if number is None else int(number)

    def prepare_value(self, value):
        return "" if value is None else str(value)


class YesNoField(forms.TypedChoiceField):
    """A data item that is 是 or 否, kept as 1 or 0."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=[("1", "是"), ("0", "否")],
            coerce=Decimal,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value):
        return text(value) if isinstance(value, Decimal) else value

    def raw(self, value) -> list[str]:
        return [] if value is None else [self.prepare_value(value)]


class ChecklistField(forms.MultipleChoiceField):
    """Which items are met; that none is met must be said, so that it is not taken for an open question."""

    def __init__(self, how: Checklist, **kwargs):
        choices = [(str(item.no), item.words) for item in how.items]
        super().__init__(
            choices=[*choices, (NONE, "以上都不符合")], required=False, widget=forms.CheckboxSelectMultiple, **kwargs
        )

    def clean(self, value):
        ticked = super().clean(value)
        if NONE in ticked and len(ticked) > 1:
            raise ValidationError("已勾选符合的条目，请去掉“以上都不符合”。")
        if not ticked:
            return None
        return [] if NONE in ticked else sorted(int(number) for number in ticked)

    def prepare_value(self, value):
        stored = value is not None and all(isinstance(number, int) for number in value)
        return self.raw(value) if stored or value is None else value

    def raw(self, value) -> list[str]:
        if value is None:
            return []
        return [str(number) for number in value] or [NONE]


class LevelField(forms.ChoiceField):
    """The level that the applicant gives itself."""

    def __init__(self, how: Levels, **kwargs):
        choices = [(level.level, level.words) for level in how.levels]
        super().__init__(choices=choices, required=False, widget=forms.RadioSelect, **kwargs)

    def raw(self, value) -> list[str]:
        return [value] if value else []


class FindingsWidget(forms.MultipleHiddenInput):
    """Several counters under one name; the page draws them itself."""

    is_hidden = False


class FindingsField(forms.Field):
    """How many faults of each kind were found; that none was found must be said."""

    widget = FindingsWidget

    def __init__(self, how: Deduct, **kwargs):
        self.codes = [item.code for item in how.items]
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        typed = [unicodedata.normalize("NFKC", str(one)).strip() for one in value or ()]
        none, counts = NONE in typed, [one for one in typed if one != NONE][: len(self.codes)]
        if any(one and not (one.isascii() and one.isdigit() and len(one) < 5) for one in counts):
            raise ValidationError("次数请填整数，没有的填0。")
        found = {code: int(count) for code, count in zip(self.codes, counts, strict=False) if count}
        if none and any(found.values()):
            raise ValidationError("已填写扣分情况，请去掉“没有发现以上问题”。")
        return found if none or found else None

    def prepare_value(self, value):
        return self.raw(value) if value is None or isinstance(value, dict) else value

    def raw(self, value) -> list[str]:
        counts = [str((value or {}).get(code, "")) for code in self.codes]
        return [*counts, NONE] if value is not None and not any((value or {}).values()) else counts

    def has_changed(self, initial, data) -> bool:
        return self.raw(initial) != data


class DayField(forms.DateField):
    """A day that has been, or (the end of a notice) may lie ahead."""

    def __init__(self, *, ahead: bool = False, **kwargs):
        self.ahead = ahead
        super().__init__(
            required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": "请选择日期，例如 2026-03-05。"},
            **kwargs,
        )

    def clean(self, value):
        day = super().clean(value)
        if day and not self.ahead and day > clock.today():
            raise ValidationError("日期不能晚于今天。")
        return day

    def raw(self, value) -> list[str]:
        return [value.isoformat() if value else ""]


class TextField(forms.CharField):
    """Words of the applicant's own."""

    def __init__(self, *, length: int, rows: int = 0, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(
            required=False,
            max_length=length,
            widget=widget,
            error_messages={"max_length": f"不超过{length}字。"},
            **kwargs,
        )

    def raw(self, value) -> list[str]:
        return [value or ""]


class PhoneField(TextField):
    """A number on which somebody answers."""

    def clean(self, value):
        number = unicodedata.normalize("NFKC", super().clean(value)).replace(" ", "")
        if number and not (number.replace("-", "").isdigit() and 7 <= len(number.replace("-", "")) <= 12):
            raise ValidationError("请填手机号或带区号的座机，例如 0900-5550126。")
        return number


def input_for(application: Application, path: Path) -> forms.Field:
    """The field at a path; KeyError where the standard has none there."""
    spec = application.spec
    match path.section:
        case "cover":
            label, make = {"leader_name": ("负责人姓名", TextField), "contact_phone": ("联系电话", PhoneField)}[
                path.key
            ]
            return make(length=40 if path.key == "leader_name" else 20, label=label)
        case "data":
            return data_input(spec.item_by_code[path.key], path.part)
        case "answers":
            return answer_input(spec.indicator_by_code[path.key], path.part)
        case "statements":
            return TextField(length=STATEMENT_LENGTH, rows=8, label=spec.dimension_by_code[path.key].name)
    return procedure_input(application, path.key)


def data_input(item: DataItem, part: str) -> forms.Field:
    """A data item: this year's value, last year's, a remark."""
    if part == "remark":
        return TextField(length=200, label=f"{item.name}的说明")
    label = item.name if part == "value" else f"{item.name}（上年）"
    if item.unit == YES_NO:
        return YesNoField(label=label)
    return NumberField(unit=item.unit, whole=item.unit in COUNTED, label=label)


def answer_input(indicator, part: str) -> forms.Field:
    """The answer to an indicator; KeyError where its method asks for no such answer."""
    if part == "remark":
        return TextField(length=400, rows=3, label="自评说明")
    make, method = {
        "checked": (ChecklistField, Checklist),
        "level": (LevelField, Levels),
        "findings": (FindingsField, Deduct),
    }[part]
    if not isinstance(indicator.how, method):
        raise KeyError(part)
    return make(indicator.how, label=indicator.name)


def procedure_input(application: Application, name: str) -> forms.Field:
    """A field of the democratic procedure, labelled as the kind of applicant calls it."""
    words = words_for(application.round.kind)
    column = DemocraticProcedure._meta.get_field(name)
    if name.endswith(("_due", "_present", "_agreed")):
        return CountField(unit="票" if name == "branch_agreed" else "人", label=column.verbose_name)
    if name in {"notice_from", "notice_to"}:
        label = {"notice_from": "公示开始", "notice_to": "公示结束"}[name]
        return DayField(ahead=True, label=label)
    if name.endswith("_met_on"):
        return DayField(label=f"{getattr(words, name.removesuffix('_met_on'))}日期")
    rows = {"resolution": 5, "notice_objections": 2}.get(name, 0)
    return TextField(length=column.max_length, rows=rows, label=column.verbose_name)
