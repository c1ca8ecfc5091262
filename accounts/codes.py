"""Twelve-digit statistical codes (统计用区划代码): 2 province + 2 city + 2 county + 3 township + 3 village."""

from accounts.enums import RegionLevel
from accounts.provinces import PROVINCES

DIGITS = {
    RegionLevel.PROVINCE: 2,
    RegionLevel.CITY: 4,
    RegionLevel.COUNTY: 6,
    RegionLevel.TOWNSHIP: 9,
    RegionLevel.VILLAGE: 12,
}
#: A level and how many digits everything above it takes; most regions are villages.
_SMALLEST_FIRST = [(level, DIGITS[RegionLevel(level - 1)]) for level in sorted(DIGITS, reverse=True)[:-1]]


def level_of(code: str) -> RegionLevel:
    """Read from the trailing zeros. A city without counties (东莞, 中山) reads as a city; its row says COUNTY."""
    for level, above in _SMALLEST_FIRST:
        if code[above:].strip("0"):
            return level
    return RegionLevel.PROVINCE


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
    above = (code[:digits] + "0" * (12 - digits) for digits in (9, 6, 4, 2))
    return list(dict.fromkeys((code, *above)))


def provisional_name(code: str) -> str:
    """What a region above the known lists is called until somebody tells: 县(610524)."""
    level = level_of(code)
    prefix = prefix_of(code, level)
    return PROVINCES.get(prefix) or f"{level.label}({prefix})"


def is_provisional(code: str, name: str) -> bool:
    """A name that may be replaced without having been a name."""
    return level_of(code) in (RegionLevel.CITY, RegionLevel.COUNTY) and name == provisional_name(code)


def without_committee(name: str) -> str:
    for ending, unit in (("村民委员会", "村"), ("村委会", "村"), ("社区居民委员会", "社区"), ("社区居委会", "社区")):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return stem if stem.endswith(unit) else stem + unit
    return name
