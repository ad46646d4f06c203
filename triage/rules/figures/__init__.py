"""The figures in force on a day: one file for each change, named by its first day."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Figures:
    """What weighs how much, from a day on. `bands` has the lowest score of each, highest first."""

    first_day: date
    source: str
    bands: tuple[tuple[int, str], ...]
    urgency: Mapping[str, int]
    needs: Mapping[str, int]
    falls: tuple[tuple[int, int], ...]
    old_age: int
    old_age_points: int
    days_a_month: int
    urgent_from: int
    many_needs: int

    def band(self, score: int) -> str:
        return next(code for least, code in self.bands if score >= least)


class NoFigures(LookupError):
    """The day lies before the first figures held."""


def figures_on(day: date) -> Figures:
    """Raises NoFigures for a day before the first file: an earlier rule is not guessed."""
    held = [figures for figures in all_figures() if figures.first_day <= day]
    if not held:
        raise NoFigures(f"No figures for triage are held for {day}")
    return held[-1]


@cache
def all_figures() -> tuple[Figures, ...]:
    """Oldest first."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def _read(path: Path) -> Figures:
    told: dict[str, Any] = tomllib.loads(path.read_text())
    return Figures(
        first_day=date.fromisoformat(path.stem),
        source=told["source"],
        bands=tuple((band["least"], band["code"]) for band in told["bands"]),
        urgency=told["urgency"],
        needs=told["needs"],
        falls=tuple(sorted((int(least), points) for least, points in told["falls"].items())),
        old_age=told["old_age"],
        old_age_points=told["age"]["old"],
        days_a_month=told["days_a_month"],
        urgent_from=told["urgent_from"],
        many_needs=told["many_needs"],
    )
