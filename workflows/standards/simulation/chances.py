"""Draws that anybody can repeat: only ``Random.random()`` of a string's seed, whose sequence Python keeps for ever."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Chance seeded by words: the same words, the same draws."""

    def __init__(self, *words: object) -> None:
        self._random = Random("/".join(map(str, words))).random  # noqa: S311 - invented figures, not a secret

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self._random()

    def about(self, middle: float, spread: float) -> float:
        """Bell-shaped: the sum of four even draws."""
        return middle + spread * (sum(self._random() for _ in range(4)) - 2) * 3**0.5

    def happens(self, share: float) -> bool:
        return self._random() < share

    def pick(self, these: Sequence[T]) -> T:
        return these[int(self._random() * len(these))]


def within(value: float, low: float = 0.0, high: float = 1.0) -> float:
    return min(high, max(low, value))
