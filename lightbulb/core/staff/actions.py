"""What staff do about themselves: their details, days away, notices."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lightbulb.core.access.refusal import require
from lightbulb.core.record import outbox
from lightbulb.core.record.events import AlreadyDone, record
from lightbulb.core.record.models import Event
from lightbulb.core.record.requests import current_request_id
from lightbulb.core.record.revisions import save_changes
from lightbulb.core.staff.access import (
    why_not_change_details,
    why_not_read_notice,
    why_not_record_absence,
    why_not_withdraw_absence,
)
from lightbulb.core.staff.models import Absence, Notice, User
from lightbulb.core.verbs import Verb


@transaction.atomic
def change_details(
    *, user: User, changes: Mapping[str, Any], version: int, by: User, on: date
) -> list[str]:
    """Change what colleagues see of somebody; returns the names of the fields that changed.

    Raises EditConflict when the details were saved by somebody else since `version`.
    """
    require(why_not_change_details(by, user))
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    refuse_a_second_press(Verb.OWN_DETAILS_CHANGED, by=by)
    changed = save_changes(user, changes, by=by, version=version)
    if changed:
        record(Verb.OWN_DETAILS_CHANGED, user, by=by, on=on, detail={"fields": changed})
    return changed


@transaction.atomic
def record_absence(*, absence: Absence, by: User, on: date) -> Absence:
    """Record days away, and tell whoever covers them.

    Raises ValidationError when the days overlap others or the cover is the same person.
    """
    require(why_not_record_absence(by, absence.user))
    # One absence of a person at a time is looked at, so that two cannot both find room.
    User.objects.select_for_update(of=("self",)).get(pk=absence.user_id)
    refuse_a_second_press(Verb.ABSENCE_RECORDED, by=by)
    absence.full_clean()
    absence.save(force_insert=True)
    detail = {"user": absence.user_id, "starts_on": absence.starts_on}
    detail |= {"ends_on": absence.ends_on} if absence.ends_on else {}
    detail |= {"cover": absence.cover_id} if absence.cover_id else {}
    record(Verb.ABSENCE_RECORDED, absence, by=by, on=on, detail=detail)
    if absence.cover_id:
        outbox.put("tell_staff", key=f"cover:{absence.pk}", payload={"absence": str(absence.pk)})
    return absence


@transaction.atomic
def withdraw_absence(*, absence: Absence, by: User, on: date) -> None:
    """Take back days away that were recorded by mistake or have changed.

    Whoever was told that they cover is told that they no longer do. Raises AlreadyDone
    when the days were taken back before.
    """
    try:
        absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    except Absence.DoesNotExist as error:
        raise AlreadyDone(Verb.ABSENCE_WITHDRAWN.word) from error
    require(why_not_withdraw_absence(by, absence))
    record(Verb.ABSENCE_WITHDRAWN, absence, by=by, on=on, detail={"user": absence.user_id})
    if not outbox.cancel(key=f"cover:{absence.pk}") and absence.cover_id:
        outbox.put(
            "tell_staff", key=f"cover-ended:{absence.pk}", payload=no_longer_covered(absence)
        )
    absence.delete()


def no_longer_covered(absence: Absence) -> dict[str, str]:
    """What the notice needs to know of days away that are gone when it is written."""
    return {
        "no_longer_covers": str(absence.cover_id),
        "away": str(absence.user_id),
        "starts_on": absence.starts_on.isoformat(),
    }


def has_withdrawn(by: User, absence_id: object) -> bool:
    """Whether these days away are gone because this person took them back."""
    return Event.objects.filter(
        subject_type=Absence._meta.label_lower,
        subject_id=str(absence_id),
        verb=Verb.ABSENCE_WITHDRAWN.word,
        actor_id=by.actor_id,
    ).exists()


@transaction.atomic
def read_notice(*, notice: Notice, by: User, on: date, at: datetime) -> None:
    """Take a notice off the home page. Reading it again changes nothing."""
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    require(why_not_read_notice(by, notice))
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
        record(Verb.NOTICE_READ, notice, by=by, on=on)


def refuse_a_second_press(verb: Verb, *, by: User) -> None:
    """Raise AlreadyDone when this person did this before, with this very request.

    Asked under the lock, so that of two presses at once the later one is told that it is
    saved already, and not that its own first half stands in its way.
    """
    done = Event.objects.filter(
        request_id=current_request_id(), verb=verb.word, actor_id=by.actor_id
    )
    if done.exists():
        raise AlreadyDone(verb.word)
