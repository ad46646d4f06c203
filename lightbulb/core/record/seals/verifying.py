"""Whether the record is what was sealed, and if not, what is wrong with it and where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from lightbulb.core.record.seals import day_files
from lightbulb.core.record.seals.digests import FIRST, TABLES, Unsealed, chained, digest_sql
from lightbulb.core.record.seals.models import Seal, SealKind, SealRestart
from lightbulb.core.record.seals.sealing import SEALED, last_seal

AT_A_TIME = 10_000


class Fault(models.TextChoices):
    """What can be wrong, and what it means."""

    ALTERED = "altered", "altered since it was sealed"
    MISSING = "missing", "missing from the middle"
    CUT_OFF = "cut_off", "missing from the end"
    LATE = "late", "inserted late, before what was sealed already"
    SEAL = "seal", "not the seal that was made"
    DAY_FILE = "day_file", "not what the day file says"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: what, and which rows or seals by their numbers."""

    fault: Fault
    what: str
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.what} {spans(self.numbers)}: {self.fault.label}"


@dataclass
class Verified:
    """What was looked at, what is wrong, and which losses somebody signed for."""

    seals: int = 0
    findings: list[Finding] = field(default_factory=list)
    restarts: list[SealRestart] = field(default_factory=list)


def verify() -> Verified:
    """Look at every seal, every row and every day file."""
    found = Verified(restarts=list(SealRestart.objects.order_by("id")))
    files = list(day_files_read(found))  # before the seals, which go on while we look
    found.findings += chain_faults(found)
    for kind in (*SEALED, SealKind.RESTART):
        found.findings += row_faults(kind)
    found.findings += day_file_faults(files, found.restarts)
    return found


# --- Each seal follows from the one before -----------------------------------------------


def chain_faults(found: Verified) -> Iterator[Finding]:
    """Seals that are not what they were, and gaps that no restart accounts for."""
    wrong: list[int] = []
    gone: list[int] = []
    number, before = 0, FIRST
    gaps = {(each.after_number, each.lost_number) for each in found.restarts}
    for seal in Seal.objects.order_by("number").iterator(chunk_size=AT_A_TIME):
        row = Unsealed(seal.kind, seal.record_id, seal.tx, bytes(seal.record_digest))
        skipped = range(number + 1, seal.number)
        if skipped and (number, seal.number - 1) not in gaps:
            gone += skipped
        elif bytes(seal.hash) != chained(before, seal.number, row):
            wrong.append(seal.number)
        number, before = seal.number, bytes(seal.hash)
        found.seals += 1
    yield from findings(Fault.SEAL, "Seal", wrong)
    yield from findings(Fault.MISSING, "Seal", gone)


# --- Each row is what its seal says ------------------------------------------------------


def row_faults(kind: SealKind) -> Iterator[Finding]:
    what = SealKind(kind).label
    yield from findings(Fault.ALTERED, what, ids(altered_sql(kind)))
    last = ids(last_standing_sql(kind))[0] or 0
    missing = numbered(missing_sql(kind))
    yield from findings(Fault.MISSING, what, [key for number, key in missing if number < last])
    yield from findings(Fault.CUT_OFF, what, [key for number, key in missing if number > last])
    if kind in SEALED:
        yield from findings(Fault.LATE, what, ids(late_sql(kind)))


def altered_sql(kind: SealKind) -> str:
    digest = digest_sql(kind, "part")
    whole = joined("part.id", kind, "JOIN")
    return f"{whole} AND {digest} <> seal.record_digest ORDER BY part.id"


def missing_sql(kind: SealKind) -> str:
    whole = joined("seal.number, seal.record_id", kind, "LEFT JOIN")
    return f"{whole} AND part.id IS NULL ORDER BY seal.number"


def last_standing_sql(kind: SealKind) -> str:
    return joined("max(seal.number)", kind, "JOIN")


def joined(what: str, kind: SealKind, join: str) -> str:
    table, _ = TABLES[kind]
    return (
        f"SELECT {what} FROM core_seal AS seal {join} {table} AS part ON part.id = seal.record_id "
        f"WHERE seal.kind = '{kind}'"
    )


def late_sql(kind: SealKind) -> str:
    """Rows without a seal whose turn has passed, or whose transaction has not been yet."""
    table, _ = TABLES[kind]
    return (
        f"SELECT part.id FROM {table} AS part "
        "JOIN (SELECT * FROM core_seal ORDER BY number DESC LIMIT 1) AS last ON "
        f"(part.tx::text::bigint, '{kind}', part.id) < (last.tx, last.kind, last.record_id) "
        "OR part.tx >= pg_snapshot_xmax(pg_current_snapshot()) "
        "WHERE NOT EXISTS ("
        f"SELECT FROM core_seal WHERE kind = '{kind}' AND record_id = part.id) ORDER BY part.id"
    )


# --- The day files say the same ----------------------------------------------------------


def day_files_read(found: Verified) -> Iterator[day_files.DayFile]:
    for path in day_files.paths():
        try:
            yield day_files.DayFile.read(path)
        except day_files.Unreadable:
            found.findings.append(Finding(Fault.DAY_FILE, f"{path.name} cannot be read, seal", ()))


def day_file_faults(
    files: Sequence[day_files.DayFile], restarts: Sequence[SealRestart]
) -> Iterator[Finding]:
    last = last_seal()
    standing = last.number if last else 0
    for kept in files:
        if any(each.after_number < kept.number <= each.lost_number for each in restarts):
            continue
        if kept.number > standing:
            continue
        seal = Seal.objects.filter(number=kept.number).first()
        if seal is None or bytes(seal.hash) != kept.hash:
            yield Finding(Fault.DAY_FILE, f"{kept.day}: seal", (kept.number,))
    furthest = max((kept.number for kept in files), default=0)
    if furthest > standing and not any(each.lost_number >= furthest for each in restarts):
        gone = tuple(range(standing + 1, furthest + 1))
        yield Finding(Fault.CUT_OFF, "Seal and the row it stood over, of", gone)


# --- In words ----------------------------------------------------------------------------


def findings(fault: Fault, what: str, numbers: Iterable[int]) -> Iterator[Finding]:
    """One finding for all the rows of a kind with one fault."""
    if found := tuple(numbers):
        yield Finding(fault, what, found)


def spans(numbers: Sequence[int]) -> str:
    """ "7, 9 to 12 (5)": runs of numbers, and how many they are."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [f"{first:,}" if first == last else f"{first:,} to {last:,}" for first, last in runs]
    return f"{', '.join(words)} ({len(numbers):,})" if len(numbers) > 1 else ", ".join(words)


def ids(statement: str) -> list[Any]:
    return [row[0] for row in rows(statement)]


def numbered(statement: str) -> list[tuple[int, int]]:
    return [(row[0], row[1]) for row in rows(statement)]


def rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
