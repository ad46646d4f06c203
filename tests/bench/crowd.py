"""A large crowd of invented people to search among, the same for the same seed.

Names come by the shares in `names.toml`; some have a particle, a second family name or a
name before. Phone numbers are from the ranges kept for drama, so that they end alike for
far more people than in life.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from cases.models import Home, NameWord, OtherName, Person
from lightbulb.core.organisations.models import Locality
from triage.demonstration.inhabitants import DAYS_A_YEAR, districts

SEED = 20261126
TODAY = date(2026, 11, 23)
AT_A_TIME = 5_000
SHARES_OF = 10_000
SETTLED, SECOND_NAMES, WOMEN_RENAMED = 25, 0.02, 0.2
PARTICLES = (("Mac", "gaelic", 0.006), ("Mc", "gaelic", 0.006), ("O'", "irish", 0.008))
PHONES = ("01632 960", "07700 900", "0116 496 0", "020 7946 0")


@dataclass(frozen=True)
class Invented:
    given: str
    family: str
    before: str  # a family name from before, or nothing
    born: date
    postcode: str
    phone: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


@cache
def names() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text())


@cache
def first_names() -> tuple[list[str], list[float]]:
    shared = spread(names()["first"]["shares"])
    others = names()["first"]["others"]
    left = (SHARES_OF - sum(shared.values())) / len(others)
    return weighted(shared | dict.fromkeys(others, left))


@cache
def family_names() -> tuple[list[str], list[float]]:
    """The common ones by their shares, then invented ones, each rarer than the last."""
    table = names()["family"]
    shared = spread(table["shares"])
    made = [first + last for first in table["beginnings"] for last in table["endings"]]
    Random(SEED).shuffle(made)
    rest = {name: 1 / (place + SETTLED) for place, name in enumerate(made) if name not in shared}
    scale = (SHARES_OF - sum(shared.values())) / sum(rest.values())
    return weighted(shared | {name: share * scale for name, share in rest.items()})


def spread(rows: Iterable[tuple[float, list[str]]]) -> dict[str, float]:
    return {name: share for share, alike in rows for name in alike}


def weighted(shares: Mapping[str, float]) -> tuple[list[str], list[float]]:
    return list(shares), list(accumulate(shares.values()))


def one_of(choice: tuple[list[str], list[float]], luck: Random) -> str:
    return luck.choices(choice[0], cum_weights=choice[1])[0]


def family_name(luck: Random) -> str:
    fate = luck.random()
    for particle, kind, share in PARTICLES:
        if fate < share:
            return particle + luck.choice(names()["family"][kind])
        fate -= share
    name = one_of(family_names(), luck)
    return f"{name}-{one_of(family_names(), luck)}" if fate < SECOND_NAMES else name


@cache
def postcodes() -> list[tuple[str, int]]:
    rows = [
        (postcode, district["share"])
        for district in districts()
        for town in district["town"]
        for postcode in town["postcodes"]
    ]
    return sorted(rows)


def crowd(count: int) -> Iterator[Invented]:
    """So many people, each as the seed has it."""
    luck = Random(SEED)
    places, shares = zip(*postcodes(), strict=True)
    reach = list(accumulate(shares))
    for _ in range(count):
        years = luck.triangular(42, 97, 82)
        yield Invented(
            given=one_of(first_names(), luck),
            family=family_name(luck),
            before=family_name(luck) if luck.random() < WOMEN_RENAMED else "",
            born=TODAY - timedelta(days=int(years * DAYS_A_YEAR)),
            postcode=luck.choices(places, cum_weights=reach)[0],
            phone=f"{luck.choice(PHONES)}{luck.randrange(1000):03}",
        )


def fill(people: Iterable[Invented], locality: Locality) -> None:
    """Write them as the verbs would leave them, without events."""
    rows: list[Invented] = []
    for person in people:
        rows.append(person)
        if len(rows) == AT_A_TIME:
            write(rows, locality)
            rows = []
    write(rows, locality)
    NameWord.objects.learn_from_people()


def write(rows: list[Invented], locality: Locality) -> None:
    homes = [
        Home(address="4 Lantern Row", town="Elmshire", postcode=row.postcode, locality=locality)
        for row in rows
    ]
    Home.objects.bulk_create(homes)
    people = [person_of(row, home) for row, home in zip(rows, homes, strict=True)]
    Person.objects.bulk_create(people)
    OtherName.objects.bulk_create(
        OtherName(person=person, given_name=row.given, family_name=row.before)
        for person, row in zip(people, rows, strict=True)
        if row.before
    )


def person_of(row: Invented, home: Home) -> Person:
    person = Person(
        given_name=row.given,
        family_name=row.family,
        date_of_birth=row.born,
        phone=row.phone,
        home=home,
    )
    others = [f"{row.given} {row.before}"] if row.before else []
    for name, value in person.spellings(*others).items():
        setattr(person, name, value)
    return person
