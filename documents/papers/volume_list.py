"""各册清单: the volumes of a round with their SHA-256, so that the county's pack vouches for every one of them."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import Paper, register


@dataclass(frozen=True)
class VolumeRow:
    number: int
    name: str  # 03 石岭镇侯家崾村 申报材料汇编.pdf
    pages: int
    size: int
    sha256: str

    @property
    def kilobytes(self) -> int:
        return -(-self.size // 1024)


@register
@dataclass(frozen=True, kw_only=True)
class VolumeList(Paper):
    kind = "volume_list"
    label = "各册清单"
    style = "pack"

    round_title: str
    compiled_on: date
    rows: tuple[VolumeRow, ...]

    @property
    def dated(self) -> date:
        return self.compiled_on

    @property
    def pages(self) -> int:
        return sum(row.pages for row in self.rows)

    @classmethod
    def sample(cls) -> Self:
        return cls(
            round_title="2024年第1批县级示范村",
            compiled_on=date(2024, 8, 5),
            rows=(
                VolumeRow(1, "01 石岭镇侯家崾村 申报材料汇编.pdf", 66, 2_211_288, "a1" * 32),
                VolumeRow(2, "02 柳湾镇东河村 申报材料汇编.pdf", 71, 2_640_102, "b2" * 32),
            ),
        )
