"""What a township's table computes for thirty villages: every score and every doubt, without the database.

Run: .venv/bin/python bench/township.py
"""

import os
import statistics
import sys
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

import django

django.setup()

from tests.workflows.standards.builders import model_spec
from workflows.applications.content import answers_from
from workflows.review.anomalies import Subject, anomalies_of
from workflows.standards.scoring import score
from workflows.standards.spec import YES_OR_NO

VILLAGES = 30
TIMES = 20
SPEC = model_spec("village")
#: As long as a statement may be.
STATEMENT = 800


def content_of(village: int) -> dict:
    """A full submission: every figure, five statements of 800 characters."""
    letters = "".join(chr(0x4E00 + (village * 7919 + at * 104_729) % 20_000) for at in range(STATEMENT))
    data = {
        one.code: {"value": "0" if one.unit == YES_OR_NO else str(100 + (village * 37 + at) % 60), "previous": "110"}
        for at, one in enumerate(SPEC.data_items)
    }
    return {
        "data": data,
        "answers": {},
        "statements": {one.code: letters for one in SPEC.dimensions},
        "region": {"profile": {}, "kind": "村委会"},
    }


def look(contents: list[dict]) -> int:
    """What the page computes: every score, and every doubt."""
    subjects = []
    for key, content in enumerate(contents):
        result = score(SPEC, answers_from(content, level="county"))
        values: dict[str, Decimal] = {row.code: row.value for row in result.indicators if row.value is not None}
        subjects.append(Subject(key, f"{key}村", content, values))
    return sum(len(found) for found in anomalies_of(SPEC, subjects).values())


def main() -> None:
    contents = [content_of(village) for village in range(1, VILLAGES + 1)]
    spans = []
    for _ in range(TIMES):
        began = time.perf_counter()
        found = look(contents)
        spans.append((time.perf_counter() - began) * 1000)
    print(f"FIGURE township table: {VILLAGES} villages, {found} doubts, median {statistics.median(spans):.0f} ms")


if __name__ == "__main__":
    main()
