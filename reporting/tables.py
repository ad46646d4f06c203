"""Everything counted for one indicator: by locality, for a period, the one before and a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lightbulb.core.time.months import add_months
from lightbulb.core.time.periods import Period
from reporting.amounts import (
    NOTHING,
    Amounts,
    amounts_from,
    county_as_shown,
    with_small_ones_hidden,
)
from reporting.counting import count
from reporting.definitions import Definition, definition_from
from reporting.enums import Cohort
from reporting.figures import Figure
from reporting.indicators.indicator import Indicator
from reporting.places import NOWHERE, Place, county_of

MONTHS_OF_TREND = 12
Cells = Mapping[Period, Mapping[str, Amounts]]


@dataclass(frozen=True)
class Table:
    """Amounts by period and place as they may be printed, and the words that go with them."""

    definition: Definition
    period: Period
    cohort: Cohort
    localities: tuple[Place, ...]
    cells: Cells

    @property
    def county(self) -> Place:
        return county_of(self.localities)

    @property
    def months(self) -> tuple[Period, ...]:
        return months_until(self.period)

    def of(self, place: Place, period: Period | None = None) -> Figure:
        """The figure of a place, for the table's own period unless another is named."""
        period = period or self.period
        return Figure(
            definition=self.definition,
            cohort=self.cohort,
            place=place,
            period=period,
            now=self.amounts(place, period),
            before=self.amounts(place, self.period.previous) if period == self.period else None,
        )

    def amounts(self, place: Place, period: Period) -> Amounts:
        return self.cells[period].get(place.key, NOTHING)

    @property
    def rows(self) -> list[Figure]:
        """Each locality, then what has none, when there is any; the county is apart."""
        nowhere = [NOWHERE] if NOWHERE.key in self.cells[self.period] else []
        return [self.of(place) for place in (*self.localities, *nowhere)]

    @property
    def whole(self) -> Figure:
        return self.of(self.county)

    def trend(self, place: Place) -> list[Figure]:
        """The place in each of the twelve months that end with the period."""
        return [self.of(place, month) for month in self.months]

    def as_json(self) -> dict[str, Any]:
        """Plain values, from which `table_from` makes the same table again."""
        return {
            "definition": self.definition.as_json(),
            "period": self.period.key,
            "cohort": str(self.cohort),
            "localities": [[place.key, place.name] for place in self.localities],
            "cells": {
                period.key: {key: amounts.as_json() for key, amounts in row.items()}
                for period, row in self.cells.items()
            },
        }


def table_from(plain: Mapping[str, Any]) -> Table:
    """The table a snapshot holds."""
    return Table(
        definition=definition_from(plain["definition"]),
        period=Period.parse(plain["period"]),
        cohort=Cohort(plain["cohort"]),
        localities=tuple(Place(key, name) for key, name in plain["localities"]),
        cells={
            Period.parse(period): {key: amounts_from(each) for key, each in row.items()}
            for period, row in plain["cells"].items()
        },
    )


def months_until(period: Period) -> tuple[Period, ...]:
    """The twelve months that end with the month a period ends in."""
    last = Period.month_of(period.last)
    return tuple(
        Period.month_of(add_months(last.first, back)) for back in range(1 - MONTHS_OF_TREND, 1)
    )


def count_table(
    indicator: Indicator, period: Period, cohort: Cohort, localities: Sequence[Place]
) -> Table:
    """Count an indicator for all localities, in one question to the database."""
    periods = tuple(dict.fromkeys((period, period.previous, *months_until(period))))
    everything = Period(min(p.first for p in periods), max(p.last for p in periods))
    keys = {place.pk: place.key for place in localities}
    counted: dict[Period, dict[str, Amounts]] = {each: {} for each in periods}
    facts = indicator.facts(everything, cohort)
    pks = [place.pk for place in localities if place.pk]
    county = county_of(localities)
    for each, is_county, pk, amounts in count(facts, indicator.definition, periods, pks):
        key = county.key if is_county else keys.get(pk, NOWHERE.key)
        counted[each][key] = amounts
    cells = {each: as_shown(row, county, localities) for each, row in counted.items()}
    return Table(indicator.definition, period, cohort, tuple(localities), cells)


def as_shown(
    counted: Mapping[str, Amounts], county: Place, localities: Sequence[Place]
) -> dict[str, Amounts]:
    """One period's lines with the small ones hidden; a locality without facts has none."""
    whole = counted.get(county.key, NOTHING)
    if not whole.base.value:
        return {place.key: NOTHING for place in (county, *localities)}
    lines = {place.key: counted.get(place.key, NOTHING) for place in localities}
    if NOWHERE.key in counted:
        lines[NOWHERE.key] = counted[NOWHERE.key]
    return {county.key: county_as_shown(whole)} | with_small_ones_hidden(lines)
