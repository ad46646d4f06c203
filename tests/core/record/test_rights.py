"""The service's role in the database: it adds to the record and can do nothing else to it."""

from datetime import date

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from lightbulb.core.models import Event, User
from lightbulb.core.record.events import record
from lightbulb.core.record.partitions import make_partitions
from lightbulb.core.verbs import Verb
from lightbulb.embedded import APP

# Every table of the record, and the first and the last part of those that have parts.
WHOLE = ("core_event", "core_readevent", "core_seal", "core_sealrestart")
PARTS = ("core_event_other", "core_readevent_other")
REFUSED = [
    *(f"DELETE FROM {table}" for table in (*WHOLE, *PARTS)),
    *(f"TRUNCATE {table}" for table in (*WHOLE, *PARTS)),
    *(f"DROP TABLE {table}" for table in (*WHOLE, *PARTS)),
    *(f"ALTER TABLE {table} ADD COLUMN more text" for table in (*WHOLE, *PARTS)),
    *(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in WHOLE),
    *(f"SELECT * FROM {part}" for part in PARTS),
    *(f"INSERT INTO {part} SELECT * FROM {part.removesuffix('_other')}" for part in PARTS),
    "UPDATE core_event SET verb = 'other'",
    "UPDATE core_event_other SET verb = 'other'",
    "UPDATE core_readevent SET person_ids = '{}'",
    "UPDATE core_readevent_other SET person_ids = '{}'",
    "UPDATE core_seal SET hash = record_digest",
    "UPDATE core_sealrestart SET reason = 'none'",
    "ALTER TABLE core_event DETACH PARTITION core_event_other",
    "ALTER TABLE core_readevent DETACH PARTITION core_readevent_other",
    # In which transaction a row came is for the database alone to say.
    "INSERT INTO core_event (tx) VALUES ('1')",
    "INSERT INTO core_readevent (tx) VALUES ('1')",
    "CREATE TABLE anything (id integer)",
    "CREATE SCHEMA anything",
    "CREATE ROLE anything",
    "TRUNCATE core_user",
    "ALTER TABLE core_user ADD COLUMN more text",
    "SELECT core_make_event_partition('core_event_new', 'DEFAULT')",
    "SELECT core_make_read_partition('core_readevent_new', 'DEFAULT')",
]

pytestmark = pytest.mark.engine_smoke


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses_the_service(as_the_service, statement):
    refusal = "permission denied|must be owner|permission to create role"
    with as_the_service(), connection.cursor() as cursor, transaction.atomic():
        with pytest.raises(ProgrammingError, match=refusal):
            cursor.execute(statement)
        transaction.set_rollback(True)


def test_the_service_cannot_become_the_owner(db, engines):
    address = engines.database_url(APP, connection.settings_dict["NAME"])
    refused = pytest.raises(psycopg.errors.InsufficientPrivilege)
    with psycopg.connect(address) as session, refused:
        session.execute("SET ROLE lightbulb_owner")


def test_the_service_adds_to_the_record_and_reads_it(as_the_service, asha, today):
    with as_the_service():
        record(Verb.SIGNED_IN, asha, by=asha, on=today)
        assert Event.objects.about(asha).count() == 1


def test_the_service_changes_what_is_no_record(as_the_service, asha):
    with as_the_service():
        assert User.objects.filter(pk=asha.pk).update(phone="01632 960 002") == 1


def test_the_service_makes_the_months_to_come(as_the_service):
    with as_the_service():
        assert make_partitions(date(2031, 1, 1), months=2) == 4


def test_the_service_may_change_no_part_of_the_record_there_is(as_the_service):
    with as_the_service(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT part.relname, right_to FROM pg_class AS part, "
            "unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'INSERT', 'SELECT']) AS right_to "
            "WHERE part.relname ~ '^core_(event|readevent)_(other|[0-9]{4}_[0-9]{2})$' "
            "AND has_table_privilege(part.oid, right_to)"
        )
        assert cursor.fetchall() == []
