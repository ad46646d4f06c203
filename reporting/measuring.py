"""Counting indicators: one figure, or the tables of a page or a pack."""

from collections.abc import Sequence

from lightbulb.core.time.periods import Period
from reporting.enums import Cohort
from reporting.figures import Figure
from reporting.indicators.indicator import Indicator
from reporting.indicators.registry import INDICATORS
from reporting.places import Place, localities_of
from reporting.tables import Table, count_table


def measure(indicator: Indicator, period: Period, scope: Place, cohort: Cohort) -> Figure:
    """The figure of the county or of a locality.

    All localities are counted, because whether one may be printed depends on the others.
    """
    return count_table(indicator, period, cohort, localities_of(period)).of(scope)


def count_all(period: Period, cohort: Cohort, localities: Sequence[Place]) -> list[Table]:
    """A table for each indicator, in the order they are shown."""
    return [count_table(each, period, cohort, localities) for each in INDICATORS]
