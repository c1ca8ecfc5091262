"""How an office writes dates, numbers and values. Pure functions, for papers and (as filters) their templates."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

DIGITS = "零一二三四五六七八九"
NOT_APPLICABLE = "—"


def cn_date(day: date | None) -> str:
    """``2026年3月8日``; a blank to fill in by hand where there is no date."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　　　年　　月　　日"


def cn_moment(moment: datetime | None) -> str:
    return f"{cn_date(moment)}{moment.hour}时{moment.minute:02d}分" if moment else ""


def cn_number(number: int) -> str:
    """1 to 99 in Chinese: 一, 十, 二十三."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def shown(value: Any) -> str:
    """A value in a table: 是/否, plain decimals, dates in words, and a dash for what does not apply."""
    if value is None or value == "":
        return NOT_APPLICABLE
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal | float):
        written = f"{value:f}"
        return written.rstrip("0").rstrip(".") if "." in written else written
    return cn_date(value) if isinstance(value, date) else str(value)


def score(value: Decimal | None) -> str:
    """A score with two decimals, so that columns align; a dash where none was given."""
    return NOT_APPLICABLE if value is None else f"{value:.2f}"


def codes(text: str) -> list[str]:
    """Evidence numbers one by one, so that a line break never cuts one."""
    return [f"{code}、" for code in text.split("、")[:-1]] + text.split("、")[-1:]


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def listed(names: Sequence[str], classifier: str) -> str:
    """甲村 / 甲村、乙村等2个村 / 甲村、乙村、丙村等12个村: a long list is shortened, its number never."""
    if len(names) == 1:
        return names[0]
    shown_names = names if len(names) <= 5 else names[:3]
    return f"{'、'.join(shown_names)}等{len(names)}{classifier}"


def width_in_characters(text: str) -> float:
    """Latin letters and digits take half a character."""
    return sum(0.5 if ord(letter) < 0x2E80 and letter != "—" else 1 for letter in text)
