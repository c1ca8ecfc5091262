"""What a lint finds."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    ERROR = "错误"  # must be put right before the standard is published
    WARNING = "提醒"  # probably a mistake; a person decides
    HINT = "说明"  # works as it is; good to know


@dataclass(frozen=True, slots=True)
class Finding:
    weight: Weight
    place: str
    words: str
    advice: str = ""  # what to do about it; a hint may go without

    def __str__(self) -> str:
        return f"{self.weight}｜{self.place}：{self.words}" + (f"。{self.advice}" if self.advice else "")


def error(place: str, words: str, advice: str) -> Finding:
    return Finding(Weight.ERROR, place, words, advice)


def warning(place: str, words: str, advice: str) -> Finding:
    return Finding(Weight.WARNING, place, words, advice)


def hint(place: str, words: str) -> Finding:
    return Finding(Weight.HINT, place, words)
