"""Loads a list as long as the nation's (663,510 regions, made up here, in the shape of the official CSV) into an empty SQLite."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from accounts.provinces import PROVINCES

ROOT = Path(__file__).resolve().parent.parent
CITIES, COUNTIES, TOWNSHIPS, VILLAGES = 11, 9, 14, 13  # in each region above: 663,510 with the 34 provinces


def regions(prefix: str, steps: tuple[tuple[int, str, int, int], ...]) -> Iterator[tuple[str, str]]:
    """Code and name of everything under a prefix: (digits, name, first number, how many) for each level."""
    (digits, name, first, count), *below = steps
    for number in range(first, first + count):
        code = f"{prefix}{number:0{digits}d}"
        yield code.ljust(12, "0"), f"第{number}{name}"
        if below:
            yield from regions(code, tuple(below))


def write_list(path: Path) -> int:
    steps = ((2, "市", 1, CITIES), (2, "县", 21, COUNTIES), (3, "镇", 100, TOWNSHIPS), (3, "村委会", 200, VILLAGES))
    lines = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("code,name\n")
        for prefix, name in PROVINCES.items():
            for code, called in ((prefix.ljust(12, "0"), name), *regions(prefix, steps)):
                file.write(f"{code},{called}\n")
                lines += 1
    return lines


def measure(*arguments: str, var: str) -> tuple[float, float]:
    """Seconds and megabytes of one command on a database of its own."""
    environment = {**os.environ, "SHIFAN_VAR": var, "DATABASE_URL": ""}
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"manage.py {arguments[0]} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="shifan-bench-") as var:
        path = Path(var) / "nation.csv"
        print(f"{write_list(path):,} regions")
        measure("migrate", "-v0", var=var)
        seconds, megabytes = measure("load_regions", str(path), var=var)
        again, _ = measure("load_regions", str(path), var=var)
    print(f"FIGURE load_regions_seconds {seconds:.1f} <=60")
    print(f"FIGURE load_regions_peak_mb {megabytes:.0f} <=600")
    print(f"FIGURE load_regions_again_seconds {again:.1f} <=60")


if __name__ == "__main__":
    main()
