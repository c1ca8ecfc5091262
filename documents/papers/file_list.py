"""文件清单: every file of a volume with its SHA-256, so that anyone can check the originals years later."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import Paper, register


@dataclass(frozen=True)
class FileRow:
    mark: str
    name: str
    pages: int
    size: int  # bytes of the original
    sha256: str
    clean_sha256: str = ""  # of what is bound in, where it differs

    @property
    def kilobytes(self) -> int:
        return -(-self.size // 1024)


@dataclass(frozen=True)
class GeneratedRow:
    title: str
    pages: int
    sha256: str  # of the paper's content


@register
@dataclass(frozen=True, kw_only=True)
class FileList(Paper):
    kind = "file_list"
    label = "文件清单"
    style = "pack"

    volume_title: str
    compiled_on: date
    generated: tuple[GeneratedRow, ...]
    files: tuple[FileRow, ...]

    @property
    def dated(self) -> date:
        return self.compiled_on

    @classmethod
    def sample(cls) -> Self:
        return cls(
            volume_title="石岭镇侯家崾村申报材料汇编",
            compiled_on=date(2024, 8, 5),
            generated=(GeneratedRow("真实性承诺书", 1, "0f" * 32), GeneratedRow("申报书", 9, "3c" * 32)),
            files=(
                FileRow("V-RJ-03-1", "改厕台账.pdf", 7, 884_120, "a1" * 32, "b2" * 32),
                FileRow("V-RJ-03-2", "IMG_20240321.jpg", 1, 3_120_004, "c3" * 32, "d4" * 32),
            ),
        )
