"""Signs of life of the processes behind the pages, kept where the status page can read them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error, connection

from lightbulb.core.record.models import Pulse

# What each one does, and how long it may be silent before it counts as away.
EXPECTED = {
    "broker": ("Carries work to the worker", timedelta(seconds=30)),
    "dispatcher": ("Hands work over", timedelta(seconds=30)),
    "worker": ("Does the work: letters, reports, messages", timedelta(seconds=45)),
    "scheduler": ("Starts what happens by the calendar", timedelta(seconds=45)),
    "sealer": ("Seals the record, so that a change would show", timedelta(minutes=3)),
}


@dataclass(frozen=True)
class Sign:
    """One background process as the status page shows it."""

    name: str
    does: str
    seen_at: datetime | None
    is_well: bool


def show(name: str, *, at: datetime) -> None:
    """Leave a sign of life."""
    Pulse.objects.update_or_create(name=name, defaults={"at": at})


def show_if_possible(name: str, *, at: datetime) -> None:
    """A database that is away must not end the process: the next pulse will tell."""
    try:
        show(name, at=at)
    except Error:
        connection.close()


def signs(now: datetime) -> list[Sign]:
    """Every expected process, seen or not."""
    seen = dict(Pulse.objects.values_list("name", "at"))
    return [
        Sign(name, does, seen.get(name), name in seen and now - seen[name] <= silence)
        for name, (does, silence) in EXPECTED.items()
    ]
