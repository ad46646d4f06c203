"""Opening one record in an emergency for eight hours, ending that early, and reviewing it."""

from datetime import date, datetime

from django.db import transaction

from cases.verbs import Verb
from lightbulb.core.access.access import (
    why_not_close_emergency,
    why_not_open_in_emergency,
    why_not_review,
)
from lightbulb.core.access.enums import ReviewOutcome
from lightbulb.core.access.models import OPEN_FOR, EmergencyAccess
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.refusal import require
from lightbulb.core.record import outbox
from lightbulb.core.record.events import AlreadyDone, Place, record
from lightbulb.core.staff.models import Membership, User


@transaction.atomic
def open_in_emergency(
    *, opening: EmergencyAccess, by: User, on: date, at: datetime
) -> EmergencyAccess:
    """Open a record for eight hours, and tell whoever reviews that.

    It comes unsaved with its subject, why and reason. It closes by itself.
    """
    require(why_not_open_in_emergency(by, on=on))
    opening.user, opening.opened_at, opening.closes_at = by, at, at + OPEN_FOR
    opening.full_clean()
    opening.save(force_insert=True)
    by.forget_emergencies()
    detail = {"why": str(opening.why)}
    record(Verb.EMERGENCY_OPENED, opening, by=by, on=on, detail=detail, place=_place(opening))
    outbox.put(
        "tell_of_emergency", key=f"emergency:{opening.pk}", payload={"opening": str(opening.pk)}
    )
    return opening


@transaction.atomic
def note_refusal(*, why: str, by: User, on: date) -> None:
    """Put on record that somebody asked and got nothing: no such record, or not theirs."""
    require(why_not_open_in_emergency(by, on=on))
    record(Verb.EMERGENCY_REFUSED, by, by=by, on=on, detail={"why": why})


@transaction.atomic
def close_emergency(
    *, opening: EmergencyAccess, by: User, on: date, at: datetime
) -> EmergencyAccess:
    """End an opening before its time. Raises AlreadyDone when it is over."""
    require(why_not_close_emergency(by, opening, on=on))
    opening = EmergencyAccess.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if not opening.is_open(at):
        raise AlreadyDone(Verb.EMERGENCY_CLOSED.word)
    opening.closed_at = at
    opening.save(update_fields=["closed_at"])
    by.forget_emergencies()
    record(Verb.EMERGENCY_CLOSED, opening, by=by, on=on, place=_place(opening))
    return opening


@transaction.atomic
def review(
    *, opening: EmergencyAccess, outcome: ReviewOutcome, note: str, by: User, on: date
) -> EmergencyAccess:
    """Say whether it was right to open a record. Raises AlreadyDone when somebody has."""
    require(why_not_review(by, opening, on=on))
    opening = EmergencyAccess.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if opening.reviewed_on is not None:
        raise AlreadyDone(Verb.EMERGENCY_REVIEWED.word)
    opening.reviewed_on, opening.reviewed_by = on, by
    opening.outcome, opening.note = outcome, note
    opening.full_clean()
    opening.save(update_fields=["reviewed_on", "reviewed_by", "outcome", "note"])
    detail = {"outcome": str(outcome)}
    record(Verb.EMERGENCY_REVIEWED, opening, by=by, on=on, detail=detail, place=_place(opening))
    return opening


def reviewers(*, on: date) -> list[User]:
    """Whoever reviews what was opened in an emergency, by name."""
    posts = Membership.objects.in_force(on).allowing(Permission.REVIEW_EMERGENCIES)
    return list(User.objects.working_on(on).filter(pk__in=posts.values("user")))


def _place(opening: EmergencyAccess) -> Place:
    return Place(person_id=opening.person_id, case_id=opening.case_id)
