"""The demonstration's directory of services."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lightbulb.core.organisations.models import Locality
from lightbulb.core.seed.files import key_for
from lightbulb.core.staff.models import User
from triage.models import DirectoryOrganisation, DirectoryService, ServiceLocation, ServiceSchedule

FILE = Path(__file__).with_name("directory.toml")


def seed_directory(*, on: date) -> str:
    """Write every entry, marked as of the demonstration; returns what was made, in words."""
    rows = tomllib.loads(FILE.read_text())["services"]
    checker = User.objects.filter(memberships__role="triage_officer").order_by("email").first()
    places = {place.code: place for place in Locality.objects.in_force(on)}
    for row in rows:
        service = _service(row, checker, on=on)
        service.areas.set(places[code] for code in row.get("areas", ()) if code in places)
        if "address" in row:
            ServiceLocation.objects.create(
                service=service, address_1=row["address"], city=row["city"]
            )
        for line in row.get("opening", ()):
            ServiceSchedule.objects.create(service=service, description=line)
    return f"{len(rows)} services in the directory"


def _service(row: dict[str, Any], checker: User | None, *, on: date) -> DirectoryService:
    organisation, _ = DirectoryOrganisation.objects.get_or_create(name=row["organization"])
    checked = on - timedelta(days=row["checked"]) if "checked" in row else None
    return DirectoryService.objects.create(
        pk=key_for("directory", row["name"], made_on=date(2026, 1, 1)),
        organization=organisation,
        name=row["name"],
        description=row["description"],
        needs=row["needs"],
        eligibility_description=row["eligibility"],
        minimum_age=row.get("minimum_age"),
        fees_description=row["fees"],
        phone=row["phone"],
        assured_date=checked,
        assured_by=checker if checked else None,
        is_example=True,
    )
