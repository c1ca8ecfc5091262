"""Numbers: read strictly, computed in one context, rounded as the standard says. No floats."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)

# Fixed, so that a figure never depends on who calls; wide enough for any product of amounts a county can report.
CONTEXT = Context(prec=50, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])

LARGEST = Decimal(10) ** 15
MOST_DECIMALS = 10
LONGEST_SHOWN = 60

_NUMERAL = re.compile(r"[+-]?\d{1,20}(\.\d{1,20})?", re.ASCII)
_SETTLED = Decimal(1).scaleb(-25)
_QUANTA = tuple(Decimal(1).scaleb(-places) for places in range(MOST_DECIMALS + 1))


def number(raw: object) -> Decimal:
    """The Decimal for a number or a numeral; ValueError, in the user's language, for anything else."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        raise ValueError(f"应当是数字，现在是“{shown(raw)}”")
    if isinstance(raw, str) and not _NUMERAL.fullmatch(raw.strip()):
        raise ValueError(f"应当是数字，现在是“{shown(raw)}”")
    value = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    if not value.is_finite():
        raise ValueError(f"应当是数字，现在是“{shown(raw)}”")
    if abs(value) >= LARGEST:
        raise ValueError(f"数字太大（{shown(raw)}），请检查单位")
    if value != rounded(value, MOST_DECIMALS):
        raise ValueError(f"小数位太多（{shown(raw)}），最多{MOST_DECIMALS}位")
    return value or ZERO  # never a negative zero


def shown(raw: object) -> str:
    """What somebody wrote, as a message may repeat it: short, and without signs that would upset a terminal."""
    words = raw if isinstance(raw, str) else str(raw)
    printable = "".join(sign if sign.isprintable() else "�" for sign in words[: LONGEST_SHOWN + 1])
    return printable if len(words) <= LONGEST_SHOWN else f"{printable[:LONGEST_SHOWN]}…"


def whole(raw: object) -> int:
    """A count: 0, 1, 2, …"""
    value = number(raw)
    if value < 0 or value != value.to_integral_value():
        raise ValueError(f"应当是0、1、2这样的个数，现在是“{shown(raw)}”")
    return int(value)


def settled(value: Decimal) -> Decimal:
    """Takes the last digits of a division back: 1 ÷ 3 × 30 is 10, not 9.999…9 that falls short of 10."""
    try:
        return value.quantize(_SETTLED, ROUND_HALF_UP, CONTEXT)
    except InvalidOperation:
        return value


def rounded(value: Decimal, places: int, mode: str = ROUND_HALF_UP) -> Decimal:
    return value.quantize(_QUANTA[places], mode, CONTEXT)


def plain(value: Decimal) -> str:
    """As a person writes it: 3.2 and not 3.20, 100 and not 1E+2."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text
