"""What staff do about themselves: their details, days away, notices."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lightbulb.core.access.refusal import require
from lightbulb.core.record import outbox
from lightbulb.core.record.events import record
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
    absence.full_clean()
    absence.save(force_insert=True)
    detail = {"user": absence.user_id, "starts_on": absence.starts_on}
    detail |= {"ends_on": absence.ends_on} if absence.ends_on else {}
    detail |= {"cover": absence.cover_id} if absence.cover_id else {}
    record(Verb.ABSENCE_RECORDED, absence, by=by, on=on, detail=detail)
    if absence.cover_id:
        outbox.put(
            "tell_staff",
            key=f"cover:{absence.pk}",
            payload={"absence": str(absence.pk)},
        )
    return absence


@transaction.atomic
def withdraw_absence(*, absence: Absence, by: User, on: date) -> None:
    """Take back days away that were recorded by mistake or have changed."""
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    require(why_not_withdraw_absence(by, absence))
    record(
        Verb.ABSENCE_WITHDRAWN, absence, by=by, on=on, detail={"user": absence.user_id}
    )
    outbox.cancel(key=f"cover:{absence.pk}")
    absence.delete()


@transaction.atomic
def read_notice(*, notice: Notice, by: User, on: date, at: datetime) -> None:
    """Take a notice off the home page. Reading it again changes nothing."""
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    require(why_not_read_notice(by, notice))
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
        record(Verb.NOTICE_READ, notice, by=by, on=on)
