"""Writing down who decides one thing for somebody, and under which authority."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import place_of
from cases.deciding import proposal_of
from cases.models import CapacityDecision, Representative
from cases.rules.capacity import decide
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User


@transaction.atomic
def record_capacity(*, decision: CapacityDecision, by: User, on: date) -> CapacityDecision:
    """Keep who decides. It comes unsaved, with its case.

    Raises ValidationError, beside each question, for whatever the rule refuses: a relative's
    word, an authority for something else, one of which nobody saw evidence, best interests
    without who was consulted and why; and for a day to come.
    """
    require(why_not_work(by, decision.case, on=on))
    if decision.decided_on > on:
        raise ValidationError({"decided_on": "The day is today or before."})
    speaks(decision)
    refuse(decision)
    decision.authority = decision.representative.authority if decision.representative else ""
    decision.recorded_by = by
    decision.full_clean()
    decision.save(force_insert=True)
    detail = {"decision": decision.pk, "kind": decision.kind, "by": decision.decided_by}
    place = place_of(decision.case)
    record(Verb.CAPACITY_RECORDED, decision, by=by, on=on, detail=detail, place=place)
    return decision


def speaks(decision: CapacityDecision) -> None:
    """Somebody who speaks for another person decides nothing here."""
    who = decision.representative
    if who and not Representative.objects.of(decision.case.person).filter(pk=who.pk).exists():
        raise ValidationError({"representative": "They do not speak for this person."})


def refuse(decision: CapacityDecision) -> None:
    wrong = decide(proposal_of(decision)).refusals
    if wrong:
        raise ValidationError({refusal.field: refusal.sentence for refusal in wrong})
