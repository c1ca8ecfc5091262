"""Mean difference, spread, lines cut and raised: of all, by township, by who scored."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflows.standards.decimals import rounded
from workflows.standards.simulation.stats import mean, spread

from .lines import DEPARTMENT, PAIRS, SELF, TOWNSHIP, Line, Pair, pair_words

#: A bar is drawn up to so many percent to either side.
WIDEST = Decimal(10)


class Drawn:
    """An amount as a bar that leads left or right from the middle."""

    amount: Decimal

    @property
    def start(self) -> Decimal:
        return max(min(self.amount, Decimal(0)), -WIDEST)

    @property
    def width(self) -> Decimal:
        return min(abs(self.amount), WIDEST)


@dataclass(frozen=True)
class Difference(Drawn):
    """One group of lines under one pair; `amount` (the mean) and `spread` in percent of the points."""

    key: Hashable
    pair: Pair
    lines: int
    amount: Decimal
    spread: Decimal
    cut: int
    raised: int

    @property
    def words(self) -> str:
        return pair_words(self.pair)

    @property
    def same(self) -> int:
        return self.lines - self.cut - self.raised


def overall(lines: Sequence[Line]) -> list[Difference]:
    """Every pair over all lines."""
    return [row for pair in PAIRS for row in grouped(lines, pair, lambda _: "")]


def by_township(lines: Sequence[Line]) -> list[Difference]:
    return [row for pair in PAIRS for row in grouped(lines, pair, lambda line: line.township)]


def by_person(lines: Sequence[Line]) -> list[Difference]:
    """Reviewers of townships against the self-scores; scorers of departments against both."""
    return [row for pair in PAIRS for row in grouped(lines, pair, lambda line, hand=pair[1]: line.by.get(hand))]


def grouped(lines: Iterable[Line], pair: Pair, key: Callable[[Line], Hashable]) -> list[Difference]:
    """The furthest from zero first; lines without a key or without both scores are left out."""
    found: dict[Hashable, list[Decimal]] = defaultdict(list)
    for line in lines:
        difference, group = line.difference(pair), key(line)
        if difference is not None and group is not None:
            found[group].append(difference)
    rows = [difference_of(group, pair, differences) for group, differences in found.items()]
    return sorted(rows, key=lambda row: (-abs(row.amount), str(row.key)))


def difference_of(key: Hashable, pair: Pair, differences: Sequence[Decimal]) -> Difference:
    return Difference(
        key=key,
        pair=pair,
        lines=len(differences),
        amount=rounded(mean(differences), 2),
        spread=rounded(spread(differences), 2),
        cut=sum(one < 0 for one in differences),
        raised=sum(one > 0 for one in differences),
    )


@dataclass(frozen=True)
class Leniency(Drawn):
    """How much more a person adds (or less takes off) than colleagues do on the same indicators, in percent."""

    key: int
    pair: Pair
    lines: int
    indicators: int
    amount: Decimal

    @property
    def words(self) -> str:
        return pair_words(self.pair)


def leniencies(lines: Sequence[Line]) -> list[Leniency]:
    """Against the self-score, so that a scorer of good villages is not called lenient. Without colleagues: not here."""
    return [row for hand in (TOWNSHIP, DEPARTMENT) for row in leniency_of(lines, (SELF, hand))]


def leniency_of(lines: Iterable[Line], pair: Pair) -> list[Leniency]:
    own: dict[int, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    every: dict[str, list[Decimal]] = defaultdict(list)
    for line in lines:
        difference, person = line.difference(pair), line.by.get(pair[1])
        if difference is not None and person is not None:
            own[person][line.code].append(difference)
            every[line.code].append(difference)
    sums = {code: sum(differences) for code, differences in every.items()}
    rows = []
    for person, by_code in own.items():
        apart = []
        shared = 0
        for code, differences in by_code.items():
            others = len(every[code]) - len(differences)
            if others:
                theirs = (sums[code] - sum(differences)) / others
                apart += [one - theirs for one in differences]
                shared += 1
        if apart:
            rows.append(Leniency(person, pair, len(apart), shared, rounded(mean(apart), 2)))
    return sorted(rows, key=lambda row: (-abs(row.amount), row.key))
