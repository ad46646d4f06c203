"""A record with rows in it, for tests and measures of its seals."""

import time
from collections.abc import Sequence

from django.db import connection

FIRST_DAY = "2026-11-23"
PATIENCE = 240.0  # the longest test keeps one transaction open for minutes on a busy machine
STILL_OPEN = (
    "SELECT tx FROM (SELECT tx FROM core_event UNION ALL SELECT tx FROM core_readevent) AS rows "
    "WHERE tx >= pg_snapshot_xmin(pg_current_snapshot()) LIMIT 1"
)


def add_events(many: int, *, settled: bool = True) -> None:
    """Events in transactions of their own, as many requests would leave them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DO $$ BEGIN FOR number IN 1 .. %s LOOP "
            "INSERT INTO core_event (happened_on, verb, verb_version, actor_kind, actor_id, "
            "subject_type, subject_id, request_id) VALUES (%s, 'signed_in', 1, 'system', 'clock', "
            "'core.user', number, gen_random_uuid()); "
            "IF number %% 100 = 0 THEN COMMIT; END IF; END LOOP; END $$",
            [many, FIRST_DAY],
        )
    if settled:
        wait_until_over()


def add_reads(many: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_readevent (actor_kind, actor_id, role, kind, page, person_ids, "
            "request_id, asked, digest) SELECT 'system', 'clock', '', 'page', 'cases:case', "
            "ARRAY[gen_random_uuid()], gen_random_uuid(), '{}', '' "
            "FROM generate_series(1, %s)",
            [many],
        )
    wait_until_over()


def wait_until_over() -> None:
    """Until no transaction that began before is open, in any database of this engine."""
    deadline = time.monotonic() + PATIENCE
    while numbers(STILL_OPEN) and time.monotonic() < deadline:
        time.sleep(0.02)


def as_owner(statement: str, *parameters: object) -> None:
    """Do to the record what only the owner of its tables could do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)


def numbers(statement: str) -> Sequence[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()]
