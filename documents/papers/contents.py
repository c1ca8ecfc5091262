"""目录: sections, papers and every piece of evidence with its printed page."""

from dataclasses import dataclass
from typing import Self

from documents.papers.base import Paper, register


@dataclass(frozen=True)
class Entry:
    """A line of the contents: level 1 section, 2 paper or indicator, 3 evidence; ``page`` as printed."""

    level: int
    title: str
    page: int


@register
@dataclass(frozen=True, kw_only=True)
class Contents(Paper):
    kind = "contents"
    label = "目录"
    style = "pack"

    entries: tuple[Entry, ...]
    #: What a draft does not have yet.
    pending: tuple[str, ...] = ()

    @classmethod
    def sample(cls) -> Self:
        return cls(
            entries=(
                Entry(1, "一、真实性承诺书", 1),
                Entry(1, "二、申报书", 2),
                Entry(1, "三、佐证材料", 14),
                Entry(2, "V-RJ-03 卫生户厕普及", 14),
                Entry(3, "V-RJ-03-1 改厕台账", 14),
                Entry(3, "V-RJ-03-2 入户验收照片", 21),
                Entry(1, "四、文件清单", 22),
            )
        )
