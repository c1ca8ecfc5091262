"""公示结果说明 (F17): made on the day after the period at the earliest."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import register
from documents.papers.official import OfficialText


@register
@dataclass(frozen=True, kw_only=True)
class NoticeResult(OfficialText):
    """Counts objections; never who objected. ``disqualified`` names those taken off the list."""

    kind = "notice_result"
    label = "公示结果说明"

    notice_title: str
    starts_on: date
    ends_on: date
    #: Where it was posted: 县政府门户网站、镇村公开栏.
    channels: str
    received: int = 0
    upheld: int = 0
    partly_upheld: int = 0
    rejected: int = 0
    #: 不予受理: anonymous, without a clue that could be checked.
    refused: int = 0
    disqualified: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.notice_title}结果的说明"

    @classmethod
    def sample(cls) -> Self:
        return cls(
            organs=("禾塬县乡村振兴示范创建领导小组办公室",),
            issued_on=date(2024, 7, 22),
            notice_title="关于2024年度县级乡村振兴示范村、示范镇拟命名名单的公示",
            starts_on=date(2024, 7, 8),
            ends_on=date(2024, 7, 12),
            channels="县政府门户网站和镇（街道）、村公开栏",
            received=3,
            upheld=1,
            rejected=2,
            disqualified=("南寨镇沟北村",),
        )
