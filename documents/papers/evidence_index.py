"""佐证材料索引: which file proves which indicator."""

from dataclasses import dataclass
from typing import Self

from documents.papers.base import Paper, register


@dataclass(frozen=True)
class EvidenceRow:
    mark: str  # V-RJ-03-1
    indicator: str  # V-RJ-03 卫生户厕普及
    title: str
    source: str = ""
    dated: str = ""
    pages: int = 0


@register
@dataclass(frozen=True, kw_only=True)
class EvidenceIndex(Paper):
    kind = "evidence_index"
    label = "佐证材料索引"

    applicant: str
    rows: tuple[EvidenceRow, ...]

    @classmethod
    def sample(cls) -> Self:
        return cls(
            applicant="石岭镇侯家崾村",
            rows=(
                EvidenceRow("V-CY-01-1", "V-CY-01 主导产业培育", "主导产业收入统计表", "村委会", "2024年3月11日", 3),
                EvidenceRow("V-RJ-03-1", "V-RJ-03 卫生户厕普及", "改厕台账", "农业农村局", "2024年3月20日", 7),
                EvidenceRow("V-RJ-03-2", "V-RJ-03 卫生户厕普及", "入户验收照片", "村委会", "2024年3月21日", 1),
            ),
        )
