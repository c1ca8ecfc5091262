"""Are photographs known again, are others left alone, and how fast: recall, false positives, search, cost of a photo.

Run: .venv/bin/python bench/likeness.py [photographs to compare] [photographs to search among]
"""

import os
import random
import statistics
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
os.environ["SHIFAN_VAR"] = tempfile.mkdtemp(prefix="shifan-likeness-")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from PIL import Image

from accounts.models import User
from documents import likeness, lookalikes
from documents.models import EvidenceFile, SketchKey
from tests.documents import photos

COUNTY = "619921"


def figure(name: str, value: float, target: str) -> None:
    """A figure as bin/bench gathers it."""
    print(f"FIGURE {name} {value:.4g} {target}", flush=True)


def compared(count: int) -> None:
    """Recall of every change, and how near different photographs come to each other."""
    images = [photos.photograph(seed) for seed in range(count)]
    kept = [likeness.sketches_of(image) for image in images]
    print(f"{count} photographs, found again after …")
    least = 1.0
    for name, change in {**photos.CHANGES, **photos.TOO_FAR}.items():
        found, far = 0, []
        for image, sketches in zip(images, kept, strict=True):
            changed = likeness.sketches_of(change(image))
            near = likeness.closest(changed, sketches[0])
            indexed = likeness.probes_of(changed) & set(likeness.keys_of(sketches[0]))
            found += bool(near and indexed)
            far.append(min(likeness.distance(one, sketches[0]) for one in changed))
        least = min(least, found / count) if name in photos.CHANGES else least
        far.sort()
        print(f"  {name:24} {found / count:6.1%}   distance: median {far[count // 2]}, most {far[-1]}")
    figure("least_recall_of_a_change", least, ">=0.98")
    pairs = list(combinations(kept, 2))
    wrong = sum(likeness.closest(one, other[0]) is not None for one, other in pairs)
    nearest = min(likeness.distance(one[0], other[0]) for one, other in pairs)
    print(
        f"  taken for another: {wrong} of {len(pairs)} pairs (eight positions each); nearest upright {nearest} of 512"
    )
    figure("taken_for_another", wrong, "<=0")


def searched(count: int) -> None:
    """Fill a county with photographs and search it: once for what is there, once for what is not."""
    call_command("migrate", verbosity=0)
    user = User.objects.create(username="bench", display_name="测试", password="!")
    started = time.perf_counter()
    sketches = [likeness.sketches_of(photos.photograph(seed, (200, 150))) for seed in range(count)]
    print(f"\n{count} photographs drawn and sketched in {time.perf_counter() - started:.0f} s")
    files = EvidenceFile.objects.bulk_create(
        EvidenceFile(county=COUNTY, sha256=f"{number:064x}", clean_sha256=f"{number:064x}", size=1, name="照片.jpg",
                     media_type="image/jpeg", pages=1, uploaded_by=user, uploaded_at="2026-03-01T00:00:00Z",
                     sketch=str(one[0]))
        for number, one in enumerate(sketches)
    )  # fmt: skip
    SketchKey.objects.bulk_create(
        [
            SketchKey(county=COUNTY, key=key, file=file)
            for file, one in zip(files, sketches, strict=True)
            for key in likeness.keys_of(one[0])
        ],
        batch_size=5000,
    )
    connection.cursor().execute("ANALYZE")
    print(f"{SketchKey.objects.count()} keys; {connection.vendor}")
    rng = random.Random(1)
    known = [(seed, photos.sent_on(photos.photograph(seed, (200, 150)))) for seed in rng.sample(range(count), 100)]
    new = [(-1, photos.photograph(f"new-{number}", (200, 150))) for number in range(100)]
    for name, asked in (("there, sent round a chat", known), ("not there", new)):
        taken, right, others = [], 0, 0
        for seed, image in asked:
            turned = likeness.sketches_of(image)
            started = time.process_time()
            found = [match.file.pk for match in lookalikes.search(COUNTY, turned)]
            taken.append((time.process_time() - started) * 1000)
            right += seed >= 0 and files[seed].pk in found
            others += len([pk for pk in found if seed < 0 or pk != files[seed].pk])
        taken.sort()
        print(f"  {name}: median {taken[50]:.1f} ms, p95 {taken[94]:.1f} ms; found {right}, others {others} of 100")
        figure(f"search_{name.partition(',')[0].replace(' ', '_')}_p95_ms", taken[94], "<=100")


def costs() -> None:
    """What sketching adds to taking in a photograph of 12 million pixels, as its clean copy has it."""
    image = photos.photograph("large", (2400, 1800))
    taken = []
    for _ in range(20):
        started = time.perf_counter()
        likeness.sketches_of(image)
        taken.append((time.perf_counter() - started) * 1000)
    started = time.perf_counter()
    source = Image.effect_noise((4000, 3000), 60).convert("RGB")
    source.thumbnail((2400, 2400), Image.Resampling.LANCZOS)
    photos.as_jpeg(source)
    rest = (time.perf_counter() - started) * 1000
    print(f"\nsketching a photograph: {statistics.median(taken):.1f} ms (scaling and saving its copy: {rest:.0f} ms)")
    figure("sketch_ms", statistics.median(taken), "<=20")


if __name__ == "__main__":
    compared(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    costs()
    searched(int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
