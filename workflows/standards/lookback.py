"""How far back a veto looks (近3年, 申报年度及上年度, …), counted from the closing date of applications."""

import re
from dataclasses import dataclass
from datetime import date

_YEARS = re.compile(r"近(\d{1,2}|[一二三四五六七八九十])年(?:内)?")
_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九十", 1)}

# From how many calendar years back, to how many calendar years back; None: no end, also while the round runs.
_CALENDAR = {"申报年度": (0, None), "申报年度及上年度": (1, None), "上年度": (1, 1)}
_ALWAYS = ("", "本次创建全过程")


@dataclass(frozen=True, slots=True)
class Lookback:
    """`known` is false where the words are not understood: then every event counts."""

    words: str
    years: int | None = None
    calendar: tuple[int, int | None] | None = None
    known: bool = True

    @classmethod
    def read(cls, words: str) -> "Lookback":
        if words in _CALENDAR:
            return cls(words, calendar=_CALENDAR[words])
        if match := _YEARS.fullmatch(words):
            return cls(words, years=_DIGITS.get(match[1]) or int(match[1]))
        return cls(words, known=words in _ALWAYS)

    def covers(self, happened: date, closing: date) -> bool:
        """An event after the closing date counts too: a veto may fall while the round still runs."""
        if self.years is not None:
            return happened >= years_before(closing, self.years)
        if self.calendar is None:
            return True
        back, until = self.calendar
        return closing.year - back <= happened.year and (until is None or happened.year <= closing.year - until)


def years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
