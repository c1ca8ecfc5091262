"""Runs the scripts in bench/, gathers their figures and compares them with their targets. Started by bin/bench."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "build" / "figures.json"


def scripts(names: list[str]) -> list[Path]:
    """The scripts asked for, or all; one whose name begins with ``_`` is a part of others."""
    if not names:
        return sorted(path for path in (ROOT / "bench").glob("*.py") if not path.name.startswith("_"))
    chosen = [ROOT / "bench" / f"{name.removesuffix('.py')}.py" for name in names]
    if strange := [path.stem for path in chosen if not path.is_file()]:
        sys.exit(f"bench/ 中没有:{'、'.join(strange)}。No such script in bench/.")
    return chosen


def meets(value: float, target: str) -> bool:
    """Whether a figure is where it should be; ``-`` is no target."""
    if target == "-":
        return True
    sign, bound = target[:2], target[2:]
    if sign not in {"<=", ">="}:
        raise ValueError(f"target {target!r} is neither <=N, >=N nor -")
    return value <= float(bound) if sign == "<=" else value >= float(bound)


def measure(script: Path, options: list[str]) -> tuple[list[dict], bool]:
    """Run one script with its options, show what it prints, and return its figures and whether it came to its end."""
    print(f"\n== {script.stem}", flush=True)
    figures = []
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-u", str(script), *options], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            if line.startswith("FIGURE "):
                _, name, value, target = line.split()
                figures.append(
                    {
                        "script": script.stem,
                        "name": name,
                        "value": float(value),
                        "target": target,
                        "met": meets(float(value), target),
                    }
                )
    return figures, process.returncode == 0 and bool(figures)


def main(asked: list[str]) -> int:
    """Measure, write the report, and tell what was missed. What follows the first ``--option`` is the scripts' own."""
    first = next((place for place, word in enumerate(asked) if word.startswith("--")), len(asked))
    figures, broken = [], []
    for script in scripts(asked[:first]):
        found, ended_well = measure(script, asked[first:])
        figures += found
        if not ended_well:
            broken.append(script.stem)
    REPORT.write_text(
        json.dumps(
            {
                "measured_at": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
                "cores": os.cpu_count(),
                "figures": figures,
                "broken": broken,
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )
    missed = [figure for figure in figures if not figure["met"]]
    print(f"\n{len(figures)} figures, {len(missed)} missed: {REPORT.relative_to(ROOT)}")
    for figure in missed:
        print(f"  MISSED {figure['name']} {figure['value']:g}, target {figure['target']}")
    for name in broken:
        print(f"  BROKEN {name}: it failed, or printed no figure")
    return 1 if missed or broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
