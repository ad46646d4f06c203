"""Lodgings of invented guests: who has which room, from when to when."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.test.utils import isolate_apps

from lightbulb.core.time.dated import Dated, days_in_order, no_overlap

MARCH_1, MARCH_29, MARCH_31, APRIL_1 = (
    date(2026, 3, 1),
    date(2026, 3, 29),
    date(2026, 3, 31),
    date(2026, 4, 1),
)


@pytest.fixture
def lodgings(db):
    with isolate_apps("lightbulb.core"):

        class Lodging(Dated):
            room = models.CharField(max_length=20)
            bed = models.IntegerField(default=1)

            class Meta:
                app_label = "core"
                constraints = (
                    days_in_order("lodging_days_in_order"),
                    no_overlap("one_guest_a_bed", "room", "bed", message="The bed is taken"),
                )

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    with connection.schema_editor() as editor:
        editor.create_model(Lodging)
    return Lodging.objects


@pytest.mark.parametrize(
    ("on", "rooms"),
    [
        pytest.param(date(2026, 2, 28), [], id="the day before"),
        pytest.param(MARCH_1, ["attic", "blue"], id="the first day"),
        pytest.param(MARCH_31, ["attic", "blue"], id="the last day"),
        pytest.param(APRIL_1, ["attic"], id="the day after the last"),
        pytest.param(date(9999, 12, 31), ["attic"], id="no last day"),
    ],
)
def test_a_row_is_in_force_from_its_first_day_to_its_last(lodgings, on, rooms):
    lodgings.create(room="attic", starts_on=MARCH_1)
    lodgings.create(room="blue", starts_on=MARCH_1, ends_on=MARCH_31)
    found = lodgings.in_force(on).order_by("room")
    assert [lodging.room for lodging in found] == rooms
    assert [
        lodging.room for lodging in lodgings.order_by("room") if lodging.is_in_force(on)
    ] == rooms


def test_started_and_ended_are_told_apart(lodgings):
    lodgings.create(room="blue", starts_on=MARCH_1, ends_on=MARCH_31)
    assert not lodgings.started_by(date(2026, 2, 28)).exists()
    assert lodgings.started_by(MARCH_1).exists()
    assert not lodgings.ended_before(MARCH_31).exists()
    assert lodgings.ended_before(APRIL_1).exists()


def test_a_row_may_last_one_day(lodgings):
    assert lodgings.create(room="blue", starts_on=MARCH_1, ends_on=MARCH_1).is_in_force(MARCH_1)


def test_no_row_ends_before_it_begins(lodgings):
    lodging = lodgings.model(room="blue", starts_on=MARCH_31, ends_on=MARCH_1)
    with pytest.raises(ValidationError) as refusal:
        lodging.full_clean()
    assert refusal.value.message_dict == {
        "ends_on": ["The last day must not be before the first day"]
    }
    with pytest.raises(IntegrityError, match="lodging_days_in_order"):
        lodging.save()


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        pytest.param(MARCH_31, None, id="on the last day"),
        pytest.param(date(2026, 1, 1), MARCH_1, id="up to the first day"),
        pytest.param(MARCH_29, MARCH_29, id="one day inside"),
        pytest.param(date(2026, 1, 1), None, id="all around"),
    ],
)
def test_the_same_bed_is_not_given_twice_on_one_day(lodgings, starts_on, ends_on):
    lodgings.create(room="blue", starts_on=MARCH_1, ends_on=MARCH_31)
    second = lodgings.model(room="blue", starts_on=starts_on, ends_on=ends_on)
    with pytest.raises(ValidationError, match="The bed is taken"):
        second.validate_constraints()
    with pytest.raises(IntegrityError, match="one_guest_a_bed"):
        second.save()


def test_rows_that_follow_each_other_or_differ_are_let_through(lodgings):
    lodgings.create(room="blue", starts_on=MARCH_1, ends_on=MARCH_31)
    for other in ({"room": "blue"}, {"room": "blue", "bed": 2}, {"room": "attic"}):
        lodging = lodgings.model(starts_on=APRIL_1, **other)
        lodging.validate_constraints()
        lodging.save()
    assert lodgings.count() == 4
