"""Names, numbers and dates as a dossier writes them. Pure."""

import re
from datetime import date
from decimal import Decimal

from workflows.review.organs import MOBILE, day_of, landline, organs_of

__all__ = [
    "BLANK_COUNTY", "DRAFT", "INTERNAL", "day", "day_of", "filled_in", "in_short", "landline", "masked", "number",
    "organs_of", "plain", "with_unit",
]  # fmt: skip
#: A condition in brackets, longer than 含 or 最多扣1.2分; and a list of numbered ones.
BRACKETED = re.compile(r"[(（][^()（）]{8,}[)）]")
LISTED = re.compile(r"[:：][(（]1[)）]")
#: 密级 on the cover.
INTERNAL, DRAFT = "内部资料", "内部资料　过程稿"
#: What a shared template of a standard prints for the county's name.
BLANK_COUNTY = "○○县"


def filled_in(name: str, county: str) -> str:
    """A shared standard leaves the county's name blank."""
    return name.replace(BLANK_COUNTY, county)


def day(text: str | None) -> date | None:
    """A frozen date."""
    return date.fromisoformat(text) if text else None


def masked(phone: str) -> str:
    """A mobile number loses its middle; an office's landline is public."""
    digits = re.sub(r"[\s-]", "", phone)
    return f"{digits[:3]}****{digits[-4:]}" if MOBILE.fullmatch(digits) else phone


def number(text: str | None) -> Decimal | None:
    """A frozen number."""
    return None if text in (None, "") else Decimal(text)


def plain(value: Decimal) -> str:
    """12.50 → 12.5."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def in_short(rule: str) -> str:
    """A rule without the conditions that it lists in brackets or by number (评分细则摘要); the standard has them whole."""
    return f"{LISTED.split(BRACKETED.sub('', rule))[0].rstrip('。')}。"


def with_unit(value: Decimal | None, unit: str) -> str:
    """67.65%; an empty text where nothing is measured."""
    return "" if value is None or not unit else f"{plain(value)}{unit}"
