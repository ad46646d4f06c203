"""What came of a look that somebody was asked about."""

from datetime import date

from django.db import transaction

from cases.access import why_not_see_record
from cases.enums import LookOutcome
from cases.models import UnusualLook
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed


@transaction.atomic
def review_look(*, look: UnusualLook, outcome: LookOutcome, by: User, on: date) -> UnusualLook:
    """Say what came of it. Nobody reviews their own; a review is not made twice."""
    look = UnusualLook.objects.select_for_update(of=("self",)).get(pk=look.pk)
    require(why_not_review(by, look, on=on))
    if look.reviewed_on:
        raise NotAllowed("This look was reviewed already.")
    look.outcome, look.reviewed_on, look.reviewed_by = outcome, on, by
    look.save(update_fields=["outcome", "reviewed_on", "reviewed_by"])
    detail = {"user": look.user_id, "why": look.why, "outcome": LookOutcome(outcome).value}
    record(Verb.LOOK_REVIEWED, look, by=by, on=on, detail=detail)
    return look


def why_not_review(user: User, look: UnusualLook, *, on: date) -> str | None:
    """None when allowed, otherwise the sentence to show."""
    if look.user_id == user.pk:
        return "Somebody else reviews what you looked at."
    return why_not_see_record(user, on=on)
