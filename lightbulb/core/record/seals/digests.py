"""What a seal is made of. The rows are written out and digested where they lie.

The form must never change: a seal made in one release is checked in every later one. A
column that is added to the record later is added to a form of its own, for rows from then.
"""

import hashlib
from dataclasses import dataclass

from lightbulb.core.record.seals.models import SealKind


@dataclass(frozen=True)
class Unsealed:
    """A row of the record that a seal is to stand over."""

    kind: str
    record_id: int
    tx: int
    digest: bytes


EVENT = (
    *("id", "tx", "recorded_at", "happened_on", "verb", "verb_version", "actor_kind", "actor_id"),
    *("on_behalf_of", "subject_type", "subject_id", "case_id", "person_id", "organisation_id"),
    *("locality_id", "request_id", "supersedes", "detail"),
)
READ = (
    *("id", "tx", "recorded_at", "actor_kind", "actor_id", "role", "kind", "page", "person_ids"),
    *("case_id", "request_id", "asked", "rows", "digest"),
)
RESTART = (
    *("id", "after_number", "after_hash", "lost_number", "lost_hash", "found", "reason"),
    *("signed_by_id", "signed_on"),
)
TABLES = {
    SealKind.EVENT: ("core_event", EVENT),
    SealKind.READ: ("core_readevent", READ),
    SealKind.RESTART: ("core_sealrestart", RESTART),
}
# Written alike whatever the session's zone, and whatever the driver makes of the type.
WRITTEN = {
    "tx": "{}::text",
    "recorded_at": "(extract(epoch FROM {}) * 1000000)::bigint",
    "after_hash": "encode({}, 'hex')",
    "lost_hash": "encode({}, 'hex')",
}
FIRST = bytes(32)  # what the first seal of all has before it


def digest_sql(kind: SealKind, row: str) -> str:
    """SQL for the digest of a row of a table, which stands in the statement as `row`."""
    _, columns = TABLES[kind]
    values = (WRITTEN.get(name, "{}").format(f"{row}.{name}") for name in columns)
    return f"sha256(convert_to(jsonb_build_array({', '.join(values)})::text, 'UTF8'))"


def chained(before: bytes, number: int, row: Unsealed) -> bytes:
    """The hash of a seal: of the one before, its place, and what it stands over."""
    place = f"{number} {row.tx} {row.kind} {row.record_id} ".encode()
    return hashlib.sha256(before + place + row.digest).digest()
