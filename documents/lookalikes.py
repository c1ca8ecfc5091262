"""Which files of a county show the same picture: remembered when a file is taken in, asked for a page of files at once.

A search is an index lookup in the bands of all sketches (``documents.likeness``); what it finds is kept as pairs, so that
a reviewer's page asks for pairs and computes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from PIL import Image

from documents import likeness
from documents.likeness import Sketch
from documents.models import EvidenceFile, Lookalike, SketchKey

#: A picture that is everywhere (a seal, a form) is compared with so many of its like, the closest.
MOST = 50


@dataclass(frozen=True)
class Match:
    """Another file with the same picture, or the same file itself, met in another place."""

    file: EvidenceFile
    distance: int = 0
    turned: bool = False

    @property
    def is_exact(self) -> bool:
        return not self.distance and not self.turned


def remember(file: EvidenceFile, sketches: Sequence[Sketch]) -> int:
    """Keep a picture's sketch, and the pictures that it resembles; answers how many there are.

    The sketch is kept before anything is looked for: of two pictures taken in at once one finds the other.
    """
    with transaction.atomic():
        file.sketch = str(sketches[0]) if sketches else EvidenceFile.NO_SKETCH
        file.save(update_fields=["sketch"])
        if sketches:
            SketchKey.objects.bulk_create(
                SketchKey(county=file.county, key=key, file=file) for key in likeness.keys_of(sketches[0])
            )
    found = search(file.county, sketches, exclude=file.pk)
    Lookalike.objects.bulk_create((pair_of(file, match) for match in found), ignore_conflicts=True)
    return len(found)


def search(county: str, sketches: Sequence[Sketch], *, exclude: int = 0) -> list[Match]:
    """Pictures of the county that show the same, the closest first."""
    if not sketches:
        return []
    keys = SketchKey.objects.filter(county=county, key__in=likeness.probes_of(sketches))
    candidates = EvidenceFile.objects.filter(pk__in=keys.values("file")).exclude(pk=exclude)
    measured = (
        (likeness.closest(sketches, Sketch.parse(sketch)), pk) for pk, sketch in candidates.values_list("pk", "sketch")
    )
    near = sorted((*how, pk) for how, pk in measured if how)[:MOST]
    files = EvidenceFile.objects.in_bulk([pk for *_, pk in near])
    return [Match(files[pk], how_far, turned) for how_far, turned, pk in near]


def pair_of(file: EvidenceFile, match: Match) -> Lookalike:
    """The row, the earlier file first."""
    first, second = sorted((file.pk, match.file.pk))
    return Lookalike(first_id=first, second_id=second, distance=match.distance, turned=match.turned)


def matches_of(files: Iterable[EvidenceFile]) -> dict[int, list[Match]]:
    """For each of these files (by its number): itself, its equals and its like among all files of the county."""
    asked = {file.pk: file for file in files}
    found = {pk: {pk: Match(file)} for pk, file in asked.items()}
    pairs = Lookalike.objects.filter(Q(first__in=asked) | Q(second__in=asked))
    for pair in pairs.select_related("first", "second"):
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if one.pk in asked:
                found[one.pk][other.pk] = Match(other, pair.distance, pair.turned)
    for one, other in equals_of(asked.values()):
        found[one.pk][other.pk] = Match(other)
    return {pk: sorted(matches.values(), key=lambda match: match.distance) for pk, matches in found.items()}


def equals_of(files: Iterable[EvidenceFile]) -> list[tuple[EvidenceFile, EvidenceFile]]:
    """Files of other bytes whose clean copies are the same: sent on, stripped of their traces. Blank pictures are not."""
    by_copy: dict[tuple[str, str], list[EvidenceFile]] = {}
    for file in files:
        if file.pages and not (file.is_image and file.sketch == EvidenceFile.NO_SKETCH):
            by_copy.setdefault((file.county, file.clean_sha256), []).append(file)
    counties = {county for county, _ in by_copy}
    others = EvidenceFile.objects.filter(county__in=counties, clean_sha256__in={copy for _, copy in by_copy})
    return [
        (one, other)
        for other in others
        for one in by_copy.get((other.county, other.clean_sha256), ())
        if one.pk != other.pk
    ]


def sketch(file: EvidenceFile) -> int:
    """Sketch a picture taken in before sketches were kept, from its clean copy, which was drawn by us."""
    with file.open() as stream, Image.open(stream, formats=["JPEG"]) as image:
        image.draft("RGB", (likeness.SHORT_SIDE * 4, likeness.SHORT_SIDE * 4))
        return remember(file, likeness.sketches_of(image.convert("RGB")))
