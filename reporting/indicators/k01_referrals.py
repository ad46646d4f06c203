"""K1: how many people were referred."""

from typing import Any

from django.db.models import F, QuerySet, Value

from lightbulb.core.time.periods import Period
from reporting.definitions import Definition, Noun
from reporting.enums import Better, Cohort, Kind
from reporting.facts import as_facts
from reporting.indicators.indicator import Indicator
from triage.models import Referral

REFERRAL = Noun(one="referral", many="referrals")

DEFINITION = Definition(
    code="referrals",
    number=1,
    title="New referrals",
    wording="The number of referrals received in the period, through any door.",
    numerator="Referrals received",
    denominator="None: this is a count",
    cohorts={
        Cohort.ENDED: "Received in the period",
        Cohort.STARTED: "Received in the period",
    },
    nouns={Cohort.ENDED: REFERRAL, Cohort.STARTED: REFERRAL},
    kind=Kind.COUNT,
    better=Better.NEITHER,
    notes=("A referral from outside the county counts for the county, under no locality.",),
)


def facts(period: Period, cohort: Cohort) -> QuerySet[Any]:
    """A referral is received on one day, so both cohorts are the same."""
    received = Referral.objects.filter(received_on__range=(period.first, period.last))
    return as_facts(received, day=F("received_on"), counted=Value(True))


INDICATOR = Indicator(DEFINITION, facts)
