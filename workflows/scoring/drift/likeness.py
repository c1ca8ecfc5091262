"""The same words in two applications: exactly the same, or nearly, whatever the village is called.

Bounded: a text is compared with one text of each group found so far, and only with those that share enough of its marks.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from zlib import crc32

from workflows.standards.decimals import rounded

from .lines import Place, Text

#: Shorter texts ("符合要求") are alike by nature.
SHORTEST, SHORTEST_NEAR = 16, 60
SHINGLE = 4
#: How many marks stand for a text; how many of them two texts must share to be looked at; how alike they must be.
MARKS, SHARED = 48, 16
NEARLY = Decimal("0.75")
MOST_GROUPS = 100


@dataclass(frozen=True, slots=True)
class Alike:
    """Texts of two or more applicants; `likeness` in percent, 100 for the very same."""

    likeness: int
    texts: tuple[Text, ...]

    @property
    def exact(self) -> bool:
        return self.likeness == 100

    @property
    def applicants(self) -> int:
        return len({text.application_id for text in self.texts})


def alike(texts: Iterable[Text], places: Mapping[int, Place]) -> list[Alike]:
    """Groups that span several applicants, the largest first."""
    bare = [(text, bare_words(text.words, places.get(text.application_id))) for text in texts]
    bare = [(text, words) for text, words in bare if len(words) >= SHORTEST]
    same: dict[str, list[Text]] = defaultdict(list)
    for text, words in bare:
        same[words].append(text)
    exact = [Alike(100, tuple(group)) for group in same.values() if spans(group)]
    groups = exact + nearly_alike({words: group for words, group in same.items() if len(words) >= SHORTEST_NEAR})
    return sorted(groups, key=lambda group: (-group.applicants, -group.likeness, group.texts[0].application_id))


def spans(group: Sequence[Text]) -> bool:
    """Do they come from different applicants?"""
    return len({text.application_id for text in group}) > 1


def bare_words(words: str, place: Place | None) -> str:
    """Letters and digits only, without the applicant's own names."""
    plain = unicodedata.normalize("NFKC", words)
    for name in place.names if place else ():
        plain = plain.replace(name, "") if name else plain
    return "".join(sign for sign in plain if sign.isalnum())


@dataclass(slots=True)
class Kin:
    """A group being gathered around its first text."""

    shingles: frozenset[int]
    texts: list[Text]
    least: Decimal = Decimal(1)


def nearly_alike(same: Mapping[str, Sequence[Text]]) -> list[Alike]:
    """Different texts that say nearly the same; each of the exact ones counts once."""
    kin: list[Kin] = []
    marked: dict[int, list[int]] = defaultdict(list)
    for words, texts in same.items():
        shingles = shingles_of(words)
        marks = sorted(shingles)[:MARKS]
        found, likeness = closest(shingles, Counter(at for mark in marks for at in marked[mark]), kin)
        if found is None:
            for mark in marks:
                marked[mark].append(len(kin))
            kin.append(Kin(shingles, list(texts)))
        else:
            found.texts.extend(texts)
            found.least = min(found.least, likeness)
    return [
        Alike(min(int(rounded(one.least * 100, 0)), 99), tuple(one.texts))
        for one in kin
        if one.least < 1 and spans(one.texts)
    ]


def closest(shingles: frozenset[int], shared: Counter[int], kin: Sequence[Kin]) -> tuple[Kin | None, Decimal]:
    """The group whose first text is most like this one, among the few that share the most marks."""
    best: tuple[Kin | None, Decimal] = (None, Decimal(0))
    for at, count in shared.most_common(5):
        if count >= SHARED:
            likeness = Decimal(len(shingles & kin[at].shingles)) / len(shingles | kin[at].shingles)
            if likeness >= NEARLY and likeness > best[1]:
                best = (kin[at], likeness)
    return best


def shingles_of(words: str) -> frozenset[int]:
    """Every run of a few signs, as a number that is the same on every machine."""
    return frozenset(crc32(words[at : at + SHINGLE].encode()) for at in range(len(words) - SHINGLE + 1))
