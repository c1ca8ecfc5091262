"""One thing that is odd, and what is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Kind(Enum):
    """Kinds of oddness with their weight in the order of the list: the heavier, the more certainly something is wrong."""

    OVER = ("over", "比率超过100%", 5)
    SUM = ("sum", "分项大于合计", 5)
    PHOTO = ("photo", "照片或文件与别处相同", 4)
    TEXT = ("text", "文字与别村雷同", 4)
    JUMP = ("jump", "与上年相差大", 3)
    OUTLIER = ("outlier", "与本镇各村相差大", 2)

    def __init__(self, code: str, label: str, weight: int):
        self.code, self.label, self.weight = code, label, weight


@dataclass(frozen=True)
class Anomaly:
    """A question to whoever reviews.

    :param places: codes of indicators, or of the dimension whose statement it is; empty: the applicant as a whole.
    """

    kind: Kind
    words: str
    places: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        return self.kind.weight

    @property
    def place(self) -> str:
        """Where it counts in a table."""
        return self.places[0] if self.places else ""


@dataclass(frozen=True)
class Subject:
    """A submission under comparison.

    :param values: indicator → the value that its score is made from.
    """

    key: int
    name: str
    content: dict
    values: Mapping[str, Decimal]
