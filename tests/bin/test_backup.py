"""bin/backup: what it saves is whole, and saving again costs only what is new."""

import runpy
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bin" / "_backup.py"


@pytest.fixture
def backup():
    return runpy.run_path(str(SCRIPT))


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "live.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE village (name)")
        connection.execute("INSERT INTO village VALUES ('侯家崾村')")
    yield path
    connection.close()


def test_the_copy_of_a_database_in_use_is_whole(backup, database, tmp_path):
    writer = sqlite3.connect(database, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO village VALUES ('未提交村')")

    backup["save_sqlite"](database, tmp_path / "copy.sqlite3")
    writer.close()

    with sqlite3.connect(tmp_path / "copy.sqlite3") as copy:
        rows = copy.execute("SELECT name FROM village").fetchall()
    copy.close()
    assert rows == [("侯家崾村",)]


def test_the_database_is_saved_under_its_moment_and_leaves_nothing_half(backup, database, tmp_path):
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(database)}
    folder = tmp_path / "saved"

    saved = backup["save_database"](settings, folder, datetime(2026, 3, 1, 8, 5, 9, tzinfo=UTC))

    assert saved.name == "20260301-080509.sqlite3"
    assert list(folder.iterdir()) == [saved]


def test_a_second_backup_copies_only_new_files(backup, tmp_path):
    source, folder = tmp_path / "files", tmp_path / "saved"
    (source / "610524").mkdir(parents=True)
    (source / "610524" / "a").write_bytes(b"1")

    first = backup["save_files"](source, folder)
    (source / "610524" / "b").write_bytes(b"2")
    second = backup["save_files"](source, folder)

    assert (first, second) == (1, 1)
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == ["a", "b"]


def test_a_file_cut_off_in_an_earlier_backup_is_copied_again(backup, tmp_path):
    source, folder = tmp_path / "files", tmp_path / "saved"
    source.mkdir()
    folder.mkdir()
    (source / "a").write_bytes(b"whole")
    (folder / "a").write_bytes(b"who")

    backup["save_files"](source, folder)

    assert (folder / "a").read_bytes() == b"whole"
