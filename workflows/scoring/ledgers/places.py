"""Which village a row of a ledger speaks of: by its code, else by the names of township and village."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.codes import without_committee
from accounts.enums import RegionLevel
from accounts.models import Region
from workflows.rounds.models import Kind, Round

LEVELS = {Kind.VILLAGE: RegionLevel.VILLAGE, Kind.TOWNSHIP: RegionLevel.TOWNSHIP, Kind.COUNTY: RegionLevel.COUNTY}
TWELVE = re.compile(r"\d{12}")
NINE = re.compile(r"\d{9}")
#: Rows that sum others up.
SUMS = ("合计", "小计", "总计", "全县", "汇总")
ENDINGS = ("村", "社区")
#: So many of several villages of one name are listed.
SHOWN = 5


@dataclass(frozen=True)
class Named:
    """What a row says of its place."""

    code: str = ""
    township: str = ""
    village: str = ""
    full: str = ""

    @property
    def words(self) -> str:
        return self.code or self.full or f"{self.township}{self.village}"

    @property
    def is_sum(self) -> bool:
        """Does the row sum others up?"""
        words = (self.township, self.village, self.full)
        return any(one.replace(" ", "").startswith(SUMS) for one in words)


class Places:
    """The applicants' regions of a county, by code and by name."""

    def __init__(self, regions: Iterable[Region]):
        self.regions = {region.code: region for region in regions}
        self.by_name: dict[str, list[Region]] = defaultdict(list)
        for region in self.regions.values():
            for name in {region.full_name, region.short_name}:
                self.by_name[tidy(name)].append(region)

    @classmethod
    def of(cls, round_: Round) -> "Places":
        """All villages (or townships) of the round's county: one query."""
        found = Region.objects.active().filter(county=round_.county, level=LEVELS[Kind(round_.kind)])
        return cls(found.select_related("parent"))

    def find(self, named: Named) -> tuple[Region | None, str]:
        """The region, or why there is none."""
        if named.code:
            return self.by_code(named.code)
        names = self.names_of(named)
        if not any(names):
            return None, "没有区划代码，也没有村名。"
        for name in names:
            found = self.by_name.get(name, [])
            if len(found) == 1:
                return found[0], ""
            if found:
                listed = "、".join(one.full_name for one in found[:SHOWN])
                return None, f"“{named.words}”有{len(found)}个：{listed}，请补上乡镇或者12位区划代码。"
        return None, f"“{named.words}”在本县名单里找不到，请核对名称或者补上12位区划代码。"

    def by_code(self, code: str) -> tuple[Region | None, str]:
        """Twelve digits; nine do for a township."""
        digits = code.strip().removesuffix(".0")
        if NINE.fullmatch(digits):
            digits = f"{digits}000"
        if not TWELVE.fullmatch(digits):
            return None, f"“{code}”不是12位区划代码。"
        region = self.regions.get(digits)
        return region, "" if region else f"区划代码{digits}不在本县名单里。"

    def names_of(self, named: Named) -> list[str]:
        """The names under which the region may be known, the surest first."""
        if named.full:
            return with_endings(named.full)
        if not named.village:
            return [tidy(named.township)]
        if named.township:
            return [tidy(named.township) + one for one in with_endings(named.village)]
        return with_endings(named.village)


def tidy(name: str) -> str:
    """As people say it, without blanks."""
    return without_committee(re.sub(r"[\s·\-—]+", "", name))


def with_endings(name: str) -> list[str]:
    """The name, and with 村 or 社区 where it was left away."""
    bare = tidy(name)
    return [bare] if bare.endswith(ENDINGS) else [bare, *(bare + ending for ending in ENDINGS)]
