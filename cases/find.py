"""Finding a person by whatever is known: name, birth, postcode, NHS number, phone.

What was typed is read once into a Query; the people it may mean are looked for by index
and ranked by how well their name fits. A match shows name, year of birth, street,
locality and who is helping, no more.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from cases.access import why_not_answer_calls, why_not_read_cases
from cases.enums import Stage
from cases.extension_points import search_sources
from cases.finding.candidates import candidates
from cases.finding.query import Query, read_query
from cases.finding.ranking import Fit, best_first
from cases.models import Case, Person
from cases.names.parts import name_words
from cases.references import read_reference
from lightbulb.core.staff.models import User

MOST_SHOWN = 20
REFERENCE = re.compile(r"\bLB[ -]?[0-9A-Z]{4}[ -]?[0-9A-Z]{4}\b", re.I)
OTHER_NAME = "Has another name that fits"
NOBODY = "Nobody at present"


@dataclass(frozen=True, kw_only=True)
class Match:
    """One person found, as anybody who may find them sees them."""

    pk: UUID
    name: str
    year: int | None
    street: str
    locality: str
    helping: str
    reasons: tuple[str, ...] = ()  # what in the name is not as it was typed
    url: str = ""  # their case or referral, where the user may open one


@dataclass(frozen=True)
class Found:
    """The first people who match, and whether there are more than are shown."""

    query: Query
    matches: list[Match] = field(default_factory=list)
    more: bool = False


def find_people(text: str, *, user: User, on: date) -> Found:
    """The people who fit best what was typed; at most twenty."""
    query = read_query(text, on=on)
    people = Person.objects.visible_to(user, on=on)
    best = best_first(candidates(people, query))
    fits = dict(best[:MOST_SHOWN])
    stands = Person.objects.filter(pk__in=fits).not_hidden_from(user, on=on)
    by_key = {person.pk: person for person in with_help(stands, user=user, on=on)}
    matches = [match_of(by_key[pk], fit=fit) for pk, fit in fits.items() if pk in by_key]
    return Found(query, matches, more=len(best) > MOST_SHOWN)


def with_help(people: QuerySet[Person], *, user: User, on: date) -> list[Any]:
    """Each with home and locality, cases, and what every source knows: who is helping.

    What belongs to a merged record counts for the one that stands for it.
    """
    found: list[Any] = list(people.select_related("home__locality"))
    whose = whose_records(found)
    known = Case.objects.not_hidden_from(user, on=on).with_people()
    cases = known.filter(person__in=whose).order_by("-opened_on", "id")
    seen = opened_by(user, on=on, people=whose)
    told = rung_about(user, on=on, people=whose)
    by_source = [source.known([*whose], user, on) for source in search_sources]
    for person in found:
        own = [key for key, stands in whose.items() if stands == person.pk]
        person.all_cases = [case for case in cases if case.person_id in own]
        person.seen_cases = [case for case in person.all_cases if case.pk in seen]
        person.told_cases = [case for case in person.all_cases if case.pk in told]
        person.known = [known[key] for known in by_source for key in own if key in known]
    return found


def opened_by(user: User, *, on: date, people: Collection[UUID]) -> set[UUID]:
    """The cases of these people that the user may open."""
    if why_not_read_cases(user, on=on):
        return set()
    seen = Case.objects.visible_to(user, on=on).filter(person__in=people)
    return set(seen.values_list("pk", flat=True))


def rung_about(user: User, *, on: date, people: Collection[UUID]) -> set[UUID]:
    """The open cases of these people about which the user answers calls."""
    if why_not_answer_calls(user, on=on):
        return set()
    told = Case.objects.told_to(user, on=on).open().filter(person__in=people)
    return set(told.values_list("pk", flat=True))


def whose_records(people: Collection[Person]) -> dict[UUID, UUID]:
    """The key of every record of these people, with the key of the one that stands for it."""
    keys = [person.pk for person in people]
    merged = Person.objects.filter(merged_into__in=keys).values_list("pk", "merged_into")
    return {key: key for key in keys} | dict(merged)


def match_of(person: Any, *, fit: Fit) -> Match:
    home = person.home
    return Match(
        pk=person.pk,
        name=person.full_name,
        year=person.date_of_birth.year if person.date_of_birth else None,
        street=home.street if home else "",
        locality=home.locality.name if home and home.locality else "",
        helping=who_helps(person),
        reasons=(*fit.reasons, *by_other_name(person, fit)),
        url=where_to(person),
    )


def by_other_name(person: Person, fit: Fit) -> list[str]:
    """Says so where not the name they go by now was met."""
    now = name_words(person.full_name, person.preferred_name)
    return [] if set(fit.words) <= set(now) else [OTHER_NAME]


def who_helps(person: Any) -> str:
    """The lead worker of an open case, else where the person stands. Of `with_help`."""
    for case in person.all_cases:
        if case.stage == Stage.OPENED:
            return f"{case.locality or 'Hospital team'}, not given out yet"
        if case.is_open:
            return f"{case.lead_worker}, {case.locality or 'hospital team'}"
    if waiting := next((known.helping for known in person.known if known.helping), ""):
        return str(waiting)
    closed = [case.closed_on.year for case in person.all_cases]
    return f"Closed case, {max(closed)}" if closed else NOBODY


def where_to(person: Any) -> str:
    """The address of an open case the user may see, else of any, or of the call about one; else
    what a source leads to."""
    cases = sorted(person.seen_cases, key=lambda case: not case.is_open)
    if cases:
        return str(cases[0].get_absolute_url())
    if person.told_cases:
        return reverse("cases:answer_call", args=[person.told_cases[0].pk])
    return next((str(known.url) for known in person.known if known.url), "")


def of_reference(text: str, *, user: User, on: date) -> str | None:
    """The address of the case or other record whose exact reference is typed, if it may be seen."""
    written = REFERENCE.search(text)
    reference = read_reference(written.group() if written else text)
    if reference is None:
        return None
    if case := Case.objects.visible_to(user, on=on).filter(reference=reference).first():
        return case.get_absolute_url()
    if why_not_answer_calls(user, on=on) is None and (
        told := Case.objects.told_to(user, on=on).filter(reference=reference).first()
    ):
        return reverse("cases:answer_call", args=[told.pk])
    addresses = (source.of_reference(reference, user, on) for source in search_sources)
    return next((address for address in addresses if address), None)


@dataclass(frozen=True)
class Wider:
    """A search that asks for less and does find somebody."""

    words: str
    why: str
    people: int


def wider(query: Query, *, user: User, on: date) -> Wider | None:
    """The nearest other search: the name alone, or its longest part."""
    if query.has_more_than_words:
        words, name, why = query.words, query.name, "Try the name alone"
    else:
        words = (max(query.words, key=len, default=""),)
        name, why = words[0], "Try one part of the name"
    if not any(words) or (words == query.words and not query.has_more_than_words):
        return None
    found = candidates(Person.objects.visible_to(user, on=on), Query(text=name, words=words))
    return Wider(name, why, len(found)) if found else None
