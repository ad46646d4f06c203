"""The demonstration county, app by app.

Each app has a `seed` package of plain functions and data files. They run in this order,
because what stands lower leans on what stands above.
"""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from django.conf import settings
from django.db import transaction

from cases.seed.competence import seed_competence
from cases.seed.look_limits import seed_look_limits
from cases.seed.targets import seed_targets
from lightbulb.core.organisations.models import Organisation
from lightbulb.core.seed.organisations import seed_organisations
from lightbulb.core.seed.staff import seed_staff
from lightbulb.core.staff.models import User
from triage.demonstration.doors import seed_doors
from triage.demonstration.open_cases import seed_open_cases
from triage.demonstration.seed import seed_cases, seed_stories
from triage.demonstration.therapy import seed_therapy
from triage.demonstration.told_besides import seed_told_besides
from triage.seed.advice import seed_advice
from triage.seed.directory import seed_directory


class Seeder(Protocol):
    """Writes a part of the county as it is on a day; returns what it made, in words."""

    def __call__(self, *, on: date) -> str: ...


SEEDERS: tuple[Seeder, ...] = (
    seed_organisations,
    seed_staff,
    seed_competence,
    seed_targets,
    seed_look_limits,
    seed_directory,
    seed_advice,
)


def is_empty() -> bool:
    return not (Organisation.objects.exists() or User.objects.exists())


def why_not_seed() -> str | None:
    """None when the demonstration county may be written here, otherwise the sentence."""
    if not settings.DEMONSTRATION:
        return "The demonstration county is only for demonstration mode; this is the real service."
    if not is_empty():
        return "This database holds organisations or people already, so nothing was written."
    return None


@transaction.atomic
def seed(*, on: date, say: Callable[[str], object]) -> None:
    """Write the whole county as usual, or nothing of it."""
    told = (seed_stories, seed_told_besides, seed_doors, seed_open_cases, seed_therapy)
    for seeder in (*SEEDERS, *told):
        say(seeder(on=on))


def seed_with(cases: int, *, on: date, say: Callable[[str], object]) -> None:
    """Write the county with so many cases. Several processes do, so it is not one transaction."""
    with transaction.atomic():
        for seeder in SEEDERS:
            say(seeder(on=on))
    say(seed_cases(on=on, cases=cases))
