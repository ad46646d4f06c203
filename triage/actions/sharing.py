"""Changing what is passed on: policy, from a day on, and what somebody says of it later.

What was asked and said before stays as it was.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import Place, record
from lightbulb.core.staff.models import User
from triage.access import why_not_keep_sharing
from triage.models import CaseSharing, SharingFlow
from triage.verbs import Verb

KEPT = ("code", "recipient", "purpose", "legal_basis", "agreement_is_law", "source", "place")


@transaction.atomic
def change_flow(
    *, flow: SharingFlow, changes: Mapping[str, Any], starts_on: date, by: User, on: date
) -> SharingFlow:
    """End a flow the day before and begin it anew with the changes.

    Raises ValidationError for a day that is past or before the flow began, and when it has
    been changed already by somebody else.
    """
    require(why_not_keep_sharing(by, on=on))
    held = SharingFlow.objects.select_for_update(of=("self",)).get(pk=flow.pk)
    if held.ends_on is not None:
        raise ValidationError("This was changed already. Look at the list again.")
    if starts_on < on or starts_on <= held.starts_on:
        raise ValidationError("The first day must be today or later, and after it began.")
    held.ends_on = starts_on - timedelta(days=1)
    held.save(update_fields=["ends_on"])
    values = {name: getattr(held, name) for name in KEPT} | dict(changes)
    anew = SharingFlow(starts_on=starts_on, **values)
    anew.full_clean()
    anew.save(force_insert=True)
    fields = [name for name in changes if getattr(held, name) != values[name]]
    detail = {"from": starts_on, "before": held.pk, "fields": fields}
    record(Verb.SHARING_CHANGED, anew, by=by, on=on, detail=detail)
    return anew


@transaction.atomic
def say_sharing(*, sharing: CaseSharing, by: User, on: date) -> CaseSharing:
    """Write down what somebody said about one recipient, or that they take it back.

    It comes unsaved with its case, recipient, answer, who said it, how and when. Raises
    ValidationError for a day that lies ahead.
    """
    require(why_not_work(by, sharing.case, on=on))
    if sharing.said_on > on:
        raise ValidationError({"said_on": "The day is today or before"})
    sharing.written_by = by
    sharing.full_clean()
    sharing.save(force_insert=True)
    detail = {"recipient": sharing.flow.code, "answer": str(sharing.answer)}
    place = Place(person_id=sharing.case.person_id, case_id=sharing.case_id)
    record(Verb.SHARING_SAID, sharing, by=by, on=sharing.said_on, detail=detail, place=place)
    return sharing
