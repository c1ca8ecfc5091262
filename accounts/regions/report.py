"""What a load did, in words for the clerk who typed the command."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from accounts.enums import RegionLevel

SHOWN = 10


@dataclass
class LoadReport:
    files: list[str] = field(default_factory=list)
    rows: int = 0
    repeated: int = 0
    created: Counter[int] = field(default_factory=Counter)
    unchanged: int = 0
    updated: int = 0
    ended: int = 0
    belts: int = 0
    renamed: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    rare: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "新增": self.created.total(),
            "更名": len(self.renamed),
            "撤并": len(self.merged),
            "划转": len(self.moved),
            "信息更新": self.updated,
            "未变化": self.unchanged,
        }

    def lines(self) -> Iterator[str]:
        levels = "、".join(f"{RegionLevel(level).label} {number}" for level, number in sorted(self.created.items()))
        yield f"读取 {len(self.files)} 个文件，{self.rows} 个区划。" + (
            f"其中重复 {self.repeated} 行。" if self.repeated else ""
        )
        yield "，".join(f"{word} {number}" for word, number in self.counts.items()) + "。"
        if levels:
            yield f"新增：{levels}。"
        if self.belts:
            yield f"示范带 {self.belts} 条。"
        if self.ended:
            yield f"名单中有 {self.ended} 个区划此前已登记撤销，保持撤销状态。"
        yield from _listed("更名", self.renamed)
        yield from _listed("撤并", self.merged)
        yield from _listed("划转", self.moved)
        yield from _listed("名称未知，暂记为", self.nameless)
        if self.nameless:
            yield "  补名办法：加 --name 代码=名称 再导入一次，例如 --name 610524=合阳县。"
        yield from _listed("名称含造字区字符（打印前请核对）", self.rare)
        yield from _listed("系统中在用、名单中没有（未改动）", self.unlisted)
        if self.unlisted:
            yield "  如已撤并，请用 manage.py change_region merge 原代码 并入代码 --on 日期 登记。"


def _listed(title: str, items: list[str]) -> Iterator[str]:
    if items:
        more = f"……等 {len(items)} 个" if len(items) > SHOWN else ""
        yield f"{title}：{'、'.join(items[:SHOWN])}{more}"
