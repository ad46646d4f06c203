"""K7: how many things each person was helped with."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.enums import MilestoneKind, SolutionKind, SolutionState
from cases.models import Case, Solution
from lightbulb.core.time.periods import Period
from reporting.definitions import DatedTarget, Definition, Noun
from reporting.enums import Better, Cohort, Kind
from reporting.facts import as_facts, with_first
from reporting.indicators.indicator import Indicator

AGREED = (
    SolutionState.ACCEPTED,
    SolutionState.ORDERED,
    SolutionState.DELIVERED,
    SolutionState.CHECKED,
    SolutionState.UNSUITABLE,
)

DEFINITION = Definition(
    code="interventions",
    number=7,
    title="Interventions a person",
    wording=(
        "The average number of housing support interventions that each person benefited from, "
        "people who only needed advice left out."
    ),
    numerator="Things accepted, ordered or delivered, other than advice",
    denominator="People who had a Housing MOT, less those who took advice and nothing else",
    cohorts={
        Cohort.ENDED: "People whose cases closed in the period after a Housing MOT",
        Cohort.STARTED: "People whose Housing MOT was done in the period",
    },
    nouns={
        Cohort.ENDED: Noun(
            one="person whose case was closed", many="people whose cases were closed"
        ),
        Cohort.STARTED: Noun(
            one="person with a Housing MOT done", many="people with a Housing MOT done"
        ),
    },
    kind=Kind.RATIO,
    better=Better.HIGHER,
    counted="interventions",
    targets=(
        DatedTarget(
            value=Decimal(3),
            starts_on=date(2017, 10, 1),
            source=(
                "Example: the pilot's average in the business case of 2016, lines 692 to 694; "
                "no source sets it as a target"
            ),
            example=True,
        ),
    ),
    notes=(
        "A person with two cases in the period counts once in the base.",
        "Somebody who was offered help and took none counts, with none.",
    ),
)


def facts(period: Period, cohort: Cohort) -> QuerySet[Any]:
    cases = with_first(Case.objects.all(), "visited", MilestoneKind.ASSESSMENT_DONE)
    day = "closed_on" if cohort == Cohort.ENDED else "visited_on"
    cases = cases.filter(**{f"{day}__range": (period.first, period.last)}, visited_on__isnull=False)
    taken = Solution.objects.filter(case=OuterRef("pk"), state__in=AGREED)
    advice_alone = Exists(taken) & ~Exists(taken.exclude(kind=SolutionKind.ADVICE))
    return as_facts(cases.exclude(advice_alone), day=F(day), value=how_many(taken))


def how_many(taken: QuerySet[Solution]) -> Coalesce:
    """Of the solutions of a case, those that are more than advice."""
    lines = taken.order_by().values("case").annotate(lines=Count("pk", filter=MORE_THAN_ADVICE))
    return Coalesce(Subquery(lines.values("lines")), 0)


MORE_THAN_ADVICE = ~Q(kind=SolutionKind.ADVICE)
INDICATOR = Indicator(DEFINITION, facts)
