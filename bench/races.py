"""Eight at once, again and again: the reliability tests repeated, their counts added up.

On SQLite; with DATABASE_URL, on that PostgreSQL: there a repetition makes two hundred decisions more, fifty of a kind
(SHIFAN_RACES says how many one repetition makes). Run: .venv/bin/python bench/races.py [repetitions]
"""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = (
    "tests/reliability/test_races.py",
    "tests/reliability/test_deadline_races.py",
    "tests/reliability/test_two_hundred.py",
    "tests/reliability/test_another_process.py",
)


def once() -> list[tuple[str, float, str]]:
    """Name, count and target of every figure of one repetition."""
    command = [sys.executable, "-m", "pytest", "-q", "--no-migrations", "-p", "no:cacheprovider", *TESTS]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    lines = [line.split() for line in told.splitlines() if line.startswith("FIGURE ")]
    return [(name, float(value), target) for _, name, value, target in lines]


def main(repetitions: int = 7) -> None:
    totals: dict[str, float] = defaultdict(float)
    targets: dict[str, str] = {}
    for number in range(repetitions):
        for name, value, target in once():
            totals[name] += value
            at_least = target.startswith(">=")
            targets[name] = f">={float(target[2:]) * (number + 1):g}" if at_least else target
        print(f"{number + 1} of {repetitions}", flush=True)
    for name, value in totals.items():
        print(f"FIGURE {name} {value:g} {targets[name]}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
