"""What an indicator counts, in the words that are printed wherever its figure is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from lightbulb.core.time.clock import Unit
from reporting.enums import Better, Cohort, Kind


@dataclass(frozen=True, kw_only=True)
class DatedTarget:
    """What a figure is held against from a day on, and where that is written down."""

    value: Decimal
    starts_on: date
    source: str
    example: bool  # nobody has decided it: it shows how a target works


@dataclass(frozen=True, kw_only=True)
class Noun:
    """What the base is made of: "1 first visit", "287 first visits"."""

    one: str
    many: str

    def of(self, number: int) -> str:
        return self.one if number == 1 else self.many


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One indicator. `nouns` name the base for each way of choosing the cases."""

    code: str
    number: int
    title: str
    wording: str
    numerator: str
    denominator: str
    cohorts: Mapping[Cohort, str]
    nouns: Mapping[Cohort, Noun]
    kind: Kind
    better: Better
    unit: Unit | None = None
    within: int | None = None  # days counted as in time, for a share of durations
    counted: str = ""  # what the number is made of, where it is not part of the base
    targets: tuple[DatedTarget, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def target_on(self, day: date) -> DatedTarget | None:
        """The target in force on a day; None where there is none."""
        begun = [target for target in self.targets if target.starts_on <= day]
        return max(begun, key=lambda target: target.starts_on, default=None)

    def as_json(self) -> dict[str, Any]:
        """Plain values, from which `definition_from` makes the same definition again."""
        plain = asdict(self)
        plain["unit"] = str(self.unit) if self.unit else None
        plain["targets"] = [
            {**asdict(each), "value": str(each.value), "starts_on": each.starts_on.isoformat()}
            for each in self.targets
        ]
        return plain | {"notes": list(self.notes)}


def definition_from(plain: Mapping[str, Any]) -> Definition:
    """A definition as it stood when a snapshot was taken."""
    given = dict(plain)
    given["unit"] = Unit(given["unit"]) if given["unit"] else None
    given["kind"], given["better"] = Kind(given["kind"]), Better(given["better"])
    given["cohorts"] = {Cohort(key): words for key, words in given["cohorts"].items()}
    given["nouns"] = {Cohort(key): Noun(**noun) for key, noun in given["nouns"].items()}
    given["notes"] = tuple(given["notes"])
    given["targets"] = tuple(
        DatedTarget(
            value=Decimal(each["value"]),
            starts_on=date.fromisoformat(each["starts_on"]),
            source=each["source"],
            example=each["example"],
        )
        for each in given["targets"]
    )
    return Definition(**given)
