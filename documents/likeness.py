"""Is it the same picture? Pure functions: a picture's sketch, the keys under which it is found, the distance of two.

A difference hash (``dhash``) says for each of n × n places whether the picture grows lighter to the right and downwards:
it survives another size, another compression, a little more light. The coarse sketch (128 bits) finds, the fine one
(512 bits) decides. The coarse one is cut into eight bands of 16 bits: two sketches that differ in at most 15 places
agree in one of the bands but for one bit, so the bands and their neighbours are an index (multi-index hashing).

The limits were measured (``bench/likeness.py``): they keep the same picture smaller, recompressed, darker, marked or
trimmed by two per cent a side, and let nothing else through.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import dhash
from PIL import Image

COARSE, FINE = 8, 16
COARSE_BITS, FINE_BITS = 2 * COARSE**2, 2 * FINE**2
BANDS, BAND_BITS = 8, 16
#: At most so many places differ between two sketches of the same picture.
MOST_COARSE, MOST_FINE = 22, 100
#: Grey values lie closer together than this: a blank wall, a white page. It looks like every other one.
PLAIN = 24
#: Long enough for the fine sketch, small enough to be quick.
SHORT_SIDE = 160

Grid = list[int]


@dataclass(frozen=True)
class Sketch:
    """A picture in 640 bits."""

    coarse: int
    fine: int

    def __str__(self) -> str:
        return f"{self.coarse:032x}{self.fine:0128x}"

    @classmethod
    def parse(cls, text: str) -> "Sketch":
        """From its 160 hexadecimal digits."""
        return cls(int(text[:32], 16), int(text[32:], 16))


def sketches_of(image: Image.Image) -> tuple[Sketch, ...]:
    """The picture upright, then turned and mirrored: eight sketches. None of a picture with nothing on it."""
    small = image.convert("L").reduce(max(1, min(image.size) // SHORT_SIDE))
    grids = [(greys(small, side + 1), side) for side in (COARSE, FINE)]
    if max(grids[0][0]) - min(grids[0][0]) < PLAIN:
        return ()
    coarse, fine = ([dhash.dhash_int(turned, side) for turned in turns(grid, side + 1)] for grid, side in grids)
    return tuple(Sketch(*pair) for pair in zip(coarse, fine, strict=True))


def greys(image: Image.Image, side: int) -> Grid:
    """The picture as side × side grey values."""
    return list(image.resize((side, side), Image.Resampling.LANCZOS).tobytes())


def turns(grid: Grid, side: int) -> list[Grid]:
    """A square turned by 0, 90, 180, 270 degrees, then the same four of its mirror image."""
    rows = [grid[start : start + side] for start in range(0, side * side, side)]
    found = []
    for start in (rows, [row[::-1] for row in rows]):
        turned: Sequence[Sequence[int]] = start
        for _ in range(4):
            found.append([value for row in turned for value in row])
            turned = list(zip(*turned[::-1], strict=True))
    return found


def keys_of(sketch: Sketch) -> tuple[int, ...]:
    """The eight bands with their places: what is stored."""
    mask = (1 << BAND_BITS) - 1
    return tuple(
        band << BAND_BITS | sketch.coarse >> (COARSE_BITS - BAND_BITS * (band + 1)) & mask for band in range(BANDS)
    )


def probes_of(sketches: Sequence[Sketch]) -> set[int]:
    """Every key under which a picture may be found: its bands, its bands with one bit another, its bands when turned.

    Who turns a picture seldom does anything else to it: the turned ones are looked for in their own bands alone, which
    finds up to seven places of difference and costs a fifth.
    """
    upright = keys_of(sketches[0])
    turned = {key for sketch in sketches[1:] for key in keys_of(sketch)}
    return {*upright, *(key ^ 1 << bit for key in upright for bit in range(BAND_BITS)), *turned}


def distance(one: Sketch, other: Sketch) -> int:
    """Places in which the fine sketches differ."""
    return dhash.get_num_bits_different(one.fine, other.fine)


def is_alike(one: Sketch, other: Sketch) -> bool:
    """Are these the same picture, as far as anybody would say so at a glance?"""
    coarse = dhash.get_num_bits_different(one.coarse, other.coarse)
    return coarse <= MOST_COARSE and distance(one, other) <= MOST_FINE


def closest(sketches: Sequence[Sketch], other: Sketch) -> tuple[int, bool] | None:
    """How far another picture is from this one, and whether it is turned or mirrored; ``None``: another picture."""
    near = [(distance(sketch, other), place > 0) for place, sketch in enumerate(sketches) if is_alike(sketch, other)]
    return min(near, default=None)
