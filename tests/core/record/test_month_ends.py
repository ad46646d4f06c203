"""One press is one event, also where its twin falls into the next month."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from lightbulb.core.keys import new_key
from lightbulb.core.models import Event
from lightbulb.core.record import events
from lightbulb.core.record.events import AlreadyDone

NAME = new_key()
SECOND = timedelta(seconds=1)


def next_month() -> datetime:
    """When the next month begins, whose part of the table there is already."""
    this = timezone.now().astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (this + timedelta(days=32)).replace(day=1)


def write(at: datetime, **other: object) -> None:
    """The event of one press, at a moment of our choice."""
    fields = {"verb": "signed_in", "subject_type": "core.user", "subject_id": "1"}
    fields |= {"request_id": NAME, "actor_kind": "staff", "actor_id": "1", "verb_version": 1}
    with transaction.atomic():
        events._insert(Event(recorded_at=at, happened_on=at.date(), **(fields | other)))


@pytest.mark.django_db
@pytest.mark.parametrize("later", [timedelta(0), SECOND, timedelta(hours=23)])
def test_the_twin_of_last_months_press_is_refused(later):
    midnight = next_month()
    write(midnight - SECOND)
    with pytest.raises(AlreadyDone):
        write(midnight + later)
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_other_things_may_follow_over_the_end_of_a_month():
    midnight = next_month()
    write(midnight - SECOND)
    write(midnight, verb="signed_out")
    write(midnight, subject_id="2")
    write(midnight, request_id=new_key())
    assert Event.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_at_midnight_are_one():
    midnight = next_month()
    said: list[str] = []

    def press_again() -> None:
        try:
            write(midnight)
        except AlreadyDone:
            said.append("done already")
        finally:
            connection.close()

    twin = threading.Thread(target=press_again)
    with transaction.atomic():
        write(midnight - SECOND)
        twin.start()
        twin.join(0.5)
        assert said == []  # it waits to see what becomes of the first
    twin.join()
    assert said == ["done already"]
    assert Event.objects.count() == 1
