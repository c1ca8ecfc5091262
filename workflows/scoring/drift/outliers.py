"""What lies far out: applicants as a whole, and single lines among all applicants' lines of the same indicator."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflows.standards.decimals import rounded
from workflows.standards.simulation.stats import mean

from .lines import PAIRS, Line, Pair, pair_words
from .robust import median, scale

#: The usual limit for a robust z; and how much it must be in percent of the points to be worth a look.
FAR = Decimal("3.5")
WORTH_A_LINE, WORTH_AN_APPLICANT = 20, 3
#: Fewer than this have no middle to be far from.
ENOUGH = 5
MOST = 60


@dataclass(frozen=True, slots=True)
class Outlier:
    """`line` is ``None`` for an applicant as a whole; `difference` in percent of the points."""

    pair: Pair
    application_id: int
    difference: Decimal
    usual: Decimal
    z: Decimal
    line: Line | None = None

    @property
    def words(self) -> str:
        return pair_words(self.pair)


def far_applicants(lines: Sequence[Line]) -> list[Outlier]:
    """Applicants whose lines were cut or raised far more than those of others."""
    found = []
    for pair in PAIRS:
        by_applicant: dict[int, list[Decimal]] = defaultdict(list)
        for line in lines:
            if (difference := line.difference(pair)) is not None:
                by_applicant[line.application_id].append(difference)
        means = {key: mean(differences) for key, differences in by_applicant.items()}
        found += [
            Outlier(pair, key, rounded(means[key], 2), rounded(usual, 2), z)
            for key, usual, z in far(means, WORTH_AN_APPLICANT)
        ]
    return furthest(found)


def far_lines(lines: Sequence[Line]) -> list[Outlier]:
    """Lines far from what the same indicator usually sees."""
    found = []
    for pair in PAIRS:
        by_code: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            if line.difference(pair) is not None:
                by_code[line.code].append(line)
        for theirs in by_code.values():
            differences = {place: line.difference(pair) or Decimal(0) for place, line in enumerate(theirs)}
            found += [
                Outlier(
                    pair,
                    theirs[place].application_id,
                    rounded(differences[place], 2),
                    rounded(usual, 2),
                    z,
                    theirs[place],
                )
                for place, usual, z in far(differences, WORTH_A_LINE)
            ]
    return furthest(found)


def far(figures: dict[int, Decimal], worth: int) -> Iterable[tuple[int, Decimal, Decimal]]:
    """Key, the usual figure and the robust z of those far out."""
    if len(figures) < ENOUGH:
        return
    usual, width = median(list(figures.values())), scale(list(figures.values()))
    for key, figure in figures.items():
        if width and abs(figure - usual) >= worth and abs(figure - usual) / width >= FAR:
            yield key, usual, rounded((figure - usual) / width, 1)


def furthest(found: Iterable[Outlier]) -> list[Outlier]:
    """The first of a bounded list."""
    return sorted(found, key=lambda one: (-abs(one.z), one.application_id))[:MOST]
