"""Invented people and their homes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
YOUNGEST, OLDEST = 42, 97
DAYS_A_YEAR = 365.25
HOW_TO_TALK = ("Hard of hearing. Face them and speak clearly", "Letters in large print, 18 point")
RISKS = ("Small dog, kept in the kitchen", "Oxygen at home: no flames", "Two people must visit")
TENURES = ("owned", "owned", "owned", "housing_association", "council", "private", "park_home")


@dataclass(frozen=True)
class Inhabitant:
    """Somebody who may need help, and where they live."""

    given_name: str
    family_name: str
    date_of_birth: date
    nhs_number: str
    phone: str
    address: str
    town: str
    postcode: str
    lad_code: str
    tenure: str
    how_to_talk: tuple[str, ...]
    risks: tuple[str, ...]


@cache
def names() -> Mapping[str, list[str]]:
    return tomllib.loads((DATA / "names.toml").read_text())


@cache
def districts() -> list[dict]:
    return list(tomllib.loads((DATA / "places.toml").read_text())["district"])


@cache
def shares() -> list[int]:
    return [district["share"] for district in districts()]


def inhabitant(luck: Random, *, number: int, on: date) -> Inhabitant:
    """The `number`th person. Their NHS number is from the range kept for tests."""
    district = luck.choices(districts(), shares())[0]
    town = luck.choice(district["town"])
    known = names()
    years = luck.triangular(YOUNGEST, OLDEST, 82)
    return Inhabitant(
        given_name=luck.choice(known["women"] if luck.random() < 0.6 else known["men"]),
        family_name=luck.choice(known["family"]),
        date_of_birth=on - timedelta(days=int(years * DAYS_A_YEAR)),
        nhs_number=invented_nhs_number(number),
        phone=f"01632 960{number % 1000:03}",
        address=f"{luck.randint(1, 140)} {luck.choice(known['streets'])}",
        town=town["name"],
        postcode=luck.choice(town["postcodes"]),
        lad_code=district["lad_code"],
        tenure=luck.choice(TENURES),
        how_to_talk=(luck.choice(HOW_TO_TALK),) if luck.random() < 0.3 else (),
        risks=(luck.choice(RISKS),) if luck.random() < 0.15 else (),
    )


def invented_nhs_number(number: int) -> str:
    """A number from the 999 range with its check digit; some starts have none, so it skips."""
    start = f"999{number * 11 % 1_000_000:06}"
    total = sum(
        int(figure) * weight for figure, weight in zip(start, range(10, 1, -1), strict=True)
    )
    check = 11 - total % 11
    if check == 10:
        return invented_nhs_number(number + 500_009)
    return start + str(0 if check == 11 else check)


def age_on(born: date, day: date) -> int:
    """Whole years, as `Person.age_on` counts them."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
