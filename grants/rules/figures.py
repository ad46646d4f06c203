"""The figures of the means test in force on a day, each with its source.

One TOML per first day in force lies in `parameters/`. Which one holds follows the day an
application falls to be approved: the instruments of 2005, 2008 and 2009 say so of themselves.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("parameters")


class NotHeld(LookupError):
    """No figure is held for a day, or not this one. Says so in words to show."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount, its unit in words, and the provision it stands in."""

    amount: Decimal
    unit: str
    source: str


@dataclass(frozen=True, eq=False)  # one object a file, so that it can stand as a key
class Figures:
    """What is held from one first day in force."""

    in_force: date
    held: Mapping[str, Figure]

    def __getitem__(self, name: str) -> Figure:
        """Raises NotHeld when the day's instrument is not held in full."""
        if name not in self.held:
            raise NotHeld(
                f"The figure “{name.replace('_', ' ')}” is not held for applications approved "
                f"from {in_words(self.in_force)}, so this cannot be worked out."
            )
        return self.held[name]

    def amount(self, name: str) -> Decimal:
        return self[name].amount


def figures_on(day: date) -> Figures:
    """The figures for an application that falls to be approved on a day.

    Raises NotHeld for a day before the first file.
    """
    held = days_held()
    in_force = max((start for start in held if start <= day), default=None)
    if in_force is None:
        raise NotHeld(
            f"No figures are held for applications approved before {in_words(min(held))}."
        )
    return read(in_force)


@cache
def days_held() -> tuple[date, ...]:
    return tuple(sorted(date.fromisoformat(path.stem) for path in FOLDER.glob("*.toml")))


@cache
def read(in_force: date) -> Figures:
    return from_text(in_force, (FOLDER / f"{in_force.isoformat()}.toml").read_text())


def from_text(in_force: date, text: str) -> Figures:
    """A file's figures. Also for a draft of an uprating that is only tried."""
    rows: Mapping[str, Mapping[str, Any]] = tomllib.loads(text, parse_float=Decimal)
    return Figures(
        in_force,
        {
            name: Figure(Decimal(row["amount"]), row["unit"], row["source"])
            for name, row in rows.items()
        },
    )


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
