"""Asking somebody for what is missing, and having it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import Place, record
from lightbulb.core.staff.models import User
from triage.access import why_not_decide_referral
from triage.models import Referral
from triage.verbs import Verb
from triage.workflow import REFERRAL


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who was asked for what, and the day on which triage asks again."""

    whom: str
    what: str
    chase_on: date


@transaction.atomic
def ask_for_details(*, referral: Referral, asked: Asked, by: User, on: date) -> Referral:
    """Put it aside until the day: then it is in the queue again, whoever answered or not."""
    require(why_not_decide_referral(by, on=on))
    if asked.chase_on < on:
        raise ValidationError("The day to chase must be today or later")
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    referral.state = REFERRAL.next_state(referral.state, "ask")
    referral.asked_whom, referral.asked_for = asked.whom, asked.what
    referral.asked_on, referral.chase_on = on, asked.chase_on
    _save(referral)
    detail: dict[str, object] = {"chase_on": asked.chase_on}
    record(Verb.DETAILS_ASKED, referral, by=by, on=on, detail=detail, place=_place(referral))
    return referral


@transaction.atomic
def details_came(*, referral: Referral, by: User, on: date) -> Referral:
    """What was asked for is here, or was asked by mistake: triage decides it now."""
    require(why_not_decide_referral(by, on=on))
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    referral.state = REFERRAL.next_state(referral.state, "receive")
    referral.asked_whom = referral.asked_for = ""
    referral.asked_on = referral.chase_on = None
    _save(referral)
    record(Verb.DETAILS_CAME, referral, by=by, on=on, place=_place(referral))
    return referral


def _save(referral: Referral) -> None:
    referral.deciding_by = referral.deciding_since = None
    referral.version += 1
    referral.full_clean(exclude=["ranks_from"])
    referral.save()


def _place(referral: Referral) -> Place:
    return Place(person_id=referral.person_id, locality_id=referral.locality_id)
