"""K4: how soon people are visited after triage."""

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
from reporting.facts import WorkingDaysBetween, as_facts, with_first
from reporting.indicators.indicator import Indicator

WITHIN = 10  # working days; an example, like the target

DEFINITION = Definition(
    code="first-visit-wait",
    number=4,
    title=f"First visit in {WITHIN} working days",
    wording=(
        "The share of people whose first visit was made no more than "
        f"{WITHIN} working days after triage."
    ),
    numerator=f"First visits made within {WITHIN} working days of triage",
    denominator="First visits made",
    cohorts={
        Cohort.ENDED: "First visits made in the period, whenever they were triaged",
        Cohort.STARTED: "Cases triaged in the period, visited since or not",
    },
    nouns={
        Cohort.ENDED: Noun(one="first visit", many="first visits"),
        Cohort.STARTED: Noun(one="case triaged", many="cases triaged"),
    },
    kind=Kind.SHARE,
    better=Better.HIGHER,
    unit=Unit.WORKING_DAYS,
    within=WITHIN,
    targets=(
        DatedTarget(
            value=Decimal(85),
            starts_on=date(2017, 10, 1),
            source="Example: no source sets a wait for the first visit",
            example=True,
        ),
    ),
    notes=(
        "Where a case was opened again, its first visit counts, not the later one.",
        "Of cases triaged in the period, one not visited yet counts as not in time.",
    ),
)


def facts(period: Period, cohort: Cohort) -> QuerySet[Any]:
    cases = with_first(Case.objects.all(), "triaged", MilestoneKind.TRIAGED)
    cases = with_first(cases, "visited", MilestoneKind.ASSESSMENT_DONE)
    begins, ends = "triaged_on", "visited_on"
    day = ends if cohort == Cohort.ENDED else begins
    cases = cases.filter(**{f"{day}__range": (period.first, period.last)}, triaged_on__isnull=False)
    return as_facts(cases, day=F(day), value=WorkingDaysBetween(begins, ends))


INDICATOR = Indicator(DEFINITION, facts)
