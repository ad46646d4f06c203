"""What makes a case overdue, past its target or at risk, as questions the database answers."""

from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil

from django.db.models import Count, Q

from cases import clock
from cases.enums import Complexity, Stage, Urgency
from lightbulb.core.time.clock import AT_RISK_FROM
from lightbulb.core.time.working_days import add_working_days

OPEN = ~Q(stage=Stage.CLOSED)


def overdue(on: date) -> Q:
    """The next step should have been done before today."""
    return OPEN & Q(next_action_on__lt=on)


def past_target(on: date) -> Q:
    return OPEN & Q(due_on__lt=on)


def at_risk(on: date, share: Fraction = AT_RISK_FROM) -> Q:
    """This share or more of the class's target used, and not yet past it.

    A case whose `due_on` lies no more than the rest of its target ahead has used that
    share. So each class has one day up to which its cases are at risk, and no case is
    counted through. Agrees with `lightbulb.core.time.clock`, by test.
    """
    targets = clock.targets_on(on)
    classes = Q(pk__in=[])
    for urgency, complexity in product(Urgency.values, Complexity.values):
        if length := targets.get(f"{urgency}_{complexity}"):
            last = add_working_days(on, days_left_at_risk(length, share))
            classes |= Q(urgency=urgency, complexity=complexity, due_on__lte=last)
    return OPEN & Q(due_on__gte=on) & classes


def days_left_at_risk(length: int, share: Fraction = AT_RISK_FROM) -> int:
    """The working days left of a target at the moment it is at risk."""
    return length - ceil(share * length)


def late(on: date) -> Q:
    """Everything that is overdue, past its target or at risk."""
    return overdue(on) | past_target(on) | at_risk(on)


def counts(on: date) -> dict[str, Count]:
    """Open, overdue and at risk, to annotate groups of open cases with."""
    return {
        "open": Count("pk"),
        "overdue": Count("pk", filter=overdue(on)),
        "at_risk": Count("pk", filter=(past_target(on) | at_risk(on)) & ~overdue(on)),
    }
