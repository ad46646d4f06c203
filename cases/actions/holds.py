"""Putting a case on hold, chasing what it waits for, and taking it off again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import locked, step
from cases.models import Case, Hold
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed


@transaction.atomic
def put_on_hold(*, hold: Hold, by: User, on: date) -> Hold:
    """Say on whom a case waits. The hold comes unsaved, with its reason, owner and days.

    It may have begun before today. Raises ValidationError when its days cannot be, or when
    the case is on hold for that cause already.
    """
    case = locked(hold.case)
    require(why_not_work(by, case, on=on))
    check_days(hold, on=on)
    hold.full_clean()
    hold.save(force_insert=True)
    days = {"since": hold.starts_on, "next_on": hold.next_on}
    detail = {"hold": hold.pk, "cause": str(hold.cause), **days}
    step(case, "put_on_hold", Verb.CASE_ON_HOLD, by=by, on=on, detail=detail, subject=hold)
    return hold


def check_days(hold: Hold, *, on: date) -> None:
    if hold.starts_on > on:
        raise ValidationError({"starts_on": "A hold begins today or on a day before."})
    if hold.next_on < on:
        raise ValidationError({"next_on": "The next day to ask is today or later."})


@transaction.atomic
def chase(*, hold: Hold, next_on: date, next_step: str = "", by: User, on: date) -> Hold:
    """Record that somebody was asked again, what is next, and when to ask the next time.

    Raises NotAllowed when the hold was lifted, ValidationError for a day gone by.
    """
    case, hold = held(hold, by=by, on=on)
    hold.next_on, hold.next_step = next_on, next_step
    hold.chased_on, hold.chased_by = on, by
    check_days(hold, on=on)
    hold.version += 1
    hold.full_clean()
    hold.save()
    detail = {"hold": hold.pk, "next_on": next_on}
    step(case, "chase", Verb.HOLD_CHASED, by=by, on=on, detail=detail, subject=hold)
    return hold


@transaction.atomic
def lift_hold(*, hold: Hold, until: date, by: User, on: date) -> Hold:
    """Take a case off hold, from the day the answer came.

    A hold that was put on by mistake ends on the day it began, and counts for nothing.
    Raises NotAllowed when it was lifted already, ValidationError for a day that cannot be.
    """
    case, hold = held(hold, by=by, on=on)
    if until > on:
        raise ValidationError({"until": "The answer came today or on a day before."})
    if until < hold.starts_on:
        raise ValidationError({"until": "A hold cannot end before it began."})
    hold.ends_on = until
    hold.version += 1
    hold.full_clean()
    hold.save()
    detail = {"hold": hold.pk, "cause": str(hold.cause), "until": until}
    step(case, "lift_hold", Verb.HOLD_LIFTED, by=by, on=on, detail=detail, subject=hold)
    return hold


def held(hold: Hold, *, by: User, on: date) -> tuple[Case, Hold]:
    """The case and its hold as they are now, locked in this order."""
    case = locked(hold.case)
    require(why_not_work(by, case, on=on))
    hold = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if hold.ends_on:
        raise NotAllowed("The case is off this hold already.")
    return case, hold


def lift_all(case: Case, *, on: date) -> None:
    """A case that is closed waits for nobody any more. Belongs in the verb that closes it."""
    Hold.objects.filter(case=case, ends_on=None).update(ends_on=on)
