"""Saves the database first and the files second. Started by bin/backup.

Files are named by their content and never change, so a database of 10:00 with the files of 10:05 is always whole; the
other way round it could miss some. For the same reason one folder of files serves all saved databases.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.backends.postgresql.client import DatabaseClient

PARTIAL = ".partial"


def save_sqlite(database: Path, target: Path) -> None:
    """SQLite's own backup: consistent while others write; copying the file is not. The copy is checked."""
    with (
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise SystemExit(f"备份未通过完整性检查:{verdict}。The copy is damaged; nothing was kept.")


def save_postgresql(database: dict, target: Path) -> None:
    """pg_dump's compressed form, which pg_restore reads; the password travels in the environment."""
    host = database["HOST"] or database["OPTIONS"].get("host", "")  # a socket's folder stands in the URL's ?host=
    arguments, environment = DatabaseClient.settings_to_cmd_args_env({**database, "HOST": host}, [])
    command = ["pg_dump", "--format=custom", "--no-owner", f"--file={target}", *arguments[1:]]
    if subprocess.run(command, check=False, env={**os.environ, **(environment or {})}).returncode:
        raise SystemExit("备份未完成,原因见上;未完成的文件以 .partial 结尾。Not saved; see above.")


def save_database(database: dict, folder: Path, moment: datetime) -> Path:
    """Write the copy under a passing name, so that a file with its final name is a whole one."""
    is_sqlite = database["ENGINE"].endswith("sqlite3")
    target = folder / f"{moment:%Y%m%d-%H%M%S}.{'sqlite3' if is_sqlite else 'dump'}"
    passing = target.with_name(target.name + PARTIAL)
    folder.mkdir(parents=True, exist_ok=True)
    passing.unlink(missing_ok=True)
    if is_sqlite:
        save_sqlite(Path(database["NAME"]), passing)
    else:
        save_postgresql(database, passing)
    passing.rename(target)
    return target


def save_files(source: Path, folder: Path) -> int:
    """Copy what is not there yet, and return how many files that was."""
    copied = 0
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        target = folder / path.relative_to(source)
        if target.exists() and target.stat().st_size == path.stat().st_size:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        passing = target.with_name(target.name + PARTIAL)
        shutil.copy2(path, passing)
        passing.rename(target)
        copied += 1
    return copied


def main(folder: Path) -> None:
    """Save both, and say where they lie."""
    database = save_database(settings.DATABASES["default"], folder / "database", datetime.now().astimezone())
    copied = save_files(Path(settings.MEDIA_ROOT), folder / "files")
    print(f"数据库已备份:{database}({database.stat().st_size:,} 字节)。新增文件 {copied} 个:{folder / 'files'}。")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
