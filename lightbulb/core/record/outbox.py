"""Effects of verbs: put in with the verb's transaction, done afterwards, once.

A verb calls `put`. The dispatcher hears of it, hands the row's id to a worker through
the broker, and hands it over again when nobody finished it. The worker calls `perform`.
No web request ever talks to the broker.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from lightbulb.core.record.effects import Effect, all_effects
from lightbulb.core.record.models import OutboxRow, OutboxState

logger = logging.getLogger(__name__)

CHANNEL = "outbox"
MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=10)
# A row handed to a worker that has not finished by then is handed over again.
HANDED_FOR = timedelta(seconds=60)
# An effect that was begun so often without an end is taken to kill whoever does it.
MOST_BEGUN = 8
NEVER_ENDED = "NeverEnded"
# Advisory locks are numbers shared by the whole database: these are the outbox's own.
LOCKS = 0x4F42 << 48


class MayHaveHappened(Exception):
    """An outside effect cannot tell whether the receiver got it: a person must look."""


def put(
    effect: str,
    *,
    key: str,
    payload: Mapping[str, Any],
    not_before: datetime | None = None,
) -> OutboxRow:
    """Ask for an effect once this transaction commits.

    `key` says which effect this is, so that asking twice is one: the same key again
    returns the row there is. `payload` holds ids and codes, never personal data.
    Must run inside a transaction, so that the effect stands or falls with its cause.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("put() belongs in the verb's transaction")
    if effect not in all_effects():
        raise LookupError(f"No app lists an effect named {effect}")
    row, made = OutboxRow.objects.get_or_create(
        effect_key=key,
        defaults={
            "effect": effect,
            "payload": dict(payload),
            "not_before": not_before or timezone.now(),
        },
    )
    if made:
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")
    return row


@transaction.atomic
def cancel(*, key: str) -> bool:
    """Take back an effect that has not begun. False when it is too late or unknown."""
    return bool(
        OutboxRow.objects.filter(effect_key=key, state=OutboxState.WAITING).update(
            state=OutboxState.CANCELLED, done_at=timezone.now()
        )
    )


@transaction.atomic
def postpone(*, key: str, not_before: datetime) -> bool:
    """Let an effect that has not begun wait longer. False when it is too late or unknown."""
    waiting = OutboxRow.objects.filter(effect_key=key, state=OutboxState.WAITING)
    return bool(waiting.update(not_before=not_before))


def perform(row_id: int) -> None:
    """Do what a row asks. Safe to call twice, at once or later, and to be killed in."""
    name = OutboxRow.objects.values_list("effect", flat=True).get(pk=row_id)
    try:
        effect = all_effects()[name]
        if effect.outside:
            _perform_outside(row_id, effect)
        elif _begin(row_id):
            _perform_inside(row_id, effect)
    except MayHaveHappened:
        logger.warning("outbox row %s (%s) may have been sent", row_id, name)
        _finish(row_id, OutboxState.UNSURE)
    except Exception as error:
        logger.exception("outbox row %s (%s) failed", row_id, name)
        _note_failure(row_id, error)


@transaction.atomic
def _begin(row_id: int) -> bool:
    """Whether to go on; committed before anything is done, so that it stays counted."""
    row = _take(row_id)
    return row is not None and _may_be_begun(row)


def _may_be_begun(row: OutboxRow) -> bool:
    """Counts once more. What was begun too often without an end goes to a person instead."""
    if row.begun >= MOST_BEGUN:
        logger.error("outbox row %s (%s) was begun %s times", row.pk, row.effect, row.begun)
        OutboxRow.objects.filter(pk=row.pk).update(state=OutboxState.FAILED, problem=NEVER_ENDED)
        return False
    OutboxRow.objects.filter(pk=row.pk).update(begun=row.begun + 1)
    return True


@transaction.atomic
def _perform_inside(row_id: int, effect: Effect) -> None:
    row = _take(row_id)
    if row is None:
        return
    effect.run(row.payload, row.effect_key)
    _finish(row_id, OutboxState.DONE)


def _perform_outside(row_id: int, effect: Effect) -> None:
    """Mark, send, mark: a row found marked that nobody is sending was caught in between."""
    with _sent_by_nobody_else(row_id) as alone:
        row = _begin_sending(row_id, effect) if alone else None
        if row is None:
            return
        effect.run(row.payload, row.effect_key)
        _finish(row_id, OutboxState.DONE)


@contextmanager
def _sent_by_nobody_else(row_id: int) -> Iterator[bool]:
    """Whether this process alone sends the row, until the block ends or the process does.

    A lock of the session and not of a transaction: a receiver may take its time, and a
    transaction left open that long would hold up everybody who waits for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCKS + row_id])
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCKS + row_id])


@transaction.atomic
def _begin_sending(row_id: int, effect: Effect) -> OutboxRow | None:
    row = _take(row_id)
    if row is None:
        return None
    if row.state == OutboxState.SENDING and not effect.repeatable:
        _finish(row_id, OutboxState.UNSURE)
        return None
    if not _may_be_begun(row):
        return None
    OutboxRow.objects.filter(pk=row_id).update(state=OutboxState.SENDING, handed_at=timezone.now())
    return row


def _take(row_id: int) -> OutboxRow | None:
    """The row, locked, unless somebody else holds it, it is finished, or its time has not come.

    The broker may hold a row twice; the second must not cut short the pause after a failure.
    """
    too_soon = models.Q(state=OutboxState.WAITING, not_before__gt=timezone.now())
    return (
        OutboxRow.objects.unfinished()
        .exclude(too_soon)
        .select_for_update(skip_locked=True)
        .filter(pk=row_id)
        .first()
    )


def _finish(row_id: int, state: OutboxState) -> None:
    OutboxRow.objects.filter(pk=row_id).update(state=state, done_at=timezone.now(), problem="")


@transaction.atomic
def _note_failure(row_id: int, error: Exception) -> None:
    """Try again later, each time after twice the pause; after the last, give it to a person.

    The problem kept is the error's class alone: its text may hold what nobody should read.
    A row that somebody else finished in the meantime stays finished.
    """
    row = OutboxRow.objects.unfinished().select_for_update().filter(pk=row_id).first()
    if row is None:
        return
    row.attempts += 1
    row.begun = 0
    row.problem = type(error).__name__
    given_up = row.attempts >= MOST_ATTEMPTS
    row.state = OutboxState.FAILED if given_up else OutboxState.WAITING
    row.not_before = timezone.now() + FIRST_PAUSE * 2 ** (row.attempts - 1)
    row.save(update_fields=["attempts", "begun", "problem", "state", "not_before"])


@transaction.atomic
def due_rows(now: datetime, *, most: int) -> list[int]:
    """Ids to hand to a worker now, oldest first, marked as handed over."""
    waiting = OutboxRow.objects.filter(state=OutboxState.WAITING, not_before__lte=now)
    left = OutboxRow.objects.filter(
        state__in=(OutboxState.HANDED, OutboxState.SENDING),
        handed_at__lte=now - HANDED_FOR,
    )
    rows = (waiting | left).select_for_update(skip_locked=True).order_by("not_before", "id")
    ids = list(rows.values_list("pk", flat=True)[:most])
    OutboxRow.objects.filter(pk__in=ids, state=OutboxState.WAITING).update(state=OutboxState.HANDED)
    OutboxRow.objects.filter(pk__in=ids).update(handed_at=now)
    return ids


def put_back(ids: list[int]) -> None:
    """Undo `due_rows` for rows the broker did not take."""
    OutboxRow.objects.filter(pk__in=ids, state=OutboxState.HANDED).update(
        state=OutboxState.WAITING, handed_at=None
    )


def oldest_waiting(now: datetime) -> OutboxRow | None:
    """The row that should have been done longest ago, for the service status page."""
    return OutboxRow.objects.unfinished().filter(not_before__lte=now).order_by("not_before").first()
