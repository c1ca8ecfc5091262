"""Random people against the model of the procedure, as often as you like: a million actions, over nights.

Every batch tells other stories. What was done is kept in build/procedure-SQLITE-or-POSTGRESQL.json, so that a run that
was interrupted goes on where it stood. On SQLite; with DATABASE_URL, on that PostgreSQL.

    bin/bench procedure                 one batch more
    bin/bench procedure --actions N     until N actions have been done in all
"""

import argparse
import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ("tests/reliability/test_procedure_villages.py", "tests/reliability/test_procedure_county.py")
DATABASE = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
KEPT = ROOT / "build" / f"procedure-{DATABASE}.json"
#: Actions of each test in one batch: a few minutes.
BATCH = 3000
#: Where a figure is a number of kinds, the most of any batch counts; else the sum.
KINDS = ("_kinds_done", "_kinds_refused", "_steps_met", "_states_reached")


def tell(seed: int, actions: int) -> dict[str, float]:
    """One batch: its figures."""
    environment = {**os.environ, "SHIFAN_PROCEDURE_SEED": str(seed), "SHIFAN_PROCEDURE_ACTIONS": str(actions)}
    command = [sys.executable, "-m", "pytest", "-q", "--no-migrations", "-p", "no:cacheprovider", *TESTS]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if told.returncode:
        sys.exit(f"seed {seed} ({DATABASE}):\n{told.stdout}")
    lines = [line.split() for line in told.stdout.splitlines() if line.startswith("FIGURE ")]
    return {name: float(value) for _, name, value, _ in lines}


def done_so_far() -> dict:
    """What earlier batches have done."""
    return json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"batches": 0, "figures": {}}


def actions_in(figures: dict[str, float]) -> int:
    return int(sum(value for name, value in figures.items() if name.endswith("_actions")))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--actions", type=int, default=0, help="go on until so many have been done in all")
    asked.add_argument("--batch", type=int, default=BATCH, help="actions of each of the two tests in one batch")
    wanted = asked.parse_args()
    kept = done_so_far()
    while True:
        kept["batches"] += 1
        figures: dict[str, float] = defaultdict(float, kept["figures"])
        for name, value in tell(kept["batches"], wanted.batch).items():
            figures[name] = max(figures[name], value) if name.endswith(KINDS) else figures[name] + value
        kept["figures"] = dict(figures)
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept, indent=1), "utf-8")
        print(f"{actions_in(figures)} actions in {kept['batches']} batches", flush=True)
        if actions_in(figures) >= wanted.actions:
            break
    for name, value in kept["figures"].items():
        print(f"FIGURE {name} {value:g} -")
    print(f"FIGURE procedure_{DATABASE}_actions_in_all {actions_in(kept['figures'])} >={wanted.actions or 1}")


if __name__ == "__main__":
    main()
