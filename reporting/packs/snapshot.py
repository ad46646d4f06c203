"""The figures of a pack as they were when they were counted, kept as plain values.

Everything printed comes from here, the definitions' words too, so that a pack printed
again years later says the same. The digest is of the values in one fixed spelling, which
does not depend on how the database stores them.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import Membership
from lightbulb.core.time.months import in_words
from lightbulb.core.time.periods import Period
from reporting.indicators.registry import INDICATORS
from reporting.packs.definition import COHORT, MONTHLY_PACK, VERSION
from reporting.places import Place, county_of, localities_of, place_named
from reporting.tables import Table, count_table, table_from


@dataclass(frozen=True)
class Pack:
    """A snapshot, read: what the pages of a pack are written from."""

    period: Period
    scope: Place
    localities: tuple[Place, ...]
    version: int
    counted_at: datetime
    ask: str
    tables: tuple[Table, ...]
    digest: str

    @property
    def first_and_last(self) -> str:
        """The days of the period, such as "1 to 31 October 2026"."""
        return f"{self.period.first.day} to {in_words(self.period.last)}"

    @property
    def covers(self) -> str:
        if self.scope.is_county:
            return ", ".join(place.name for place in self.localities) or self.scope.name
        return f"{self.scope.name}, beside the county"

    @property
    def earlier_version(self) -> int:
        return self.version - 1

    @property
    def short_digest(self) -> str:
        return f"{self.digest[:4]} {self.digest[4:8]}"

    @property
    def county(self) -> Place:
        return county_of(self.localities)

    @property
    def title(self) -> str:
        return f"Monthly pack, {self.period.label}"


def take(
    period: Period, scope: str, version: int, *, at: datetime, step: Callable[[int], None]
) -> dict[str, Any]:
    """Count everything a pack prints. `step` is told how many indicators are counted."""
    localities = localities_of(period)
    place = place_named(scope, localities)
    tables = []
    for number, indicator in enumerate(INDICATORS, start=1):
        tables.append(count_table(indicator, period, COHORT, localities).as_json())
        step(number)
    return {
        "definition": MONTHLY_PACK,
        "definition_version": VERSION,
        "period": period.key,
        "scope": place.key,
        "version": version,
        "counted_at": at.isoformat(),
        "localities": [[each.key, each.name] for each in localities],
        "ask": whom_to_ask(at),
        "tables": tables,
    }


def read(snapshot: Mapping[str, Any]) -> Pack:
    """A pack from its snapshot. Raises LookupError for a snapshot of another version."""
    if snapshot["definition_version"] != VERSION:
        raise LookupError("This report was made by an older version and cannot be printed again")
    localities = tuple(Place(key, name) for key, name in snapshot["localities"])
    return Pack(
        period=Period.parse(snapshot["period"]),
        scope=place_named(snapshot["scope"], localities),
        localities=localities,
        version=snapshot["version"],
        counted_at=datetime.fromisoformat(snapshot["counted_at"]),
        ask=snapshot["ask"],
        tables=tuple(table_from(each) for each in snapshot["tables"]),
        digest=digest(snapshot),
    )


def digest(snapshot: Mapping[str, Any]) -> str:
    """SHA-256 of the snapshot in its one spelling."""
    spelt = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelt.encode()).hexdigest()


def whom_to_ask(at: datetime) -> str:
    """The hub's first manager by name, with a telephone number where there is one."""
    on = timezone.localdate(at)
    managers = Membership.objects.in_force(on).filter(
        role=RoleCode.HUB_MANAGER, user__is_active=True
    )
    found = managers.select_related("user").order_by("user__name").first()
    if found is None:
        return "The Lightbulb hub"
    return ", ".join(part for part in (found.user.name, "hub manager", found.user.phone) if part)
