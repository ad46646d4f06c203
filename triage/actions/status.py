"""PINs for the status page: given to the person and whoever they name, and ended."""

import secrets
from datetime import date

from django.db import transaction

from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import Place, record
from triage.models import Referral, StatusPin
from triage.models.status import PIN_LENGTH, StatusPinQuerySet, digest_of
from triage.verbs import Verb

THE_PERSON, WHO_ASKED = "The person, in our letter", "Whoever asked online"


@transaction.atomic
def give_pin(*, referral: Referral, for_whom: str, by: Actor, on: date) -> str:
    """Make a PIN for one person who may look, and end the one they had. Returns the PIN, which
    is kept nowhere else: who loses it gets another.

    Whoever may do what the PIN comes with may make it, so the verb or page that calls this
    has asked.
    """
    held = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    _standing(held).filter(for_whom=for_whom).update(ended_on=on)
    pin = "".join(secrets.choice("0123456789") for _ in range(PIN_LENGTH))
    given = StatusPin(referral=held, for_whom=for_whom, pin=digest_of(held, pin), made_on=on)
    given.full_clean()
    given.save(force_insert=True)
    record(Verb.STATUS_PIN_GIVEN, held, by=by, on=on, detail={"pin": given.pk}, place=_place(held))
    return pin


@transaction.atomic
def end_pins(*, referral: Referral, by: Actor, on: date) -> int:
    """Switch the status page off, for everybody who might look. Returns how many PINs ended."""
    held = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    ended = _standing(held).update(ended_on=on)
    if ended:
        detail = {"number": ended}
        record(Verb.STATUS_PINS_ENDED, held, by=by, on=on, detail=detail, place=_place(held))
    return ended


def _standing(referral: Referral) -> StatusPinQuerySet:
    return StatusPin.objects.standing().filter(referral=referral)


def _place(referral: Referral) -> Place:
    return Place(
        case_id=referral.case_id, person_id=referral.person_id, locality_id=referral.locality_id
    )
