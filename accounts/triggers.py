"""The database's own guard over append-only tables, on SQLite and on PostgreSQL.

Created after every migration, because Django rebuilds an SQLite table to alter it and drops its triggers without a
word. The triggers know no exception: what a setting could switch off, an intruder could switch off. ``suspended``
drops and recreates them, which only the owner of the tables may do; it serves a data migration that must correct
such rows, and the emptying of test databases.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import truncate_name

from accounts import append_only

GUARD_FUNCTION = """
CREATE OR REPLACE FUNCTION append_only_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = '23000';
END $$
"""
POSTGRESQL = {
    "guard_rows": "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW",
    "guard_truncate": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
}


def install(using: str = DEFAULT_DB_ALIAS, only: str = "") -> None:
    """Create what is missing, for the tables that exist (of one app, if named)."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        there = present(connection)
        for model in _models(connection, only):
            for name, statements in wanted(connection, model).items():
                if there.get(name) != statements[-1]:
                    _drop(connection, cursor, model, name)
                    for statement in statements:
                        cursor.execute(statement)


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of triggers that ought to be there and are not (or are not ours)."""
    connection = connections[using]
    there = present(connection)
    return [
        name
        for model in _models(connection)
        for name, statements in wanted(connection, model).items()
        if there.get(name) != statements[-1]
    ]


def present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Name of each trigger and what proves it ours: its text on SQLite, its state on PostgreSQL."""
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT t.tgname, 'ALTER TABLE ' || quote_ident(c.relname) || ' ENABLE ALWAYS TRIGGER ' || quote_ident(t.tgname)"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE p.proname = 'append_only_guard' AND t.tgenabled = 'A' AND pg_table_is_visible(c.oid)"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


@contextmanager
def suspended(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """One transaction in which protected rows can be changed; the triggers are back before anyone else looks."""
    connection = connections[using]
    with transaction.atomic(using):
        with connection.cursor() as cursor:
            for model in _models(connection):
                for name in wanted(connection, model):
                    _drop(connection, cursor, model, name)
        yield
        if connection.vendor == "postgresql":
            connection.check_constraints()  # a pending deferred check forbids creating triggers
        install(using)


def install_after_migrate(*, app_config, using, **_) -> None:
    install(using, only=app_config.label)


@checks.register(checks.Tags.database)
def all_present(app_configs=None, databases=None, **_) -> list[checks.CheckMessage]:
    """A warning, not an error: ``migrate`` is the cure and runs this check first."""
    return [
        checks.Warning(
            f"数据库“{using}”缺少防篡改触发器 {name}。", hint="请运行 manage.py migrate 重新建立。", id="accounts.W001"
        )
        for using in databases or []
        for name in missing(using)
    ]


def _models(connection: BaseDatabaseWrapper, app_label: str = "") -> list[type[models.Model]]:
    tables = set(connection.introspection.table_names())
    return [
        model
        for model in append_only.protected
        if app_label in ("", model._meta.app_label)
        and model._meta.db_table in tables
        and router.allow_migrate_model(connection.alias, model)
    ]


def wanted(connection: BaseDatabaseWrapper, model: type[models.Model]) -> dict[str, list[str]]:
    return (_on_sqlite if connection.vendor == "sqlite" else _on_postgresql)(connection, model)


def _on_postgresql(connection: BaseDatabaseWrapper, model: type[models.Model]) -> dict[str, list[str]]:
    """ALWAYS: they fire under ``session_replication_role = replica`` too. TRUNCATE passes a row trigger: it has its own."""
    table = model._meta.db_table
    triggers = {
        truncate_name(f"{table}_{key}", 63): clause.format(table=f'"{table}"') for key, clause in POSTGRESQL.items()
    }
    return {
        name: [
            GUARD_FUNCTION,
            f'CREATE TRIGGER "{name}" {clause} EXECUTE FUNCTION append_only_guard()',
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]
        for name, clause in triggers.items()
    }


def _on_sqlite(connection: BaseDatabaseWrapper, model: type[models.Model]) -> dict[str, list[str]]:
    """INSERT OR REPLACE removes the old row without firing a delete trigger, so a known key is refused on insert."""
    table = model._meta.db_table
    refusals = {"guard_update": f'BEFORE UPDATE ON "{table}"', "guard_delete": f'BEFORE DELETE ON "{table}"'}
    for number, columns in enumerate(_keys(model)):
        same = " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
        known = f'SELECT 1 FROM "{table}" WHERE {same}'  # noqa: S608 - names come from our own models
        refusals[f"guard_insert_{number}"] = f'BEFORE INSERT ON "{table}" WHEN EXISTS ({known})'
    return {
        f"{table}_{key}": [
            f"CREATE TRIGGER \"{table}_{key}\" {clause} BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        ]
        for key, clause in refusals.items()
    }


def _keys(model: type[models.Model]) -> list[tuple]:
    """Columns of every unconditional unique key; conditional ones are held by ``recursive_triggers`` (settings)."""
    together = [*model._meta.unique_together, *(c.fields for c in model._meta.total_unique_constraints)]
    keys = [(field.column,) for field in model._meta.local_concrete_fields if field.unique]
    return keys + [tuple(model._meta.get_field(name).column for name in names) for names in together if names]


def _drop(connection: BaseDatabaseWrapper, cursor, model: type[models.Model], name: str) -> None:
    where = f' ON "{model._meta.db_table}"' if connection.vendor == "postgresql" else ""
    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{where}')
