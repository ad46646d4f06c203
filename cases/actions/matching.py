"""On saving somebody: a look over everybody for another record of the same person."""

from datetime import date

from cases.finding.duplicates import duplicates_of
from cases.models import Person, PossibleMatch
from cases.rules.one_person import Sign
from cases.verbs import Verb
from lightbulb.core.access.actions import take_same_restrictions
from lightbulb.core.access.models import Restriction
from lightbulb.core.access.subjects import PERSON
from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import Place, record


def note_matches(person: Person, *, by: Actor, on: date) -> None:
    """Put each pair on a worklist. Whoever saves is told nothing: they may not see the other."""
    known = PossibleMatch.objects.filter(first=person).values_list("second", flat=True)
    met = PossibleMatch.objects.filter(second=person).values_list("first", flat=True)
    before = {*known, *met, *person.all_ids()}
    for other, why in duplicates_of(person, Person.objects.all()):
        if other.pk not in before:
            note(person, other, why, by=by, on=on)


def note(person: Person, other: Person, why: tuple[Sign, ...], *, by: Actor, on: date) -> None:
    """A pair for the record steward. Where the other is restricted, the new record is at once
    restricted alike, and the pair is for the safeguarding desk alone."""
    because = [sign.code for sign in why]
    restricted = Restriction.objects.in_force(on).of((PERSON, other.pk)).exists()
    if restricted:
        take_same_restrictions(person_id=person.pk, of_person_id=other.pk, by=by, on=on)
    match = PossibleMatch.objects.create(
        first=person, second=other, because=because, found_on=on, for_desk=restricted
    )
    detail, place = {"other": other.pk, "because": because}, Place(person_id=person.pk)
    record(Verb.MATCH_FOUND, match, by=by, on=on, detail=detail, place=place)
