"""Twelve-digit statistical codes (统计用区划代码): 2 province + 2 city + 2 county + 3 township + 3 village."""

from accounts.enums import RegionLevel

DIGITS = {
    RegionLevel.PROVINCE: 2,
    RegionLevel.CITY: 4,
    RegionLevel.COUNTY: 6,
    RegionLevel.TOWNSHIP: 9,
    RegionLevel.VILLAGE: 12,
}


def level_of(code: str) -> RegionLevel:
    """Read from the trailing zeros. A city without counties (东莞, 中山) reads as a city; its row says COUNTY."""
    for level, digits in DIGITS.items():
        if not code[digits:].strip("0"):
            return level
    return RegionLevel.VILLAGE


def prefix_of(code: str, level: RegionLevel | None = None) -> str:
    return code[: DIGITS[RegionLevel(level or level_of(code))]]


def widen(prefix: str) -> str:
    """The full code of a prefix: 610524 -> 610524000000."""
    return prefix.ljust(12, "0")


def range_of(code: str, level: RegionLevel | None = None) -> tuple[str, str]:
    """Half-open: every code inside satisfies ``low <= code < high``."""
    prefix = prefix_of(code, level)
    return widen(prefix), widen(str(int(prefix) + 1).zfill(len(prefix)))


def county_of(code: str) -> str:
    """Six digits, empty for a code above the county."""
    return code[:6] if level_of(code) >= RegionLevel.COUNTY else ""


def line_of(code: str) -> list[str]:
    """The code itself and those of everything it lies in, the smallest first."""
    return list(dict.fromkeys([code, *(widen(code[:digits]) for digits in (9, 6, 4, 2))]))
