"""Stands in a volume for a file that cannot be printed into it (xlsx, docx) and says where the original lies."""

from dataclasses import dataclass
from typing import Self

from documents.papers.base import Paper, register


@register
@dataclass(frozen=True, kw_only=True)
class OriginalSheet(Paper):
    kind = "original_sheet"
    label = "电子原件说明页"

    mark: str
    name: str
    subject: str
    source: str = ""
    kilobytes: int
    sha256: str

    @property
    def title(self) -> str:
        return self.subject

    @classmethod
    def sample(cls) -> Self:
        return cls(
            mark="V-CY-02-1",
            name="2023年收益分配表.xlsx",
            subject="收益分配报表",
            source="石岭镇农业综合服务站",
            kilobytes=86,
            sha256="e5" * 32,
        )
