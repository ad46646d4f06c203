"""Adding people and homes, and mending what is known of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.matching import note_matches
from cases.models import Home, HouseholdMember, NameWord, OtherName, Person
from cases.verbs import Verb
from lightbulb.core.organisations.models import Locality
from lightbulb.core.places.postcodes import find_postcode
from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import Place, record
from lightbulb.core.record.revisions import save_changes

MATCHED_BY = frozenset({"name_words", "date_of_birth", "nhs_number", "phone", "home"})
NAMES = ("given_name", "family_name", "preferred_name")


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
    spell(person)
    person.full_clean()
    person.save(force_insert=True)
    if person.home:
        HouseholdMember.objects.create(home=person.home, person=person, starts_on=on)
    record(Verb.PERSON_ADDED, person, by=by, on=on, place=Place(person_id=person.pk))
    note_matches(person, by=by, on=on)
    return person


@transaction.atomic
def change_person(
    *, person: Person, changes: Mapping[str, Any], version: int, by: Actor, on: date
) -> list[str]:
    """Mend what is known of somebody. A new home moves them there from today.

    A name that changes is kept among their other names, so that it still finds them.
    Raises EditConflict when it was saved in between.
    """
    renamed = Person(**{name: changes.get(name, getattr(person, name)) for name in NAMES})
    others = [str(other) for other in person.other_names.all()]
    before = (person.given_name, person.family_name)
    if (renamed.given_name, renamed.family_name) != before:
        others.append(person.full_name)
    spellings = renamed.spellings(*others)
    changed = save_changes(person, dict(changes) | spellings, by=by, version=version)
    if "name_sort" in changed:
        OtherName.objects.create(person=person, given_name=before[0], family_name=before[1])
    if "name_words" in changed:
        NameWord.objects.learn(spellings["name_words"])
    if "home" in changed:
        move_household(person, on=on)
    if changed:
        place = Place(person_id=person.pk)
        record(Verb.PERSON_CHANGED, person, by=by, on=on, detail={"fields": changed}, place=place)
    if MATCHED_BY.intersection(changed):
        note_matches(Person.objects.get(pk=person.pk), by=by, on=on)
    return changed


def move_household(person: Person, *, on: date) -> None:
    """End where somebody lived, and begin where they live now."""
    person.households.filter(ends_on=None).update(ends_on=on)
    if person.home:
        HouseholdMember.objects.create(home=person.home, person=person, starts_on=on)


def spell(person: Person, *others: str) -> None:
    """Work out how somebody's name sorts and is found, and keep its words."""
    for name, value in person.spellings(*others).items():
        setattr(person, name, value)
    NameWord.objects.learn(person.name_words)


@transaction.atomic
def add_other_name(*, other: OtherName, by: Actor, on: date) -> OtherName:
    """Keep a name that somebody had before or also goes by; they are found by it from now."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=other.person_id)
    other.full_clean()
    other.save(force_insert=True)
    spell(person, *(str(each) for each in person.other_names.all()))
    person.save(update_fields=["name_sort", "name_words"])
    detail = {"name": other.pk, "kind": str(other.kind)}
    place = Place(person_id=person.pk)
    record(Verb.OTHER_NAME_ADDED, person, by=by, on=on, detail=detail, place=place)
    return other
