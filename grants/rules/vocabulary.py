"""The words of the means test: kinds of income and capital, and what a benefit says of somebody."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("vocabulary")

EARNINGS = ("employed", "self_employed", "childminder")
SPECIAL = ("part_time_firefighter", "auxiliary_coastguard", "lifeboat_crew", "reserve_forces")
CERTIFICATES = ("owner", "tenant", "occupier")
PERIODS = ("week", "fortnight", "four_weeks", "month", "year", "days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How one kind of income or capital counts, and where that stands."""

    label: str
    counts: str
    source: str
    proof: str = ""
    figure: str = ""  # what is set aside of it, by name
    sum: Decimal = Decimal(0)  # pounds of capital left out
    weeks: int = 0
    benefit: bool = False
    obsolete: bool = False
    unsettled: bool = False  # no rule of its own was found
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Passport:
    source: str
    partner: bool  # the partner's having it is enough


def rows(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(), parse_float=Decimal)


INCOME: Mapping[str, Kind] = {name: Kind(**row) for name, row in rows("income").items()}
CAPITAL: Mapping[str, Kind] = {name: Kind(**row) for name, row in rows("capital").items()}
_benefits = rows("benefits")
PASSPORTS: Mapping[str, Passport] = {
    name: Passport(**row) for name, row in _benefits["passports"].items()
}
MARKS: Mapping[str, frozenset[str]] = {
    mark: frozenset(names) for mark, names in _benefits["marks"].items()
}
RATES: Mapping[str, tuple[str, ...]] = {
    bare: tuple(rates) for bare, rates in _benefits["rates"].items()
}
OTHERS: Mapping[str, str] = {name: row["label"] for name, row in _benefits["others"].items()}
BENEFITS = frozenset(name for name, kind in INCOME.items() if kind.benefit) | frozenset(OTHERS)


@lru_cache(maxsize=4096)
def marks_of(benefits: frozenset[str]) -> frozenset[str]:
    """What getting these says of somebody, as far as it is certain."""
    return frozenset(mark for mark, names in MARKS.items() if names & benefits)


@lru_cache(maxsize=4096)
def unsure_of(benefits: frozenset[str]) -> tuple[str, ...]:
    """The bare names among these, whose rate may come to matter."""
    return tuple(sorted(benefits & RATES.keys()))
