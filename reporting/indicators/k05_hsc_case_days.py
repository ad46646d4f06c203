"""K5: how long a case is with its Housing Support Co-ordinator."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from cases.enums import MilestoneKind
from cases.models import Case
from lightbulb.core.time.clock import Unit
from lightbulb.core.time.periods import Period
from reporting.definitions import DatedTarget, Definition, Noun
from reporting.enums import Better, Cohort, Kind
from reporting.facts import DaysBetween, as_facts, with_first
from reporting.indicators.indicator import Indicator

DEFINITION = Definition(
    code="case-days",
    number=5,
    title="Days a case is with its co-ordinator",
    wording=(
        "The average number of calendar days from a case being given to a Housing Support "
        "Co-ordinator to its being closed."
    ),
    numerator="Calendar days from given out to closed, added up",
    denominator="Cases closed that had been given out",
    cohorts={
        Cohort.ENDED: "Cases closed in the period, whenever they were given out",
        Cohort.STARTED: "Cases given out in the period, closed since or not",
    },
    nouns={
        Cohort.ENDED: Noun(one="case closed", many="cases closed"),
        Cohort.STARTED: Noun(one="case given out", many="cases given out"),
    },
    kind=Kind.DAYS,
    better=Better.LOWER,
    unit=Unit.CALENDAR_DAYS,
    targets=(
        DatedTarget(
            value=Decimal(28),
            starts_on=date(2017, 10, 1),
            source=(
                "Example: the average reported in the scrutiny report of 2019, paragraph 8, "
                "down from 42 and 36 days; no source sets it as a target"
            ),
            example=True,
        ),
    ),
    notes=(
        "The average is the mean, because that is what was reported in 2019.",
        "A case that was opened again counts from when it was first given out.",
        "A case that was never given out is left out.",
    ),
)


def facts(period: Period, cohort: Cohort) -> QuerySet[Any]:
    cases = with_first(Case.objects.all(), "given_out", MilestoneKind.ALLOCATED)
    begins, ends = "given_out_on", "closed_on"
    day = ends if cohort == Cohort.ENDED else begins
    cases = cases.filter(
        **{f"{day}__range": (period.first, period.last)}, given_out_on__isnull=False
    )
    return as_facts(cases, day=F(day), value=DaysBetween(begins, ends))


INDICATOR = Indicator(DEFINITION, facts)
