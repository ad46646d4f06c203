"""The small process between the outbox and the broker.

It listens for new rows, looks again every few seconds for those that came due or were
left half-way, and hands their ids over. When the broker is away the rows stay where they
are; when the database is away it waits for it.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from lightbulb.core.record import outbox, pulse
from lightbulb.core.record.models import OutboxRow, OutboxState

logger = logging.getLogger(__name__)

SWEEP_EVERY = timedelta(seconds=10)
SHORTEST_WAIT = timedelta(milliseconds=50)
BATCH = 200
PATIENCE = 2.0  # seconds the broker has to answer before it counts as away


def run_for_ever(hand_over: Callable[[int], None]) -> None:
    """Sweep, wait to be woken, sweep again. Ends only with the process."""
    broker = redis.Redis.from_url(
        settings.BROKER.replace("redis+socket://", "unix://"),
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
    )
    while True:
        try:
            listen()
            while True:
                sweep(broker, hand_over)
                wait(timezone.now())
        except (OperationalError, InterfaceError):
            logger.warning("the database is away: trying again in a second")
            connection.close()
            time.sleep(1)


def listen() -> None:
    """Ask to be woken by every commit that put something in."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {outbox.CHANNEL}")


def sweep(broker: redis.Redis, hand_over: Callable[[int], None]) -> int:
    """Hand over everything that is due; how many rows that were."""
    pulse.show("dispatcher", at=timezone.now())
    handed = 0
    while broker_answers(broker) and (ids := outbox.due_rows(timezone.now(), most=BATCH)):
        taken = hand_over_all(ids, hand_over)
        handed += taken
        if taken < len(ids):
            break
    return handed


def broker_answers(broker: redis.Redis) -> bool:
    try:
        broker.ping()
    except redis.RedisError:
        return False
    pulse.show("broker", at=timezone.now())
    return True


def hand_over_all(ids: list[int], hand_over: Callable[[int], None]) -> int:
    """How many of the rows the broker took; the others wait for the next sweep."""
    for position, row_id in enumerate(ids):
        try:
            hand_over(row_id)
        except Exception:
            # Whatever the broker's client raises: nothing is lost, and the next sweep retries.
            logger.warning("the broker did not take row %s", row_id, exc_info=True)
            outbox.put_back(ids[position:])
            return position
    return len(ids)


def wait(now: datetime) -> None:
    """Until something is put in, the next row comes due, or the next sweep is due."""
    if connection.connection is None:
        raise OperationalError("the connection that listened is gone")
    pause = max(SHORTEST_WAIT, min(SWEEP_EVERY, next_due(now) - now))
    # The driver's own errors, as it is asked directly, become Django's.
    with connection.wrap_database_errors:
        for _ in connection.connection.notifies(timeout=pause.total_seconds(), stop_after=1):
            return


def next_due(now: datetime) -> datetime:
    later = OutboxRow.objects.filter(state=OutboxState.WAITING, not_before__gt=now)
    first = later.order_by("not_before").values_list("not_before", flat=True).first()
    return first or now + SWEEP_EVERY
