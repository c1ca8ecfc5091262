"""The demonstration county as the ground of a measurement: that of ``SHIFAN_VAR`` where it is there, else a fresh one."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def stand_on_the_demo() -> None:
    """Set Django up over a database in which the demonstration was played."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    if not (Path(os.environ.get("SHIFAN_VAR", "-")) / "shifan.sqlite3").exists():
        os.environ["SHIFAN_VAR"] = tempfile.mkdtemp(prefix="shifan-bench-")
        os.environ["DATABASE_URL"] = ""
        for command in (["migrate", "-v0"], ["run_demo"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()


@contextmanager
def queries_counted() -> Iterator[Callable[[], int]]:
    """Within it, calling what it gives answers how many queries were asked so far."""
    from django.db import connection

    seen = []

    def count(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield lambda: len(seen)
