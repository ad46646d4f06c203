"""Who may be the same person as somebody entered or saved, by index, with what speaks for it."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet

from cases.finding.candidates import by_words
from cases.finding.near_words import NearWords, near_words
from cases.models import Person
from cases.models.people import PHONE_DIGITS
from cases.names.parts import typed_words
from cases.rules.one_person import Known, Sign, signs

MOST_OF_A_KIND = 60
FEWEST_PHONE_DIGITS = 6


def known_of(person: Person) -> Known:
    """Gather what the rule asks for, of somebody saved or not. Holds no rule."""
    digits = "".join(filter(str.isdecimal, person.phone or ""))
    return Known(
        words=typed_words(person.full_name),
        kept=tuple(person.name_words),
        born=person.date_of_birth,
        nhs_number=person.nhs_number or "",
        postcode=person.home.postcode if person.home else "",
        phone=digits if len(digits) >= FEWEST_PHONE_DIGITS else "",
    )


def duplicates_of(
    person: Person, people: QuerySet[Person]
) -> list[tuple[Person, tuple[Sign, ...]]]:
    """Those of `people` who may be the same person, most signs first. What speaks for a
    merged record speaks for the one that stands for it."""
    one = known_of(person)
    near = near_words(one.words)
    apart = people.exclude(pk=person.pk).select_related("home", "merged_into__home")
    found = {other.pk: other for rows in blocks(apart, one, near) for other in rows}
    best: dict[Person, tuple[Sign, ...]] = {}
    for other in found.values():
        why = signs(one, known_of(other), near=near.found)
        stands = other.canonical
        if len(why) > len(best.get(stands, ())) and stands.pk != person.merged_into_id:
            best[stands] = why
    return sorted(best.items(), key=lambda each: (-len(each[1]), each[0].name_sort, each[0].pk))


def blocks(people: QuerySet[Person], one: Known, near: NearWords) -> Iterator[Iterable[Person]]:
    """The few who share something that few share; the rule then looks at each of them."""
    if one.nhs_number:
        yield people.filter(nhs_number=one.nhs_number)[:MOST_OF_A_KIND]
    if len(one.words) < 2:
        return
    fitting = by_some_words(people, one, near)
    if one.born:
        yield fitting.filter(date_of_birth__in=near_births(one.born))[:MOST_OF_A_KIND]
    if one.postcode:
        yield fitting.filter(home__postcode=one.postcode)[:MOST_OF_A_KIND]
    if one.phone:
        same_phone = people.alias(digits=PHONE_DIGITS).filter(digits=one.phone)
        yield same_phone[:MOST_OF_A_KIND]


def by_some_words(people: QuerySet[Person], one: Known, near: NearWords) -> QuerySet[Person]:
    """Two words of the name have to be near; the rule asks the rest."""
    words = [word for word in one.words if len(word) > 1]
    if len(words) <= 2:
        return by_words(people, words, near)
    some = Q()
    for word in words:
        some |= Q(name_words__overlap=[*near.of(word)] or [word])
    return people.filter(some)


def near_births(born: date) -> set[date]:
    """The day, and every day that is one slip of the keys from it."""
    figures = f"{born:%d%m%Y}"
    slips = {
        figures[:place] + figure + figures[place + 1 :]
        for place in range(len(figures))
        for figure in "0123456789"
    }
    slips.add(figures[2:4] + figures[:2] + figures[4:])
    return {day for slip in slips if (day := day_of(slip))}


def day_of(figures: str) -> date | None:
    try:
        return date(int(figures[4:]), int(figures[2:4]), int(figures[:2]))
    except ValueError:
        return None
