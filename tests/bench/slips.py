"""What people type when they look for somebody, with a slip of the keys, and who they meant."""

import string
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from cases.find import Match
from cases.names.parts import one_letter_off, plain, shortened
from tests.bench.crowd import SEED, Invented

Ceiling = Callable[[Sequence[Invented], Sequence["Asked"]], float]
FIRST = 10  # matches that count as found


@dataclass(frozen=True)
class Asked:
    """What was typed, and the person who was meant."""

    text: str
    meant: Invented
    fact: str = ""


def slip(text: str, luck: Random) -> str:
    """One letter put in, left out, changed, or swapped with the next."""
    while True:
        place, letter = luck.randrange(len(text)), luck.choice(string.ascii_lowercase)
        kinds = (
            text[:place] + letter + text[place:],
            text[:place] + text[place + 1 :],
            text[:place] + letter + text[place + 1 :],
            text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :],
        )
        slipped = luck.choice(kinds)
        if slipped != text:
            return slipped


def is_found(asked: Asked, matches: Sequence[Match]) -> bool:
    """The person themself where a fact was typed; otherwise somebody of exactly that name."""
    first = matches[:FIRST]
    meant = asked.meant
    if asked.fact in FACTS:
        return any((each.name, each.year) == (meant.name, meant.born.year) for each in first)
    names = {meant.name, f"{meant.given} {meant.before}"}
    return any(each.name in names for each in first)


FACTS: dict[str, Callable[[Invented], str]] = {
    "year of birth": lambda person: f"{person.born.year}",
    "postcode district": lambda person: person.postcode.split()[0],
    "last four of the phone": lambda person: person.phone.replace(" ", "")[-4:],
}


def with_a_fact(people: Sequence[Invented], count: int) -> list[Asked]:
    """A name with one slip, and one thing more."""
    luck = Random(SEED + 1)
    asked = []
    for number, person in enumerate(luck.sample(people, count)):
        kind = [*FACTS][number % len(FACTS)]
        text = f"{slip(person.name.lower(), luck)} {FACTS[kind](person)}"
        asked.append(Asked(text, person, kind))
    return asked


def name_alone(people: Sequence[Invented], count: int) -> list[Asked]:
    luck = Random(SEED + 2)
    return [Asked(slip(person.name.lower(), luck), person) for person in luck.sample(people, count)]


def written_otherwise(people: Sequence[Invented], count: int) -> list[Asked]:
    """The parts swapped; a hyphen, an apostrophe, Mac or Mc otherwise; the name before."""
    luck = Random(SEED + 3)
    asked = []
    for kind, write in WAYS.items():
        fitting = [person for person in people if write(person)]
        chosen = luck.sample(fitting, min(count // len(WAYS), len(fitting)))
        asked += [Asked(write(person).lower(), person, kind) for person in chosen]
    return asked


def swapped(person: Invented) -> str:
    return f"{person.family} {person.given}"


def without_hyphen(person: Invented) -> str:
    return person.name.replace("-", " ") if "-" in person.name else ""


def other_apostrophe(person: Invented) -> str:
    """A curved one, a space or nothing, by the year of birth."""
    sign = ("’", " ", "")[person.born.year % 3]
    return person.name.replace("'", sign) if "'" in person.name else ""


def name_before(person: Invented) -> str:
    return f"{person.given} {person.before}" if person.before else ""


def other_mac(person: Invented) -> str:
    family = person.family
    if family.startswith("Mc"):
        return f"{person.given} Mac{family[2:]}"
    if family.startswith("Mac") and family[3:4].isupper():
        return f"{person.given} Mc{family[3:]}"
    return ""


WAYS: dict[str, Callable[[Invented], str]] = {
    "swapped parts": swapped,
    "hyphen": without_hyphen,
    "apostrophe": other_apostrophe,
    "Mac and Mc": other_mac,
    "name before": name_before,
}


def ceiling_with_a_fact(people: Sequence[Invented], asked: Sequence[Asked]) -> float:
    """The best there can be: people of one name who share the fact cannot be told apart."""
    alike = Counter(
        (person.name, kind, of(person)) for person in people for kind, of in FACTS.items()
    )
    shares = [
        min(1.0, FIRST / alike[each.meant.name, each.fact, FACTS[each.fact](each.meant)])
        for each in asked
    ]
    return sum(shares) / len(shares)


def ceiling_alone(people: Sequence[Invented], asked: Sequence[Asked]) -> float:
    """The best there can be: ten places for all the names one slip from what was typed."""
    wanted = {key for each in asked for key in shortened(each.text)}
    known: dict[str, set[str]] = {}
    for name in {plain(person.name) for person in people}:
        for key in wanted.intersection(shortened(name)):
            known.setdefault(key, set()).add(name)
    return sum(min(1.0, FIRST / max(1, near(each.text, known))) for each in asked) / len(asked)


def near(text: str, known: dict[str, set[str]]) -> int:
    names = {name for key in shortened(text) for name in known.get(key, ())}
    return sum(name == text or one_letter_off(text, name) for name in names)
