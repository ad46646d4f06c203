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

REFUSED = [
    "UPDATE core_event SET verb = 'other'",
    "DELETE FROM core_event",
    "TRUNCATE core_event",
    "ALTER TABLE core_event ADD COLUMN more text",
    "ALTER TABLE core_event DISABLE TRIGGER ALL",
    "DROP TABLE core_event",
    "ALTER TABLE core_event DETACH PARTITION core_event_other",
    "SELECT * FROM core_event_other",
    "INSERT INTO core_event_other SELECT * FROM core_event",
    "UPDATE core_event_other SET verb = 'other'",
    "DELETE FROM core_event_other",
    "TRUNCATE core_event_other",
    "ALTER TABLE core_event_other ADD COLUMN more text",
    "DROP TABLE core_event_other",
    "CREATE TABLE anything (id integer)",
    "CREATE SCHEMA anything",
    "CREATE ROLE anything",
    "TRUNCATE core_user",
    "ALTER TABLE core_user ADD COLUMN more text",
    "SELECT core_make_event_partition('core_event_new', 'DEFAULT')",
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
        assert make_partitions(date(2031, 1, 1), months=2) == 2
