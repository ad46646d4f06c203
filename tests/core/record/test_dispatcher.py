"""The process between the outbox and the broker, in its parts."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import redis
from django.db import OperationalError, connection, connections
from django.utils import timezone

from lightbulb.core.models import OutboxRow, Pulse
from lightbulb.core.record import dispatcher
from lightbulb.core.record.models import OutboxState


@pytest.fixture
def broker(engines):
    return redis.Redis.from_url(engines.redis_url())


@pytest.fixture
def broker_away(tmp_path):
    return redis.Redis.from_url(f"unix://{tmp_path}/nobody.sock")


@pytest.mark.django_db
def test_everything_due_is_handed_over_in_order(put, effect_named, broker):
    effect_named("ring")
    rows = [put("ring", str(number)).pk for number in range(5)]
    handed: list[int] = []
    assert dispatcher.sweep(broker, handed.append) == 5
    assert handed == rows
    assert set(Pulse.objects.values_list("name", flat=True)) == {"dispatcher", "broker"}


@pytest.mark.django_db
def test_more_than_one_batch_is_handed_over_in_one_sweep(put, effect_named, broker, monkeypatch):
    monkeypatch.setattr(dispatcher, "BATCH", 2)
    effect_named("ring")
    for number in range(5):
        put("ring", str(number))
    handed: list[int] = []
    assert dispatcher.sweep(broker, handed.append) == len(handed) == 5


@pytest.mark.django_db
def test_rows_wait_while_the_broker_is_away(put, effect_named, broker, broker_away):
    effect_named("ring")
    row = put("ring")
    handed: list[int] = []
    assert dispatcher.sweep(broker_away, handed.append) == 0
    assert OutboxRow.objects.get().state == OutboxState.WAITING
    assert not Pulse.objects.filter(name="broker").exists()
    dispatcher.sweep(broker, handed.append)
    assert handed == [row.pk]


@pytest.mark.django_db
def test_rows_that_the_broker_does_not_take_are_put_back(put, effect_named, broker):
    effect_named("ring")
    for number in range(3):
        put("ring", str(number))
    taken: list[int] = []

    def take_one(row_id: int) -> None:
        if taken:
            raise redis.ConnectionError
        taken.append(row_id)

    assert dispatcher.sweep(broker, take_one) == 1
    states = OutboxRow.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [OutboxState.HANDED, OutboxState.WAITING, OutboxState.WAITING]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("in_seconds", "wakes_in"),
    [
        pytest.param(4, 4, id="when the next row is due"),
        pytest.param(60, 10, id="for the next sweep"),
    ],
)
def test_the_dispatcher_knows_when_to_look_again(put, effect_named, in_seconds, wakes_in):
    effect_named("ring")
    now = timezone.now()
    put("ring", not_before=now + timedelta(seconds=in_seconds))
    pause = min(dispatcher.SWEEP_EVERY, dispatcher.next_due(now) - now)
    assert pause == timedelta(seconds=wakes_in)


def how_long_it_waits() -> float:
    begun = time.monotonic()
    dispatcher.wait(timezone.now())
    return time.monotonic() - begun


@pytest.mark.django_db(transaction=True)
def test_a_commit_wakes_the_dispatcher(put, effect_named):
    effect_named("ring")

    def put_soon() -> None:
        time.sleep(0.2)
        put("ring")
        connections.close_all()

    dispatcher.listen()
    with ThreadPoolExecutor(1) as threads:
        threads.submit(put_soon)
        waited = how_long_it_waits()
    assert 0.1 < waited < 3


@pytest.mark.django_db(transaction=True)
def test_a_commit_during_a_sweep_is_not_slept_through(put, effect_named, broker):
    effect_named("ring")

    def put_and_leave() -> None:
        put("ring", "during", not_before=timezone.now() + timedelta(hours=1))
        connections.close_all()

    dispatcher.listen()
    with ThreadPoolExecutor(1) as threads:
        threads.submit(put_and_leave).result()
    dispatcher.sweep(broker, lambda row_id: None)
    assert how_long_it_waits() < 3


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_while_waiting_is_told_as_django_tells_it():
    dispatcher.listen()
    backend = connection.connection.info.backend_pid

    def end_it() -> None:
        time.sleep(0.2)
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
        connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(end_it)
        with pytest.raises(OperationalError):
            dispatcher.wait(timezone.now())
    connection.close()
