"""Waits for an Occupational Therapist, and a manager's review of an old case."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_review_case, why_not_work
from cases.actions.steps import place_of
from cases.models import CaseReview, OtWait
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed


@transaction.atomic
def ask_ot(*, wait: OtWait, by: User, on: date) -> OtWait:
    """Put a case into the queue for an Occupational Therapist. It comes unsaved.

    Raises ValidationError when it waits there already, or its review is in the past.
    """
    require(why_not_work(by, wait.case, on=on))
    check_review(wait, on=on)
    wait.asked_by, wait.asked_on = by, on
    wait.full_clean()
    wait.save(force_insert=True)
    told(Verb.OT_ASKED, wait, by=by, on=on, detail={"wait": wait.pk, "risk": str(wait.risk)})
    return wait


def check_review(wait: OtWait, *, on: date) -> None:
    if wait.review_on < on:
        raise ValidationError({"review_on": "The risk is looked at again today or later."})


def told(verb: Verb, wait: OtWait, *, by: User, on: date, detail: dict[str, object]) -> None:
    record(verb, wait, by=by, on=on, detail=detail, place=place_of(wait.case))


@transaction.atomic
def hold_risk(
    *, wait: OtWait, risk: str, interim: str, review_on: date, by: User, on: date
) -> OtWait:
    """Look at the risk again: how high it is, what helps meanwhile, and when the next look is."""
    wait = standing(wait, by=by, on=on)
    wait.risk, wait.interim, wait.review_on = risk, interim, review_on
    check_review(wait, on=on)
    wait.version += 1
    wait.full_clean()
    wait.save()
    detail = {"wait": wait.pk, "risk": str(risk), "review_on": review_on}
    told(Verb.RISK_HELD, wait, by=by, on=on, detail=detail)
    return wait


@transaction.atomic
def note_fall(*, wait: OtWait, fell_on: date, by: User, on: date) -> OtWait:
    """Write down a fall since the case waits: it moves up. Raises ValidationError for a day
    to come, or before it was asked."""
    wait = standing(wait, by=by, on=on)
    if not wait.asked_on <= fell_on <= on:
        raise ValidationError(
            {"fell_on": "The fall was since the case waits, and not after today."}
        )
    wait.fell_on = max(fell_on, wait.fell_on or fell_on)
    wait.version += 1
    wait.save()
    told(Verb.FALL_NOTED, wait, by=by, on=on, detail={"wait": wait.pk, "fell_on": fell_on})
    return wait


@transaction.atomic
def end_ot_wait(*, wait: OtWait, by: User, on: date) -> OtWait:
    """The Occupational Therapist has assessed, or is not needed any more."""
    wait = standing(wait, by=by, on=on)
    wait.ended_on, wait.ended_by = on, by
    wait.version += 1
    wait.save()
    told(Verb.OT_WAIT_ENDED, wait, by=by, on=on, detail={"wait": wait.pk})
    return wait


def standing(wait: OtWait, *, by: User, on: date) -> OtWait:
    found = OtWait.objects.select_related("case").select_for_update(of=("self",))
    wait = found.get(pk=wait.pk)
    require(why_not_work(by, wait.case, on=on))
    if wait.ended_on:
        raise NotAllowed("It waits for an Occupational Therapist no more.")
    return wait


@transaction.atomic
def review_case(*, review: CaseReview, by: User, on: date) -> CaseReview:
    """Keep what a manager found in an old case. It comes unsaved, with what is done about it."""
    require(why_not_review_case(by, review.case, on=on))
    review.reviewed_by, review.reviewed_on = by, on
    review.full_clean()
    review.save(force_insert=True)
    detail = {"review": review.pk}
    place = place_of(review.case)
    record(Verb.CASE_REVIEWED, review, by=by, on=on, detail=detail, place=place)
    return review
