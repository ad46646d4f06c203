"""Who may be meant: a few hundred people at most, each way of looking by an index."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from itertools import combinations
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from cases.finding.near_words import NearWords, after, kept_pairs, near_words
from cases.finding.query import Query
from cases.finding.ranking import Fit, fit
from cases.models import Person
from cases.models.people import PHONE_DIGITS, PHONE_END
from cases.names.likeness import SHORTEST_BEGINNING

MOST_EXACT, MOST_NEAR, MOST_BY_FACT = 60, 300, 100

Row = tuple[UUID, UUID | None, str, list[str]]
Ranked = dict[UUID, tuple[Fit, str]]


def candidates(people: QuerySet[Person], query: Query) -> Ranked:
    """People who fit what was typed, each with their points and how they sort."""
    if query.is_empty:
        return {}
    known = with_facts(people, query)
    if not query.words:
        return rank(rows_of(known, MOST_BY_FACT), (), NearWords())
    found: Ranked = {}
    for words in readings(query.words):
        near = near_words(words)
        for rows in ways(known, words, near, query):
            found = better(found, rank(rows, words, near))
        if found:
            break
    return found


def ways(
    people: QuerySet[Person], words: Sequence[str], near: NearWords, query: Query
) -> Iterator[list[Row]]:
    """The ways of looking for a name, from exactly as typed to only partly."""
    if not query.has_more_than_words:
        yield rows_of(people.filter(name_words__contains=list(words)), MOST_EXACT)
    yield (found := rows_of(by_words(people, words, near), MOST_NEAR))
    if not found and (len(words) > 2 or (query.has_more_than_words and len(words) > 1)):
        for fewer in combinations(words, len(words) - 1):
            yield rows_of(by_words(people, fewer, near), MOST_NEAR)
    if query.names_one:
        yield rows_of(people, MOST_BY_FACT)


def rows_of(people: QuerySet[Person], most: int) -> list[Row]:
    return list(
        people.order_by().values_list("pk", "merged_into", "name_sort", "name_words")[:most]
    )


def by_words(people: QuerySet[Person], words: Sequence[str], near: NearWords) -> QuerySet[Person]:
    """People whose name has a word near to each of these."""
    if all(len(word) == 1 for word in words):
        people = people.filter(reduce(or_, map(family_begins, words)))
    for word in words:
        if len(word) == 1:  # an initial: no index, as the other words leave few
            people = people.filter(family_begins(word) | Q(name_sort__contains=f" {word}"))
        else:
            people = people.filter(name_words__overlap=[*near.of(word)] or [word])
    return people


def family_begins(word: str) -> Q:
    return Q(name_sort__gte=word, name_sort__lt=after(word))


def rank(rows: Sequence[Row], words: Sequence[str], near: NearWords) -> Ranked:
    """Those of them whose name fits at all, or everybody when no name was typed; a merged
    record counts for the one that stands for it."""
    ranked: Ranked = {}
    for pk, merged_into, name, kept in rows:
        key, how = merged_into or pk, fit(words, kept, near)
        known = ranked.get(key)
        if (how.met or not words) and (known is None or how > known[0]):
            ranked[key] = (how, name)
    return ranked


def better(before: Ranked, after: Ranked) -> Ranked:
    """Both together; whoever is in both with the better of the two."""
    worse = {pk for pk in after if pk in before and before[pk][0] >= after[pk][0]}
    return before | {pk: each for pk, each in after.items() if pk not in worse}


def readings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words as typed; then with a space too many taken out, or one too few put in."""
    yield words
    for place in range(len(words) - 1):
        yield (*words[:place], words[place] + words[place + 1], *words[place + 2 :])
    for place, word in enumerate(words):
        for first, second in kept_pairs(halves(word)):
            yield (*words[:place], first, second, *words[place + 1 :])


def halves(word: str) -> Iterator[tuple[str, str]]:
    """Two names run together, whether the space was left out or another key was struck."""
    for cut in range(SHORTEST_BEGINNING, len(word) - SHORTEST_BEGINNING + 1):
        yield word[:cut], word[cut:]
        if cut + 1 <= len(word) - SHORTEST_BEGINNING:
            yield word[:cut], word[cut + 1 :]


def in_year(year: int) -> Q:
    """Born in it; or a phone number that ends so, as four figures may be either."""
    born = Q(date_of_birth__gte=date(year, 1, 1), date_of_birth__lte=date(year, 12, 31))
    return born | Q(phone_end=f"{year}")


def with_facts(people: QuerySet[Person], query: Query) -> QuerySet[Person]:
    """Those to whom everything but the name applies."""
    exactly = {
        "date_of_birth": query.born,
        "home__postcode": query.postcode,
        "nhs_number": query.nhs_number,
    }
    people = people.filter(**{name: value for name, value in exactly.items() if value})
    if query.year:
        people = people.alias(phone_end=PHONE_END).filter(in_year(query.year))
    if query.district:
        between = {"gte": query.district, "lt": after(query.district)}
        people = people.filter(**{f"home__postcode__{how}": end for how, end in between.items()})
    if query.last_four:
        people = people.alias(ends=PHONE_END).filter(ends=query.last_four)
    if query.phone:
        abroad = f"44{query.phone[1:]}"
        people = people.alias(digits=PHONE_DIGITS).filter(digits__in=[query.phone, abroad])
    return people
