"""The same long text from two villages: statements and remarks, compared without spaces and punctuation."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from workflows.standards.spec import Spec

from .anomaly import Anomaly, Kind, Subject

#: Shorter texts are alike by chance.
SHORTEST = 40
#: Share of common pieces from which two texts are the same with a few words changed.
ALIKE = 0.7
PIECE = 4
NOT_A_WORD = re.compile(r"[\W_]+")


def of_texts(spec: Spec, subjects: list[Subject]) -> dict[int, list[Anomaly]]:
    """Subject's key → places at which it says what a neighbour says."""
    found: dict[int, list[Anomaly]] = defaultdict(list)
    places = {one.code: f"“{one.name}”的创建情况" for one in spec.dimensions}
    places |= {one.code: f"“{one.name}”的自评说明" for one in spec.indicators}
    written: dict[str, list[tuple[Subject, str]]] = defaultdict(list)
    for subject in subjects:
        for place, text in texts_in(subject.content):
            if len(text) >= SHORTEST and place in places:
                written[place].append((subject, text))
    for place, entries in written.items():
        for key, names in alike(entries).items():
            words = f"{places[place]}与{'、'.join(names)}的几乎一样"
            found[key].append(Anomaly(Kind.TEXT, words, (place,)))
    return found


def texts_in(content: dict) -> Iterator[tuple[str, str]]:
    """Place → text, without what does not matter."""
    for code, text in content["statements"].items():
        yield code, NOT_A_WORD.sub("", text or "")
    for code, answer in content["answers"].items():
        yield code, NOT_A_WORD.sub("", answer.get("remark") or "")


def alike(entries: list[tuple[Subject, str]]) -> dict[int, list[str]]:
    """Subject's key → names of those who wrote the same."""
    pieces = {subject.key: pieces_of(text) for subject, text in entries}
    found: dict[int, list[str]] = defaultdict(list)
    for (one, _), (other, _) in combinations(entries, 2):
        first, second = pieces[one.key], pieces[other.key]
        if len(first & second) >= ALIKE * len(first | second):
            found[one.key].append(other.name)
            found[other.key].append(one.name)
    return found


def pieces_of(text: str) -> frozenset[str]:
    """Every run of four characters."""
    return frozenset(text[at : at + PIECE] for at in range(len(text) - PIECE + 1))
