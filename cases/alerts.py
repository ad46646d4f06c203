"""The rules by which a case calls for attention: what each asks, of whom, and since when.

Worked out once a day over every open case, wherever it lies. A rule that is met raises one
alert, which stands until the rule is met no more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import DateTimeField, Exists, ExpressionWrapper, Func, OuterRef, Q, Value

from cases import clock, worklists
from cases.enums import AlertRule, LetterState, VisitState
from cases.hearing import SILENCE
from cases.models import Alert, Case, CaseReview, Hold, Letter, Note, Visit
from cases.models.case import CaseQuerySet
from lightbulb.core.record.models import Event
from lightbulb.core.staff.models import Absence
from lightbulb.core.time.months import add_months
from lightbulb.core.time.working_days import BeyondHolidays, working_days_between

WITHOUT_ACTION = 28  # calendar days: the alerts of the adaptations process, part 10
MARKS = (3, 6, 12)  # months: the age at which a manager looks at a case
LEAD, MANAGER = "Lead worker", "Managers"
FINDING = 17_760  # the advisory lock of whoever looks for alerts


@dataclass(frozen=True)
class Rule:
    """When it fires, in words, who gets it, and the open cases that meet it on a day."""

    threshold: str
    who: str
    met: Callable[[CaseQuerySet, date], CaseQuerySet]


def at_risk(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    return cases.filter(worklists.at_risk(on))


def past_target(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    return cases.filter(worklists.past_target(on))


def without_action(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    """Nothing was recorded in it for four weeks."""
    since = on - timedelta(days=WITHOUT_ACTION)
    acted = Event.objects.filter(case_id=OuterRef("pk"), happened_on__gte=since)
    return cases.filter(~Exists(acted), opened_on__lt=since)


def silent(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    """Nobody has spoken with the person, visited or written for too many working days."""
    allowed = clock.targets_on(on).get(SILENCE)
    if allowed is None:
        return cases.none()
    last = last_day_of_word(on, allowed)
    of_case = {"case": OuterRef("pk")}
    spoken = Note.objects.heard().filter(**of_case, happened_on__gt=last)
    visited = Visit.objects.filter(**of_case, state=VisitState.DONE, done_on__gt=last)
    written = Letter.objects.filter(**of_case, state=LetterState.SENT, sent_on__gt=last)
    return cases.filter(~Exists(spoken), ~Exists(visited), ~Exists(written), opened_on__lte=last)


def last_day_of_word(on: date, allowed: int) -> date:
    """The last day after which more than `allowed` working days have passed."""
    day = on
    try:
        while working_days_between(day, on) <= allowed:
            day -= timedelta(days=1)
    except BeyondHolidays:
        return date.min
    return day


def of_age(months: int) -> Callable[[CaseQuerySet, date], CaseQuerySet]:
    """Open for so many months, and no manager has looked at it since it was that old."""
    after = {3: 6, 6: 12}.get(months)

    def met(cases: CaseQuerySet, on: date) -> CaseQuerySet:
        turned = ExpressionWrapper(OuterRef("opened_on") + interval(months), DateTimeField())
        looked = CaseReview.objects.filter(case=OuterRef("pk"), reviewed_on__gte=turned)
        old = cases.filter(~Exists(looked), opened_on__lte=add_months(on, -months))
        return old.filter(opened_on__gt=add_months(on, -after)) if after else old

    return met


def interval(months: int) -> Func:
    return Func(Value(months), template="make_interval(months => %(expressions)s)")


def hold_passed(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    """The day to ask again has gone by."""
    late = Hold.objects.filter(case=OuterRef("pk"), ends_on=None, next_on__lt=on)
    return cases.filter(Exists(late))


def owner_away(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    """Its lead worker is away, nobody covers, and its next step falls due meanwhile."""
    away = Absence.objects.in_force(on).filter(user=OuterRef("lead_worker"), cover=None)
    meanwhile = Q(ends_on=None) | Q(ends_on__gte=OuterRef("next_action_on"))
    return cases.filter(Exists(away.filter(meanwhile)))


RULES: Mapping[AlertRule, Rule] = {
    AlertRule.TARGET_75: Rule("75% of its target is used", LEAD, at_risk),
    AlertRule.TARGET_100: Rule("Its target has passed", MANAGER, past_target),
    AlertRule.NO_ACTION: Rule(f"{WITHOUT_ACTION} days without action", LEAD, without_action),
    AlertRule.SILENCE: Rule("20 working days without contact", LEAD, silent),
    AlertRule.AGE_3: Rule("3 months old, until a manager reviews it", MANAGER, of_age(3)),
    AlertRule.AGE_6: Rule("6 months old, until a manager reviews it", MANAGER, of_age(6)),
    AlertRule.AGE_12: Rule("12 months old, until a manager reviews it", MANAGER, of_age(12)),
    AlertRule.HOLD_PASSED: Rule("The day to ask again has passed", LEAD, hold_passed),
    AlertRule.OWNER_AWAY: Rule("Lead worker away, nobody covers", MANAGER, owner_away),
}
AGES = (AlertRule.AGE_3, AlertRule.AGE_6, AlertRule.AGE_12)


@transaction.atomic
def find_alerts(on: date) -> list[Alert]:
    """Raise what is newly met and end what is met no more; returns what was raised.

    A second run at the same moment waits for the first, and finds nothing left to do.
    """
    _one_looks_at_a_time()
    raised: list[Alert] = []
    for code, rule in RULES.items():
        met = set(rule.met(Case.objects.open(), on).values_list("pk", flat=True))
        standing = Alert.objects.standing().filter(rule=code)
        known = set(standing.values_list("case", flat=True))
        standing.exclude(case__in=met).update(ended_on=on)
        raised += Alert.objects.bulk_create(
            Alert(case_id=case, rule=code, raised_on=on) for case in ordered(met - known)
        )
    return raised


def _one_looks_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FINDING])


def ordered(keys: set[UUID]) -> list[UUID]:
    return sorted(keys)


def why_review(case: Case, *, on: date) -> AlertRule | None:
    """The age at which a manager has to look at a case and has not; None otherwise."""
    found = Case.objects.open().filter(pk=case.pk)
    return next((code for code in AGES if RULES[code].met(found, on).exists()), None)
