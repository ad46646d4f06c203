"""The sealer: binds what was recorded into one chain, in order, in the background.

Only transactions that are surely over are sealed: nothing can still come in before them.
No request waits for it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from lightbulb.core.record import pulse
from lightbulb.core.record.seals import day_files
from lightbulb.core.record.seals.digests import FIRST, TABLES, Unsealed, chained, digest_sql
from lightbulb.core.record.seals.models import Seal, SealKind, SealRestart

BATCH = 5_000
MOST_A_RUN = 250_000
# Advisory locks are numbers shared by the whole database: this is the sealer's own.
LOCK = 0x5345414C
LAST_ID = 2**63 - 1
SEALED = (SealKind.EVENT, SealKind.READ)
COLUMNS = "number, kind, record_id, tx, record_digest, hash"


class SealsDisagree(Exception):
    """The seals are not what they were when they were last seen; the message says how."""


def seal(*, most: int = MOST_A_RUN) -> int:
    """Seal what is there to be sealed, keep the day's last, and return how many rows it was.

    Does nothing while another sealer is at work. Raises SealsDisagree, and seals nothing,
    when seals have gone: going on would cover that up.
    """
    made = 0
    with alone() as first:
        if not first:
            return 0
        refuse_if_seals_have_gone()
        while made < most and (now := seal_batch(min(BATCH, most - made))):
            made += now
        if last := last_seal():
            day_files.write(last)
        pulse.show("sealer", at=timezone.now())
    return made


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this process alone seals, until the block ends or the process does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        first = bool(cursor.fetchone()[0])
    try:
        yield first
    finally:
        if first:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@transaction.atomic
def seal_batch(most: int) -> int:
    last = last_seal()
    rows = next_rows(last, most)
    number, before = (last.number, bytes(last.hash)) if last else (0, FIRST)
    add_seals(rows, number=number, before=before)
    return len(rows)


def last_seal() -> Seal | None:
    return Seal.objects.order_by("-number").first()


def next_rows(last: Seal | None, most: int) -> list[Unsealed]:
    """Rows after the last sealed one, in order of transaction, kind and id."""
    after: dict[str, Any] = {"tx": str(last.tx) if last else "0", "most": most}
    for kind in SEALED:
        after[f"after_{kind}"] = last_id_of(kind, last)
    parts = " UNION ALL ".join(f"({unsealed_sql(kind)})" for kind in SEALED)
    with connection.cursor() as cursor:
        cursor.execute(f"{parts} ORDER BY place, kind, id LIMIT %(most)s", after)
        return [Unsealed(*row) for row in cursor.fetchall()]


def last_id_of(kind: SealKind, last: Seal | None) -> int:
    """Up to which id of a kind the last sealed transaction's rows are sealed."""
    if last is None or kind > last.kind:
        return -1
    return last.record_id if kind == last.kind else LAST_ID


def unsealed_sql(kind: SealKind) -> str:
    table, _ = TABLES[kind]
    return (
        f"SELECT '{kind}' AS kind, part.id, part.tx::text::bigint AS place, "
        f"{digest_sql(kind, 'part')} FROM {table} AS part "
        "WHERE part.tx >= %(tx)s::xid8 "
        f"AND (part.tx > %(tx)s::xid8 OR part.id > %(after_{kind})s) "
        "AND part.tx < (SELECT pg_snapshot_xmin(pg_current_snapshot())) "
        f"AND NOT EXISTS (SELECT FROM core_seal WHERE kind = '{kind}' AND record_id = part.id) "
        "ORDER BY part.tx, part.id LIMIT %(most)s"
    )


def add_seals(rows: Sequence[Unsealed], *, number: int, before: bytes) -> None:
    """Seals over rows in their order, numbered on from the seal before."""
    with connection.cursor() as cursor, cursor.cursor.copy(into_seals()) as copy:
        for each, row in enumerate(rows, number + 1):
            before = chained(before, each, row)
            copy.write_row((each, row.kind, row.record_id, row.tx, row.digest, before))


def into_seals() -> str:
    return f"COPY core_seal ({COLUMNS}) FROM STDIN"


def refuse_if_seals_have_gone() -> None:
    if reason := why_not_seal():
        raise SealsDisagree(f"{reason} Run verify_record; after a restore, restore_sealing.")


def why_not_seal() -> str | None:
    """None when the seals go on from where they were, otherwise what speaks against it."""
    last = last_seal()
    try:
        kept = day_files.latest()
    except day_files.Unreadable as file:
        return f"The day file {file} cannot be read."
    if kept and not (stands(kept) or lost_knowingly(kept)):
        return f"Seal {kept.number} is not what the day file of {kept.day} says."
    if last and last.tx >= newest_transaction():
        return "The database counts its transactions anew, as after a restore."
    return None


def stands(kept: day_files.DayFile) -> bool:
    return Seal.objects.filter(number=kept.number, hash=kept.hash).exists()


def lost_knowingly(kept: day_files.DayFile) -> bool:
    lost = SealRestart.objects.filter(lost_number=kept.number)
    return lost.filter(lost_hash=kept.hash).exists()


def newest_transaction() -> int:
    """The number the next transaction gets."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])
