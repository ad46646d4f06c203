"""The rules by which a case calls for attention: what each asks, of whom, and since when.

Worked out once a day over every open case, wherever it lies. A rule that is met raises one
alert, which stands until the rule is met no more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from django.db import connection, transaction
from django.db.models import DateTimeField, Exists, ExpressionWrapper, Func, OuterRef, Q, Value

from cases import worklists
from cases.enums import AlertRule, LetterState, VisitState
from cases.models import Alert, Case, CaseReview, Hold, Letter, Note, Target, Visit
from cases.models.case import CaseQuerySet
from cases.thresholds import AGES, UNIT_OF, threshold, thresholds_on
from lightbulb.core.record.models import Event
from lightbulb.core.staff.models import Absence
from lightbulb.core.time.months import add_months
from lightbulb.core.time.working_days import BeyondHolidays, working_days_between

LEAD, MANAGER = "Lead worker", "Managers"
FINDING = 17_760  # the advisory lock of whoever looks for alerts


@dataclass(frozen=True)
class Rule:
    """When it fires and why, in words, who gets it, and the open cases that meet it on a day.

    In the words, {} is the place of the figure in force, where the rule has one.
    """

    threshold: str
    why: str
    who: str
    met: Callable[[CaseQuerySet, date], CaseQuerySet]


def at_risk(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    """The share of its target that is set, in percent, is used."""
    percent = threshold(AlertRule.TARGET_75, on=on)
    if percent is None:
        return cases.none()
    return cases.filter(worklists.at_risk(on, Fraction(percent, 100)))


def past_target(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    return cases.filter(worklists.past_target(on))


def without_action(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    """Nothing was recorded in it for too many calendar days."""
    allowed = threshold(AlertRule.NO_ACTION, on=on)
    if allowed is None:
        return cases.none()
    since = on - timedelta(days=allowed)
    acted = Event.objects.filter(case_id=OuterRef("pk"), happened_on__gte=since)
    return cases.filter(~Exists(acted), opened_on__lt=since)


def silent(cases: CaseQuerySet, on: date) -> CaseQuerySet:
    """Nobody has spoken with the person, visited or written for too many working days."""
    allowed = threshold(AlertRule.SILENCE, on=on)
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


def of_age(rule: AlertRule) -> Callable[[CaseQuerySet, date], CaseQuerySet]:
    """Open for the months that are set, and no manager has looked at it since it was that old.

    Once it reaches the next age that is set, it is that age's.
    """

    def met(cases: CaseQuerySet, on: date) -> CaseQuerySet:
        held = thresholds_on(on)
        if rule not in held:
            return cases.none()
        months = held[rule].figure
        ages = [held[age].figure for age in AGES if age in held]
        after = min((age for age in ages if age > months), default=None)
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


OLD = ("{} old, until a manager reviews it", "{} old, to be reviewed")
RULES: Mapping[AlertRule, Rule] = {
    AlertRule.TARGET_75: Rule(
        "{} of its target is used", "{} of the target is used", LEAD, at_risk
    ),
    AlertRule.TARGET_100: Rule(
        "Its target has passed", AlertRule.TARGET_100.label, MANAGER, past_target
    ),
    AlertRule.NO_ACTION: Rule("{} without action", "Nothing was done for {}", LEAD, without_action),
    AlertRule.SILENCE: Rule(
        "{} without contact", "The person has heard nothing for {}", LEAD, silent
    ),
    **{age: Rule(*OLD, MANAGER, of_age(age)) for age in AGES},
    AlertRule.HOLD_PASSED: Rule(
        "The day to ask again has passed", AlertRule.HOLD_PASSED.label, LEAD, hold_passed
    ),
    AlertRule.OWNER_AWAY: Rule(
        "Lead worker away, nobody covers", AlertRule.OWNER_AWAY.label, MANAGER, owner_away
    ),
}


def when_of(rule: AlertRule, held: Mapping[str, Target]) -> str:
    """When a rule fires, with the figure that `held` has for it, or that there is none."""
    if rule in UNIT_OF and rule not in held:
        return f"{rule.label}: no threshold is set"
    return with_figure(RULES[rule].threshold, rule, held)


def why_of(rule: AlertRule, held: Mapping[str, Target]) -> str:
    """Why a case calls, with the figure that `held` has for the rule."""
    if rule in UNIT_OF and rule not in held:
        return rule.label
    return with_figure(RULES[rule].why, rule, held)


def with_figure(words: str, rule: AlertRule, held: Mapping[str, Target]) -> str:
    return words.format(held[rule].in_words) if rule in held else words


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
