"""Histograms as numbers for an SVG: a template draws, it does not compute."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflows.standards.simulation.stats import Distribution

WIDTH, HEIGHT, FOOT, HEAD = 320, 96, 14, 14


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    count: int
    label: Decimal
    middle: int


@dataclass(frozen=True)
class Histogram:
    bars: Sequence[Bar]
    words: str
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT


def histogram(spread: Distribution | None) -> Histogram | None:
    """One bar a bin, labelled with where the bin begins."""
    if spread is None:
        return None
    room = WIDTH // max(len(spread.bins), 1)
    tallest = HEIGHT - FOOT - HEAD
    bars = []
    for place, one in enumerate(spread.bins):
        height = round(tallest * one.count / spread.highest_bin) if spread.highest_bin else 0
        x = place * room
        bars.append(Bar(x + 1, HEIGHT - FOOT - height, max(room - 2, 1), height, one.count, one.low, x + room // 2))
    words = "，".join(
        f"{one.low.normalize():f}至{one.high.normalize():f}分{one.count}个" for one in spread.bins if one.count
    )
    return Histogram(bars, words)
