"""Adding people and homes, and mending what is known of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cases.models import Home, HouseholdMember, Person
from cases.models.people import sort_name
from cases.verbs import Verb
from lightbulb.core.organisations.models import Locality
from lightbulb.core.places.postcodes import find_postcode
from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import Place, record
from lightbulb.core.record.revisions import save_changes


@transaction.atomic
def add_home(*, home: Home, by: Actor, on: date) -> Home:
    """Add a home. Its locality comes from the postcode unless one is given with a reason."""
    if home.locality is None:
        home.locality = locality_of(home.postcode, on=on)
    home.full_clean()
    home.save(force_insert=True)
    return home


def locality_of(postcode: str, *, on: date) -> Locality | None:
    """The locality a postcode lies in on a day; None outside the county or when unknown."""
    found = find_postcode(postcode)
    return Locality.objects.of_lad(found.lad_code, on=on).first() if found else None


@transaction.atomic
def add_person(*, person: Person, by: Actor, on: date) -> Person:
    """Add somebody, as living in their home from today."""
    person.name_sort = sort_name(person.given_name, person.family_name)
    person.full_clean()
    person.save(force_insert=True)
    if person.home:
        HouseholdMember.objects.create(home=person.home, person=person, starts_on=on)
    record(Verb.PERSON_ADDED, person, by=by, on=on, place=Place(person_id=person.pk))
    return person


@transaction.atomic
def change_person(
    *, person: Person, changes: Mapping[str, Any], version: int, by: Actor, on: date
) -> list[str]:
    """Mend what is known of somebody. A new home moves them there from today.

    Raises EditConflict when it was saved in between.
    """
    names = {"given_name": person.given_name, "family_name": person.family_name} | dict(changes)
    changes = dict(changes) | {"name_sort": sort_name(names["given_name"], names["family_name"])}
    changed = save_changes(person, changes, by=by, version=version)
    if "home" in changed:
        move_household(person, on=on)
    if changed:
        place = Place(person_id=person.pk)
        record(Verb.PERSON_CHANGED, person, by=by, on=on, detail={"fields": changed}, place=place)
    return changed


def move_household(person: Person, *, on: date) -> None:
    """End where somebody lived, and begin where they live now."""
    person.households.filter(ends_on=None).update(ends_on=on)
    if person.home:
        HouseholdMember.objects.create(home=person.home, person=person, starts_on=on)
