"""Append-only tables stay so, whoever speaks to the database."""

import sqlite3

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from accounts import append_only, audit, triggers
from accounts.models import AuditEntry

pytestmark = pytest.mark.django_db
TABLE = "accounts_auditentry"
only_on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'")
only_on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'")


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def entry():
    return audit.record(actor=None, verb="登录")


@pytest.mark.parametrize("sql", [f"UPDATE {TABLE} SET verb = '没登录'", f"DELETE FROM {TABLE}"])
def test_the_database_refuses_to_change_a_row(entry, sql):
    with pytest.raises(IntegrityError, match="append-only"):
        run(sql)

    assert list(AuditEntry.objects.values_list("verb")) == [("登录",)]


@only_on_postgresql
def test_the_database_refuses_to_truncate():
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"TRUNCATE {TABLE}")


@only_on_postgresql
def test_the_guard_stands_in_a_replica_session_too(entry):
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"SET LOCAL session_replication_role = replica; DELETE FROM {TABLE}")


@only_on_sqlite
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_the_database_refuses_to_replace_a_row(entry, verb):
    columns = "id, at, county, actor_name, verb, subject_type, subject_id, subject_label, detail, request_id"

    with pytest.raises(IntegrityError, match="append-only"):
        run(
            f"{verb} INTO {TABLE} ({columns}) VALUES ({entry.pk}, '2026-01-01', '', '', '改过', '', '', '', '{{}}', '')"
        )


@only_on_sqlite
def test_a_replacement_is_refused_without_recursive_triggers_too():
    plain = sqlite3.connect(":memory:")
    with isolate_apps("accounts"):

        class Ticket(models.Model):
            number = models.CharField(max_length=9, unique=True)

            class Meta:
                app_label = "accounts"
                db_table = "ticket"

    plain.execute("CREATE TABLE ticket (id INTEGER PRIMARY KEY, number TEXT UNIQUE)")
    for statements in triggers.wanted(connection, Ticket).values():
        plain.execute(statements[-1])
    plain.execute("INSERT INTO ticket (number) VALUES ('A1')")

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute("INSERT OR REPLACE INTO ticket (id, number) VALUES (7, 'A1')")


def test_new_rows_are_welcome(entry):
    audit.record(actor=None, verb="退出")

    assert AuditEntry.objects.count() == 2


def test_nothing_is_missing_after_migrating():
    assert triggers.missing() == []
    assert triggers.all_present(databases=["default"]) == []


def test_a_lost_trigger_is_reported_and_put_back():
    name = f"{TABLE}_guard_update" if connection.vendor == "sqlite" else f"{TABLE}_guard_rows"
    run(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {TABLE}"))

    assert triggers.missing() == [name]
    assert [warning.id for warning in triggers.all_present(databases=["default"])] == ["accounts.W001"]

    call_command("migrate", verbosity=0)
    assert triggers.missing() == []


def test_a_hollow_trigger_of_the_same_name_counts_as_missing():
    if connection.vendor == "sqlite":
        name = f"{TABLE}_guard_delete"
        run(f"DROP TRIGGER {name}")
        run(f"CREATE TRIGGER {name} BEFORE DELETE ON {TABLE} BEGIN SELECT 1; END")
    else:
        name = f"{TABLE}_guard_rows"
        run(f"ALTER TABLE {TABLE} DISABLE TRIGGER {name}")

    assert triggers.missing() == [name]


def test_suspended_lets_a_data_migration_correct_rows(entry):
    with triggers.suspended():
        run(f"UPDATE {TABLE} SET verb = '更正'")

    assert triggers.missing() == []
    with pytest.raises(IntegrityError):
        run(f"DELETE FROM {TABLE}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_transactional_tests_start_empty_and_guarded(turn):
    assert AuditEntry.objects.count() == 0
    assert triggers.missing() == []

    audit.record(actor=None, verb="登录")


def test_every_append_only_model_is_protected():
    bare = [model for model in append_only.AppendOnly.__subclasses__() if model not in append_only.protected]

    assert [model._meta.label for model in bare if not model._meta.abstract] == []
