"""Finding a person by whatever is known: name, birth, postcode, NHS number, phone.

What was typed is read once into a Query; each part that was recognised narrows the
search, all by index. A match shows name, year of birth, street, locality and who is
helping, no more.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Func, Prefetch, Q, QuerySet, TextField, Value
from django.db.models.functions import Collate
from nhs_number.validate import is_valid

from cases.enums import Stage
from cases.extension_points import search_sources
from cases.models import Case, Person
from cases.models.people import sort_name
from cases.references import read_reference
from lightbulb.core.access.scope import Scope
from lightbulb.core.places.postcodes import normalise_postcode
from lightbulb.core.staff.models import User
from lightbulb.core.time.reading import read_date

LONGEST, MOST_WORDS, MOST_SHOWN = 100, 5, 20
FEWEST_PHONE_DIGITS = 9
NOBODY = "Nobody at present"

POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.I)
LONG_NUMBER = re.compile(r"(?<![\w/.-])\+?[0-9][0-9 ()-]{7,}[0-9](?![\w/.])")
BIRTH = re.compile(
    r"\b(?:[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?[- ]?[a-z]{3,9}[- ]?(?:[0-9]{4}|[0-9]{2}))\b",
    re.I,
)
YEAR = re.compile(r"\b(?:18|19|20)[0-9]{2}\b")
PHONE_DIGITS = Func(
    F("phone"),
    Value("[^0-9]"),
    Value(""),
    Value("g"),
    function="regexp_replace",
    output_field=TextField(),
)


@dataclass(frozen=True, kw_only=True)
class Query:
    """What was recognised in the words typed; nothing is None or empty."""

    text: str
    words: tuple[str, ...] = ()
    born: date | None = None
    year: int | None = None
    postcode: str = ""
    nhs_number: str = ""
    phone: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.has_more_than_words)

    @property
    def has_more_than_words(self) -> bool:
        return bool(self.born or self.year or self.postcode or self.nhs_number or self.phone)


@dataclass(frozen=True, kw_only=True)
class Match:
    """One person found, as anybody who may find them sees them."""

    pk: UUID
    name: str
    year: int | None
    street: str
    locality: str
    helping: str
    url: str = ""  # their case or referral, where the user may open one


@dataclass(frozen=True)
class Found:
    """The first people who match, and whether there are more than are shown."""

    query: Query
    matches: list[Match] = field(default_factory=list)
    more: bool = False


def read_query(text: str, *, on: date) -> Query:
    """Take out of the words typed what is no name; the rest is parts of a name."""
    left = text = " ".join(text[:LONGEST].split())
    known: dict[str, Any] = {}
    for shape, reader in READERS:
        for found in shape.findall(left):
            if read := reader(found, on):
                known |= read
                left = left.replace(found, " ", 1)
                break
    words = sort_name(left, "").replace(",", " ").split()
    return Query(text=text, words=tuple(words[:MOST_WORDS]), **known)


def _read_number(text: str, on: date) -> dict[str, Any]:
    digits = re.sub(r"[^0-9]", "", text)
    if len(digits) == 10 and is_valid(digits):
        return {"nhs_number": digits}
    if len(digits) < FEWEST_PHONE_DIGITS:
        return {}
    return {"phone": f"0{digits[2:]}" if text.startswith("+44") else digits}


def _read_birth(text: str, on: date) -> dict[str, Any]:
    try:
        return {"born": read_date(text, on=on, past=True)}
    except ValueError:
        return {}


READERS = (
    (POSTCODE, lambda text, on: {"postcode": normalise_postcode(text)}),
    (LONG_NUMBER, _read_number),
    (BIRTH, _read_birth),
    (YEAR, lambda text, on: {"year": int(text)}),
)


def people_visible_to(user: User, *, on: date) -> QuerySet[Person]:
    """People one of whose cases or other records somebody may see; all, for county roles."""
    if Scope.of(user, on=on).everywhere:
        return Person.objects.all()
    seen = Q(pk__in=Case.objects.visible_to(user, on=on).values("person"))
    for source in search_sources:
        seen |= Q(pk__in=source.people(user, on).values("pk"))
    return Person.objects.filter(seen)


def matching(people: QuerySet[Person], query: Query) -> QuerySet[Person]:
    """Those people to whom everything in the query applies; nobody for an empty one."""
    if query.is_empty:
        return people.none()
    for word in query.words:
        people = people.filter(Q(name_sort__startswith=word) | Q(name_sort__contains=f" {word}"))
    exactly: dict[str, Any] = {
        "date_of_birth": query.born,
        "date_of_birth__year": query.year,
        "home__postcode": query.postcode,
        "nhs_number": query.nhs_number,
    }
    people = people.filter(**{name: value for name, value in exactly.items() if value})
    if query.phone:
        abroad = f"44{query.phone[1:]}"
        people = people.alias(digits=PHONE_DIGITS).filter(digits__in=[query.phone, abroad])
    return people


def by_name(people: QuerySet[Person], query: Query) -> QuerySet[Person]:
    """In order of names. Where more than a name was typed, the order must not come from the
    index of names: PostgreSQL would read all of it until twenty births or phones match."""
    if query.has_more_than_words:
        return people.order_by(Collate("name_sort", "C"), "id")
    return people.order_by("name_sort", "id")


def find_people(text: str, *, user: User, on: date) -> Found:
    """The people who match what was typed, by name; at most twenty."""
    query = read_query(text, on=on)
    people = matching(people_visible_to(user, on=on), query)
    shown = with_help(by_name(people, query)[: MOST_SHOWN + 1], user=user, on=on)
    matches = [match_of(person) for person in shown]
    return Found(query, matches[:MOST_SHOWN], more=len(matches) > MOST_SHOWN)


def with_help(people: QuerySet[Person], *, user: User, on: date) -> list[Any]:
    """Each with home and locality, cases, and what every source knows: who is helping."""
    cases = Case.objects.with_people().order_by("closed_on", "-opened_on", "id")
    seen = Case.objects.visible_to(user, on=on).order_by("-opened_on", "id")
    found: list[Any] = list(
        people.select_related("home__locality").prefetch_related(
            Prefetch("cases", queryset=cases, to_attr="all_cases"),
            Prefetch("cases", queryset=seen, to_attr="seen_cases"),
        )
    )
    keys = [person.pk for person in found]
    by_source = [source.known(keys, user, on) for source in search_sources]
    for person in found:
        person.known = [known[person.pk] for known in by_source if person.pk in known]
    return found


def match_of(person: Any) -> Match:
    home = person.home
    return Match(
        pk=person.pk,
        name=person.full_name,
        year=person.date_of_birth.year if person.date_of_birth else None,
        street=home.street if home else "",
        locality=home.locality.name if home and home.locality else "",
        helping=who_helps(person),
        url=where_to(person),
    )


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
    """The address of an open case the user may see, else of any, else what a source leads to."""
    cases = sorted(person.seen_cases, key=lambda case: not case.is_open)
    if cases:
        return str(cases[0].get_absolute_url())
    return next((str(known.url) for known in person.known if known.url), "")


def of_reference(text: str, *, user: User, on: date) -> str | None:
    """The address of the case or other record with exactly this reference, if it may be seen."""
    reference = read_reference(text)
    if reference is None:
        return None
    if case := Case.objects.visible_to(user, on=on).filter(reference=reference).first():
        return case.get_absolute_url()
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
        words, why = query.words, "Try the name alone"
    else:
        words, why = (max(query.words, key=len, default=""),), "Try one part of the name"
    if not any(words) or (words == query.words and not query.has_more_than_words):
        return None
    narrower = Query(text=" ".join(words), words=words)
    found = matching(people_visible_to(user, on=on), narrower)[: MOST_SHOWN + 1].count()
    return Wider(narrower.text, why, found) if found else None
