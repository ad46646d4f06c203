"""Answering somebody who is only asking, and keeping the library of answers right."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import Place, record
from lightbulb.core.record.revisions import save_changes
from lightbulb.core.staff.models import User
from triage.access import why_not_log_referral
from triage.models import AdviceEntry, Enquiry
from triage.verbs import Verb


@transaction.atomic
def count_enquiry(*, enquiry: Enquiry, by: User, on: date) -> Enquiry:
    """Somebody asked and was answered. It comes unsaved; nobody is named in it."""
    require(why_not_log_referral(by, on=on))
    enquiry.answered_by, enquiry.answered_on = by, on
    enquiry.full_clean()
    enquiry.save(force_insert=True)
    detail = {"need": str(enquiry.need), "door": str(enquiry.door)}
    place = Place(locality_id=enquiry.locality_id)
    record(Verb.ENQUIRY_ANSWERED, enquiry, by=by, on=on, detail=detail, place=place)
    return enquiry


@transaction.atomic
def add_advice(*, entry: AdviceEntry, by: User, on: date) -> AdviceEntry:
    """Put an answer into the library. Whoever does stands for it."""
    require(why_not_log_referral(by, on=on))
    entry.checked_by, entry.checked_on = by, on
    entry.full_clean()
    entry.save(force_insert=True)
    record(Verb.ADVICE_ADDED, entry, by=by, on=on)
    return entry


@transaction.atomic
def change_advice(
    *, entry: AdviceEntry, changes: Mapping[str, Any], version: int, by: User, on: date
) -> list[str]:
    """Put an answer right, or say that it still is. Raises EditConflict when it was saved since."""
    require(why_not_log_referral(by, on=on))
    checked = {"checked_on": on, "checked_by": by}
    changed = save_changes(entry, dict(changes) | checked, by=by, version=version)
    record(Verb.ADVICE_CHANGED, entry, by=by, on=on, detail={"fields": changed})
    return changed
