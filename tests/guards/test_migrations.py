"""Migrations: named for what they do, reversible, none missing, from nothing and back."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader

from lightbulb.embedded import DATABASE, OWNER
from tests.engines import ROOT, environment_of
from tests.guards.generated import OWN_APPS

SCRATCH = "scratch_migrations"
NAME = re.compile(r"\d{4}_[a-z][a-z0-9]*(_[a-z0-9]+)*")
# What Django calls a migration when nobody does.
UNNAMED = re.compile(r"_auto_|_initial$|_and_more$|^\d{4}_(alter|add|remove|delete|rename)_\w+_\w+")


def own_migrations() -> list[migrations.Migration]:
    loader = MigrationLoader(None)
    return [one for (app, _), one in loader.disk_migrations.items() if app in OWN_APPS]


def steps(operations: list) -> Iterator:
    for operation in operations:
        yield operation
        yield from steps(getattr(operation, "database_operations", []))


each_migration = pytest.mark.parametrize(
    "migration", [pytest.param(one, id=str(one)) for one in own_migrations()]
)


@each_migration
def test_a_migration_is_named_for_what_it_does(migration):
    assert NAME.fullmatch(migration.name)
    assert not UNNAMED.search(migration.name)


@each_migration
def test_a_migration_can_be_taken_back(migration):
    assert [step for step in steps(migration.operations) if not step.reversible] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture
def scratch(engines) -> Iterator[dict[str, str]]:
    """A copy of the database that this run migrated, and an environment to work on it."""
    name = f"{SCRATCH}_{os.getpid()}"
    with psycopg.connect(engines.database_url(OWNER, "postgres"), autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name} TEMPLATE {DATABASE}")
        yield {"PATH": os.environ["PATH"], **environment_of(engines, name=name)}
        owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


def tables(engines, environment) -> set[str]:
    with psycopg.connect(environment["DATABASE_URL"]) as owner:
        found = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in found if name.split("_")[0] in OWN_APPS}


def migrate(environment: dict[str, str], *words: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0", *words]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.large
def test_a_migrated_database_is_taken_back_to_nothing_and_migrated_again(engines, scratch):
    made = tables(engines, scratch)
    assert {"core_event", "core_user"} <= made
    migrate(scratch, "core", "zero")
    assert tables(engines, scratch) == set()
    migrate(scratch)
    assert tables(engines, scratch) == made


def test_the_models_and_the_database_agree_on_the_record(db):
    """The record's table is written by hand: every field of its model is a column of it."""
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "core_event")
    fields = {"tx"} | {field.column for field in _event_fields()}
    assert {column.name for column in columns} == fields


def _event_fields() -> list:
    return list(MigrationLoader(None).project_state().apps.get_model("core", "Event")._meta.fields)
