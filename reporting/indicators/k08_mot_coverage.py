"""K8: how many of the co-ordinators' cases had the Housing MOT."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from cases.enums import MilestoneKind
from cases.models import Case
from lightbulb.core.time.periods import Period
from reporting.definitions import DatedTarget, Definition, Noun
from reporting.enums import Better, Cohort, Kind
from reporting.facts import as_facts, with_first
from reporting.indicators.indicator import Indicator

DEFINITION = Definition(
    code="mot-coverage",
    number=8,
    title="Cases with a Housing MOT",
    wording=(
        "The share of cases given to a Housing Support Co-ordinator in which a Housing MOT "
        "was done."
    ),
    numerator="Cases with a Housing MOT done",
    denominator="Cases that had been given out",
    cohorts={
        Cohort.ENDED: "Cases closed in the period, whenever they were given out",
        Cohort.STARTED: "Cases given out in the period, visited since or not",
    },
    nouns={
        Cohort.ENDED: Noun(one="case closed", many="cases closed"),
        Cohort.STARTED: Noun(one="case given out", many="cases given out"),
    },
    kind=Kind.SHARE,
    better=Better.HIGHER,
    targets=(
        DatedTarget(
            value=Decimal(100),
            starts_on=date(2017, 10, 1),
            source="Example: every person is offered a Housing MOT; no source sets a target",
            example=True,
        ),
    ),
    notes=("Cases closed because the person declined, moved or died before a visit count too.",),
)


def facts(period: Period, cohort: Cohort) -> QuerySet[Any]:
    cases = with_first(Case.objects.all(), "given_out", MilestoneKind.ALLOCATED)
    cases = with_first(cases, "visited", MilestoneKind.ASSESSMENT_DONE)
    day = "closed_on" if cohort == Cohort.ENDED else "given_out_on"
    cases = cases.filter(
        **{f"{day}__range": (period.first, period.last)}, given_out_on__isnull=False
    )
    return as_facts(cases, day=F(day), counted=WAS_VISITED)


WAS_VISITED = ExpressionWrapper(Q(visited_on__isnull=False), output_field=BooleanField())
INDICATOR = Indicator(DEFINITION, facts)
