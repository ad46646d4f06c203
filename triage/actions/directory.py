"""The directory of services: entries added, changed, and checked with whoever offers them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from lightbulb.core.access.refusal import require
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.events import record
from lightbulb.core.record.revisions import save_changes
from lightbulb.core.staff.models import User
from triage.access import why_not_keep_directory
from triage.models import DirectoryOrganisation, DirectoryService, ServiceLocation, ServiceSchedule
from triage.verbs import Verb


@dataclass(frozen=True, kw_only=True)
class Entry:
    """All that a form tells of a service; its organisation by name, found or added."""

    organization: str
    service: Mapping[str, Any]
    areas: Sequence[Locality] = ()
    location: Mapping[str, str] = field(default_factory=dict)
    opening: Sequence[str] = ()


@transaction.atomic
def add_service(*, entry: Entry, by: User, on: date) -> DirectoryService:
    """Add a service, checked today by whoever adds it."""
    require(why_not_keep_directory(by, on=on))
    service = DirectoryService(
        organization=_organisation(entry.organization),
        assured_date=on,
        assured_by=by,
        **entry.service,
    )
    service.full_clean()
    service.save(force_insert=True)
    _keep_parts(service, entry)
    record(Verb.SERVICE_ADDED, service, by=by, on=on)
    return service


@transaction.atomic
def change_service(
    *, service: DirectoryService, entry: Entry, version: int, by: User, on: date
) -> DirectoryService:
    """Change an entry. Raises EditConflict when somebody else did since `version`."""
    require(why_not_keep_directory(by, on=on))
    changes = {**entry.service, "organization": _organisation(entry.organization)}
    changed = save_changes(service, changes, by=by, version=version)
    _keep_parts(service, entry)
    record(Verb.SERVICE_CHANGED, service, by=by, on=on, detail={"fields": changed})
    return service


@transaction.atomic
def check_service(*, service: DirectoryService, by: User, on: date) -> DirectoryService:
    """Record that somebody asked whoever offers it, and the entry is right."""
    require(why_not_keep_directory(by, on=on))
    service = DirectoryService.objects.select_for_update(of=("self",)).get(pk=service.pk)
    service.assured_date, service.assured_by = on, by
    service.save(update_fields=["assured_date", "assured_by"])
    record(Verb.SERVICE_CHECKED, service, by=by, on=on)
    return service


def _organisation(name: str) -> DirectoryOrganisation:
    known = DirectoryOrganisation.objects.filter(name__iexact=name).first()
    return known or DirectoryOrganisation.objects.create(name=name)


def _keep_parts(service: DirectoryService, entry: Entry) -> None:
    """Areas, place and opening times, as the form has them now."""
    service.areas.set(entry.areas)
    service.locations.all().delete()
    if any(entry.location.values()):
        ServiceLocation.objects.create(service=service, **entry.location)
    service.schedules.all().delete()
    ServiceSchedule.objects.bulk_create(
        ServiceSchedule(service=service, description=line) for line in entry.opening
    )
