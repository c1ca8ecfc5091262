"""What templates need and Django lacks: icons, plain numbers, masked phones, deadlines, bars."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import partial

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import clock
from workflows.engine.due import DueText, due_text, working_ahead

register = template.Library()

DASH = "—"
REQUIRED = {
    "select": "请选择一项",
    "radioselect": "请选择一项",
    "checkboxselectmultiple": "请至少选一项",
    "checkbox": "请打勾确认",
    "clearablefile": "请上传文件",
    "file": "请上传文件",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite. Without a label it is decoration and hidden from screen readers."""
    href = f"{static('icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', href)


def _decimal(value) -> Decimal | None:
    try:
        return Decimal(str(value))
    except (InvalidOperation, ValueError):
        return None


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def num(value) -> str:
    """12.50 → 12.5, 8.00 → 8; nothing → a dash."""
    if value is None or value == "":
        return DASH
    number = _decimal(value)
    return str(value) if number is None else _plain(number)


@register.filter
def wan(value) -> str:
    """Yuan → 万元 with two decimals, as office papers write money."""
    number = _decimal(value)
    return DASH if number is None else f"{number / 10000:.2f} 万元"


@register.filter
def tone(state) -> str:
    """The tone of a state: its own ``tone`` where it has one, grey otherwise."""
    return getattr(state, "tone", "") or "grey"


@register.filter
def masked_phone(value) -> str:
    """13812341234 → 138****1234; an office number keeps its area code and the last two digits."""
    text = str(value or "")
    if len(text) == 11 and text.isdigit():
        return f"{text[:3]}****{text[-4:]}"
    area, dash, number = text.rpartition("-")
    if len(number) < 5:
        return text
    return f"{area}{dash}{'*' * (len(number) - 2)}{number[-2:]}"


@register.filter
def percent(done, total) -> int:
    """Whole per cent, never 100 before everything is done."""
    if not total:
        return 0
    return int(min(done, total) * 100 // total)


MESSAGE_TONES = {"success": "green", "warning": "amber", "error": "red"}
TONE_ICONS = {"green": "circle-check", "amber": "alert-triangle", "red": "alert-circle"}


@register.filter
def message_tone(level: str) -> str:
    """The tone of one of Django's messages."""
    return MESSAGE_TONES.get(level, "blue")


@register.filter
def notice_icon(tone_or_icon: str) -> str:
    """The icon that goes with a tone; any other word is taken for an icon's name."""
    if tone_or_icon in ("", "blue", "grey", None):
        return "info-circle"
    return TONE_ICONS.get(tone_or_icon, tone_or_icon)


@register.simple_tag(takes_context=True)
def due(context, due_at: datetime, now: datetime | None = None) -> DueText:
    """How a deadline reads; ``<deadline-clock>`` keeps it true while the page stays open."""
    request = getattr(context, "request", None)
    return due_text(due_at, now or clock.now(), partial(working_ahead, request))


@register.simple_tag
def server_now(now: datetime | None = None) -> datetime:
    """The moment from which ``<deadline-clock>`` counts on: a county PC's own clock may be wrong."""
    return now or clock.now()


@dataclass(frozen=True)
class Segment:
    """One piece of a stacked bar, measured in points of the full score."""

    label: str
    value: Decimal
    start: Decimal
    number: int


@register.filter
def stacked(parts) -> list[Segment]:
    """``[(label, value), …]`` laid end to end."""
    segments, start = [], Decimal(0)
    for number, (label, value) in enumerate(parts, start=1):
        width = _decimal(value) or Decimal(0)
        segments.append(Segment(label, width, start, number))
        start += width
    return segments


@dataclass(frozen=True)
class Tile:
    """One square of the distribution, from 0 (nothing) to 3 (most)."""

    label: str
    number: int
    level: int


@register.filter
def shaded(places) -> list[Tile]:
    """``[(label, number), …]`` with a shade each, by its share of the largest number."""
    pairs = list(places)
    most = max((number for _, number in pairs), default=0)
    return [Tile(label, number, -(-3 * number // most) if number else 0) for label, number in pairs]


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """A form field's widget with the class its kind needs; Django adds the aria attributes."""
    return field.as_widget(
        attrs={"class": _widget_class(field.field.widget, field.field.widget.attrs.get("class", ""))}
    )


def _widget_class(kind, given: str) -> str:
    if isinstance(kind, RadioSelect | CheckboxSelectMultiple | FileInput):
        ours = ""
    elif isinstance(kind, CheckboxInput):
        ours = "form-check-input"
    elif isinstance(kind, Select):
        ours = "form-select"
    else:
        ours = "form-control"
    return f"{ours} {given}".strip()


@register.filter
def plain_errors(field: BoundField) -> list[str]:
    """A field's errors as a clerk would say them: what to do, not which rule was broken."""
    return [
        REQUIRED.get(field.widget_type, "请填写这一项") if error.code == "required" else str(message)
        for error in field.errors.as_data()
        for message in error
    ]


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return type(field.field.widget) is CheckboxInput


@register.filter
def is_group(field: BoundField) -> bool:
    """Several inputs under one question: a fieldset with a legend."""
    return field.use_fieldset


@register.simple_tag(takes_context=True)
def current_query(context, **changes) -> str:
    """This page's query string with some values changed: filters and pages keep each other."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}" if query else "?"
