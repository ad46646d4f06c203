"""Raising a safeguarding concern, and hearing what the county decided."""

from datetime import date

from django.db import transaction

from cases.access import why_not_answer_concern
from cases.models import SafeguardingConcern
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record import outbox
from lightbulb.core.record.events import Place, record
from lightbulb.core.staff.models import User


@transaction.atomic
def raise_concern(*, concern: SafeguardingConcern, by: User, on: date) -> SafeguardingConcern:
    """Send a concern to the county's desk. It comes unsaved with its person and note.

    Anybody who works here may raise one, and nothing else waits for it. Raises
    ValidationError when it goes against the person's wish without a reason.
    """
    concern.raised_by, concern.raised_on = by, on
    concern.full_clean()
    concern.save(force_insert=True)
    detail = {"route": str(concern.route), "wish": "against" if concern.refused else "with"}
    place = Place(person_id=concern.person_id)
    record(Verb.CONCERN_RAISED, concern, by=by, on=on, detail=detail, place=place)
    outbox.put("tell_desk", key=f"tell_desk:{concern.pk}", payload={"concern": str(concern.pk)})
    return concern


@transaction.atomic
def answer_concern(
    *, concern: SafeguardingConcern, outcome: str, by: User, on: date
) -> SafeguardingConcern:
    """Write down what the county decided, and tell whoever raised it that it is answered."""
    concern = SafeguardingConcern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    require(why_not_answer_concern(by, concern, on=on))
    concern.outcome, concern.ended_on = outcome, on
    concern.full_clean()
    concern.save(update_fields=["outcome", "ended_on"])
    place = Place(person_id=concern.person_id)
    record(Verb.CONCERN_ANSWERED, concern, by=by, on=on, place=place)
    outbox.put("tell_raiser", key=f"tell_raiser:{concern.pk}", payload={"concern": str(concern.pk)})
    return concern
