"""The tests' tables are made from the models: here, once, they are held beside those that the migrations make."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts import triggers

ROOT = Path(__file__).parents[2]

#: Django's own record; and tables between tables that packages' migrations made when numbers were shorter.
NOT_OURS = {"django_migrations", "auth_group_permissions", "viewflow_task_previous"}
#: What a constraint does.
HOLDS = ("primary_key", "unique", "foreign_key", "check", "index")

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@contextmanager
def empty_database(tests_own: BaseDatabaseWrapper, folder: Path) -> Iterator[tuple[str, str]]:
    """Name and address of a database that nobody has used, of the kind that the tests run on."""
    if tests_own.vendor == "sqlite":
        yield str(folder / "shifan.sqlite3"), ""  # where a program with SHIFAN_VAR looks for it
        return
    name = f"{tests_own.settings_dict['NAME']}_migrated"
    with tests_own._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield name, urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        cursor.execute(f'DROP DATABASE "{name}"')


def migrate(address: str, folder: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": address, "SHIFAN_VAR": str(folder)}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def parts_of(connection: BaseDatabaseWrapper) -> set[tuple]:
    """Every column and what holds it, with its table; names that Django makes up are left out."""
    ask, parts = connection.introspection, set()
    with connection.cursor() as cursor:
        for table in set(ask.table_names(cursor)) - NOT_OURS:
            for column in ask.get_table_description(cursor, table):
                parts.add((table, column.name, str(column.type_code), column.null_ok, column.default, column.collation))
            for one in ask.get_constraints(cursor, table).values():
                parts.add((table, *one["columns"], *(f"{key}: {one[key]}" for key in HOLDS if one[key])))
    return parts


def test_migrations_make_what_the_models_say(tmp_path):
    ours = connections["default"]
    with empty_database(ours, tmp_path) as (name, address):
        migrate(address, tmp_path)
        with closing(type(ours)({**ours.settings_dict, "NAME": name})) as theirs:
            assert parts_of(theirs) ^ parts_of(ours) == set()
            assert triggers.present(theirs) == triggers.present(ours) != {}
