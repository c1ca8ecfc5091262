"""电子报送包移交单: which archive changes hands, and the hash by which the receiver knows that it is the same."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from documents.papers.base import Paper, register

#: Characters of the hash that are read aloud at once.
GROUP = 8


@register
@dataclass(frozen=True, kw_only=True)
class HandoverSlip(Paper):
    """Signed by whoever hands over and whoever takes over; two copies."""

    kind = "handover_slip"
    label = "电子报送包移交单"
    style = "pack"

    round_title: str
    organ: str
    files: int
    volumes: int
    size: int
    root: str
    made_on: date

    @property
    def dated(self) -> date:
        return self.made_on

    @property
    def megabytes(self) -> int:
        return -(-self.size // (1 << 20))

    @property
    def groups(self) -> list[str]:
        """The hash as people compare it."""
        return [self.root[start : start + GROUP] for start in range(0, len(self.root), GROUP)]

    @classmethod
    def sample(cls) -> Self:
        return cls(
            round_title="2024年第1批县级示范村",
            organ="禾塬县乡村振兴示范创建领导小组办公室",
            files=28,
            volumes=24,
            size=61_200_384,
            root="3b7e91d0" * 8,
            made_on=date(2024, 8, 5),
        )
