"""Pictures of a volume, two a page, with captions."""

from dataclasses import dataclass
from typing import Self

from documents.papers.base import Paper, register

#: A grey pixel, so that the sample needs no stored file.
GREY = "data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="


@dataclass(frozen=True)
class Photo:
    address: str  # asset:<sha256>
    mark: str
    title: str
    source: str = ""
    taken: str = ""


@register
@dataclass(frozen=True, kw_only=True)
class PhotoSheet(Paper):
    kind = "photo_sheet"
    label = "照片页"
    style = "pack"

    photos: tuple[Photo, ...]

    @classmethod
    def sample(cls) -> Self:
        return cls(
            photos=(
                Photo(GREY, "V-RJ-03-2", "入户验收照片", "村委会", "2024年3月21日10时16分"),
                Photo(GREY, "V-RJ-05-1", "垃圾分类亭", "村委会", "2024年3月21日11时02分"),
            )
        )
