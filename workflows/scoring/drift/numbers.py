"""The same run of figures in two applications: several data items in a row with the very same values."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .lines import Figures

#: How many in a row; how many of them different; and from which value on a figure says anything.
RUN, DIFFERENT, TELLING = 5, 3, 10
#: A figure that so many have (percent of the applicants, and at least so many) is the county's, not copied.
COMMON, AT_LEAST = 50, 5
MOST = 100

Figure = tuple[str, Decimal]


@dataclass(frozen=True, slots=True)
class SameRun:
    """Two applicants and the figures they share, in the standard's order."""

    first: int
    second: int
    figures: tuple[Figure, ...]


def same_runs(applicants: Iterable[Figures]) -> list[SameRun]:
    """Pairs with the longest shared run first; bounded by leaving out what many share."""
    rows = list(applicants)
    common = common_figures(rows)
    windows: dict[tuple[Figure, ...], list[tuple[int, int]]] = defaultdict(list)
    for place, row in enumerate(rows):
        for at in range(len(row.values) - RUN + 1):
            window = row.values[at : at + RUN]
            if telling(window, common):
                windows[window].append((place, at))
    found: dict[tuple[int, int], set[Figure]] = defaultdict(set)
    for window, places in windows.items():
        seen = sorted({place for place, _ in places})
        for first, second in ((a, b) for n, a in enumerate(seen) for b in seen[n + 1 :]):
            found[first, second].update(window)
    runs = [
        SameRun(
            rows[first].application_id,
            rows[second].application_id,
            tuple(figure for figure in rows[first].values if figure in shared),
        )
        for (first, second), shared in found.items()
    ]
    return sorted(runs, key=lambda run: (-len(run.figures), run.first, run.second))


def common_figures(rows: Sequence[Figures]) -> set[Figure]:
    """Figures of the county rather than of an applicant."""
    counts = Counter(figure for row in rows for figure in row.values)
    limit = max(AT_LEAST, len(rows) * COMMON // 100)
    return {figure for figure, count in counts.items() if count > limit}


def telling(window: Sequence[Figure], common: set[Figure]) -> bool:
    """Enough different figures that are no small change; and none that everybody has."""
    if any(figure in common for figure in window):
        return False
    return len({value for _, value in window if abs(value) >= TELLING}) >= DIFFERENT
