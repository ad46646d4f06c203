"""After a restore from a backup: what was recorded since is lost, and the chain says so.

Sealing stops by itself when seals have gone. It begins again only with somebody's name and
reason, which stand in the chain for good beside the numbers of what is lost.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.record.seals import day_files
from lightbulb.core.record.seals.access import why_not_restore_sealing
from lightbulb.core.record.seals.digests import FIRST, TABLES, Unsealed, digest_sql
from lightbulb.core.record.seals.models import Seal, SealKind, SealRestart
from lightbulb.core.record.seals.sealing import (
    LOCK,
    SEALED,
    add_seals,
    last_seal,
    why_not_seal,
)
from lightbulb.core.staff.models import User
from lightbulb.core.verbs import Verb

NOTHING_TO_RESTORE = "The seals and the day files agree: there is nothing to restore."


@transaction.atomic
def restore_sealing(*, reason: str, by: User, on: date) -> SealRestart:
    """Begin the chain again where the restored one ends, and seal what is found unsealed.

    Raises ValidationError where nothing is lost, and where the reason says nothing.
    """
    require(why_not_restore_sealing(by, on=on))
    wait_for_the_sealer()
    if why_not_seal() is None:
        raise ValidationError(NOTHING_TO_RESTORE)
    before = oldest_open_transaction() - 1
    found = unsealed(before)
    restart = restart_after(last_seal(), found=len(found), reason=reason, by=by, on=on)
    restart.full_clean()
    restart.save()
    digest = digest_of(restart)
    rows = [Unsealed(SealKind.RESTART, restart.pk, before, digest), *found]
    add_seals(rows, number=restart.lost_number, before=bytes(restart.after_hash))
    detail = {
        "after": restart.after_number,
        "lost": restart.lost_number - restart.after_number,
        "found": restart.found,
    }
    record(Verb.SEALING_RESTORED, restart, by=by, on=on, detail=detail)
    return restart


def wait_for_the_sealer() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def oldest_open_transaction() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def restart_after(last: Seal | None, *, found: int, reason: str, by: User, on: date) -> SealRestart:
    number, last_hash = (last.number, bytes(last.hash)) if last else (0, FIRST)
    kept = day_files.latest()
    return SealRestart(
        after_number=number,
        after_hash=last_hash,
        lost_number=max(number, kept.number if kept else 0),
        lost_hash=kept.hash if kept else last_hash,
        found=found,
        reason=reason,
        signed_by_id=by.pk,
        signed_on=on,
    )


def unsealed(before: int) -> list[Unsealed]:
    """Rows that no seal stands over and nobody is writing, whatever their transaction says.

    They take the restart's own place in the order: the numbers they were written under
    belong to the database as it was.
    """
    parts = " UNION ALL ".join(unsealed_sql(kind) for kind in SEALED)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT kind, id, digest FROM ({parts}) AS found ORDER BY tx, kind, id")
        return [Unsealed(kind, key, before, digest) for kind, key, digest in cursor.fetchall()]


def unsealed_sql(kind: SealKind) -> str:
    table, _ = TABLES[kind]
    return (
        f"SELECT '{kind}' AS kind, part.id, part.tx, {digest_sql(kind, 'part')} AS digest "
        f"FROM {table} AS part "
        "WHERE (part.tx < pg_snapshot_xmin(pg_current_snapshot()) "
        "OR part.tx >= pg_snapshot_xmax(pg_current_snapshot())) "
        f"AND NOT EXISTS (SELECT FROM core_seal WHERE kind = '{kind}' AND record_id = part.id)"
    )


def digest_of(restart: SealRestart) -> bytes:
    digest = digest_sql(SealKind.RESTART, "part")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {digest} FROM core_sealrestart AS part WHERE id = %s", [restart.pk])
        return bytes(cursor.fetchone()[0])
