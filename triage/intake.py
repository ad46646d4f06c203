"""A call taken whole: home, person and referral in one transaction, once for each press."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from cases import actions as cases
from cases.models import Home, Person, SafeguardingConcern
from lightbulb.core.access.outside import Outsider
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.models import ActorKind
from lightbulb.core.record.requests import current_request_id
from lightbulb.core.record.revisions import save_changes
from lightbulb.core.staff.models import User
from triage import actions as triage
from triage.access import why_not_take_on
from triage.actions.status import WHO_ASKED
from triage.models import Invitation, Mail, Referral, Sharing, TriageDecision

CHOSEN_AT_TRIAGE = "Chosen at triage: the address did not say"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a call told. `person` is unsaved when new; a `home` is always a new one.

    `changes` and `version` mend what is known of somebody who was found.
    """

    referral: Referral
    person: Person
    home: Home | None = None
    sharing: Sequence[Sharing] = ()
    concern: SafeguardingConcern | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1
    mail: Mail | None = None


@transaction.atomic
def take_referral(*, told: Told, by: User | Outsider, on: date) -> Referral:
    """Add what is new, mend what changed, and log the referral, all or nothing.

    The referral takes the name of the request as its key, so that the same press cannot
    make two. Raises AlreadyDone for the second press, EditConflict when the person was
    changed in between, and ValidationError as the verbs do.
    """
    referral = told.referral
    referral.pk = _once(current_request_id())
    home = cases.add_home(home=told.home, by=by, on=on) if told.home else None
    referral.person = _person(told, home, by=by, on=on)
    referral.home = home or referral.person.home
    triage.log_referral(referral=referral, by=by, on=on)
    for answer in told.sharing:
        answer.referral = referral
        answer.full_clean()
    Sharing.objects.bulk_create(told.sharing)
    if told.concern and isinstance(by, User):
        told.concern.person = referral.person
        cases.raise_concern(concern=told.concern, by=by, on=on)
    if told.mail and isinstance(by, User):
        triage.close_mail(mail=told.mail, referral=referral, by=by, on=on)
    return referral


@transaction.atomic
def take_on_the_spot(*, told: Told, by: User, on: date) -> Referral:
    """Take the referral of somebody met at a surgery, and lead its case at once, all or nothing.

    Where `why_not_take_on` says why not, it is taken all the same and waits in the queue.
    """
    referral = take_referral(told=told, by=by, on=on)
    if why_not_take_on(by, referral, on=on) is None:
        referral.case = triage.take_on(referral=referral, by=by, on=on)
    return referral


@transaction.atomic
def take_from_outside(*, told: Told, by: Outsider, on: date) -> tuple[Referral, str]:
    """Take what was sent without an account. Somebody who asks for help is given a PIN by which
    they see how it gets on; a partner is given none, and the PIN is empty."""
    referral = take_referral(told=told, by=by, on=on)
    if by.kind != ActorKind.CUSTOMER:
        return referral, ""
    return referral, triage.give_pin(referral=referral, for_whom=WHO_ASKED, by=by, on=on)


@transaction.atomic
def take_answer(*, told: Told, invitation: Invitation, by: User, on: date) -> Referral:
    """Take the referral of somebody who was invited and wants a visit, and note their answer.

    Raises NotAllowed when they have answered already.
    """
    referral = take_referral(told=told, by=by, on=on)
    triage.note_yes(invitation=invitation, referral=referral, by=by, on=on)
    return referral


def _once(request_id: UUID) -> UUID:
    """Wait for the same press under way, then refuse if it was done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"take {request_id}"]
        )
    if Referral.objects.filter(pk=request_id).exists():
        raise AlreadyDone("referral_logged")
    return request_id


def _person(told: Told, home: Home | None, *, by: User | Outsider, on: date) -> Person:
    person = told.person
    if person._state.adding:
        person.home = home or person.home
        return cases.add_person(person=person, by=by, on=on)
    changes = dict(told.changes) | ({"home": home} if home else {})
    if changes:
        cases.change_person(person=person, changes=changes, version=told.version, by=by, on=on)
    return person


@transaction.atomic
def decide_with_place(
    *, referral: Referral, choice: triage.Choice, locality: Locality | None, by: User, on: date
) -> TriageDecision:
    """Decide a referral whose address did not say its locality, which the officer now does.

    With no locality given it is plain `decide`. Raises EditConflict when the home or the
    referral was changed in between.
    """
    if locality and referral.locality_id is None:
        if home := referral.home:
            known = {"locality": locality, "locality_reason": CHOSEN_AT_TRIAGE}
            save_changes(home, known, by=by, version=home.version)
        save_changes(referral, {"locality": locality}, by=by, version=referral.version)
    return triage.decide(referral=referral, choice=choice, by=by, on=on)
