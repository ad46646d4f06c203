"""Each month of the record has its own part of the table, made once, before it begins."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from lightbulb.core.models import Event
from lightbulb.core.record.actors import System
from lightbulb.core.record.events import record
from lightbulb.core.record.partitions import make_partitions
from lightbulb.core.tasks import make_event_partitions
from lightbulb.core.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.engine_smoke]


def parts() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits "
            "WHERE inhparent IN ('core_event'::regclass, 'core_readevent'::regclass)"
        )
        return {name for (name,) in cursor.fetchall()}


def place_event(asha, today, moment: datetime) -> str:
    """Record something at a moment, and tell which part of the table holds it."""
    event = record(Verb.SIGNED_IN, asha, by=System("clock"), on=today)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_event SET recorded_at = %s WHERE id = %s", [moment, event.pk])
        cursor.execute("SELECT tableoid::regclass::text FROM core_event WHERE id = %s", [event.pk])
        return str(cursor.fetchone()[0])


def test_months_are_made_once():
    assert make_partitions(date(2031, 11, 17), months=3) == 3 + 3
    assert {"core_event_2031_11", "core_event_2031_12", "core_event_2032_01"} <= parts()
    assert {"core_readevent_2031_11", "core_readevent_2032_01"} <= parts()
    assert make_partitions(date(2031, 11, 1), months=3) == 0
    assert make_partitions(date(2031, 12, 31), months=3) == 1 + 1
    assert "core_event_2032_02" in parts()


def test_the_nightly_task_finds_this_month_made():
    before = parts()
    make_event_partitions()
    assert before <= parts()
    assert len(parts()) <= len(before) + 2  # a month may have turned since the migration


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        pytest.param(datetime(2031, 11, 1, tzinfo=UTC), "core_event_2031_11", id="first moment"),
        pytest.param(
            datetime(2031, 11, 30, 23, 59, 59, 999999, UTC), "core_event_2031_11", id="last moment"
        ),
        pytest.param(datetime(2031, 12, 1, tzinfo=UTC), "core_event_other", id="the next month"),
    ],
)
def test_an_event_lies_in_its_month_or_in_the_catch_all(asha, today, moment, part):
    make_partitions(date(2031, 11, 1), months=1)
    assert place_event(asha, today, moment) == part


def test_a_month_that_began_in_the_catch_all_stays_there(asha, today):
    place_event(asha, today, datetime(2031, 11, 5, tzinfo=UTC))
    assert make_partitions(date(2031, 10, 1), months=3) == 2 + 3
    assert "core_event_2031_11" not in parts()
    assert Event.objects.count() == 1


def test_a_new_month_also_refuses_the_same_thing_twice():
    make_partitions(date(2031, 11, 1), months=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'core_event_2031_11'")
        unique = [line for (line,) in cursor.fetchall() if "once_a_request" in line]
    assert "UNIQUE" in unique[0]
    assert "(request_id, verb, subject_type, subject_id)" in unique[0]
