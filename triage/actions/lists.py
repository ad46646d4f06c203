"""Taking a practice's list, what people answer, and forgetting it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from lightbulb.core.access.refusal import require
from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import AlreadyDone, record
from lightbulb.core.staff.models import User
from triage.access import why_not_keep_lists
from triage.enums import InvitationState
from triage.models import Invitation, PracticeList, Referral
from triage.models.lists import InvitationQuerySet
from triage.verbs import Verb
from triage.workflow import INVITATION

# An example, to be confirmed by the controllers: a list is held no longer than this.
LONGEST = timedelta(days=183)
BLANK = dict.fromkeys(("first_name", "last_name", "address", "town", "postcode"), "")


@transaction.atomic
def take_list(
    *, practice_list: PracticeList, invitations: Sequence[Invitation], by: User, on: date
) -> PracticeList:
    """Keep a list and its invitations, which come unsaved. No referral is made of them.

    Raises ValidationError without an agreement, without anybody to invite, or for a day to
    forget it that is not after today or too far off.
    """
    require(why_not_keep_lists(by, on=on))
    if not invitations:
        raise ValidationError("There is nobody in this file who can be invited.")
    if practice_list.purge_on > on + LONGEST:
        raise ValidationError(f"A list is held for {LONGEST.days} days at most.")
    practice_list.loaded_on, practice_list.loaded_by = on, by
    practice_list.full_clean()
    practice_list.save(force_insert=True)
    for each in invitations:
        each.list = practice_list
        each.full_clean()
    Invitation.objects.bulk_create(invitations)
    detail = {"number": len(invitations), "left_out": practice_list.left_out}
    record(Verb.LIST_TAKEN, practice_list, by=by, on=on, detail=detail)
    return practice_list


def note_opened(practice_list: PracticeList, *, by: User, on: date) -> None:
    """Leave a trace of who read the names of a list: they are nobody's record yet, so the
    record of looks cannot hold them."""
    with transaction.atomic():
        record(Verb.LIST_OPENED, practice_list, by=by, on=on)


@transaction.atomic
def note_letters_sent(*, practice_list: PracticeList, by: User, on: date) -> PracticeList:
    """Record that the letters went. Raises AlreadyDone when they did before."""
    require(why_not_keep_lists(by, on=on))
    held = PracticeList.objects.select_for_update(of=("self",)).get(pk=practice_list.pk)
    if held.sent_on:
        raise AlreadyDone(Verb.INVITATIONS_SENT.word)
    held.sent_on = on
    held.save(update_fields=["sent_on"])
    number = held.invitations.count()
    record(Verb.INVITATIONS_SENT, held, by=by, on=on, detail={"number": number})
    return held


@transaction.atomic
def note_answers(
    *, invitations: Iterable[Invitation], step: str, by: User, on: date
) -> list[Invitation]:
    """Record one answer of several: "decline", "move" or "die". What they said is kept, and
    their name and address are not. Raises NotAllowed when one has answered already."""
    require(why_not_keep_lists(by, on=on))
    found = _locked(invitations)
    for each in found:
        each.state = INVITATION.next_state(each.state, step)
        each.answered_on = on
        _forget(each)
        detail = {"invitation": each.pk, "answer": str(each.state)}
        record(Verb.INVITATION_ANSWERED, each, by=by, on=on, detail=detail)
    return found


@transaction.atomic
def note_yes(*, invitation: Invitation, referral: Referral, by: User, on: date) -> Invitation:
    """Record that somebody wants a visit: from now on their referral holds who they are.

    Raises NotAllowed when they have answered already.
    """
    require(why_not_keep_lists(by, on=on))
    (held,) = _locked([invitation])
    held.state = INVITATION.next_state(held.state, "accept")
    held.answered_on, held.referral = on, referral
    _forget(held)
    detail = {"invitation": held.pk, "answer": str(held.state), "referral": referral.pk}
    record(Verb.INVITATION_ANSWERED, held, by=by, on=on, detail=detail)
    return held


@transaction.atomic
def purge_list(*, practice_list: PracticeList, by: Actor, on: date) -> PracticeList:
    """Forget whoever has not answered; how many answered what is kept. Doing it again changes
    nothing. Whoever's day it is may: the list itself says so."""
    held = PracticeList.objects.select_for_update(of=("self",)).get(pk=practice_list.pk)
    if held.purged_on or held.purge_on > on:
        return held
    held.counts = dict(Counter(held.invitations.values_list("state", flat=True)))
    gone, _ = held.invitations.filter(state=InvitationState.INVITED).delete()
    held.purged_on = on
    held.save(update_fields=["counts", "purged_on"])
    record(Verb.LIST_PURGED, held, by=by, on=on, detail={"number": gone})
    return held


def _locked(invitations: Iterable[Invitation]) -> list[Invitation]:
    keys = {each.pk for each in invitations}
    rows: InvitationQuerySet = Invitation.objects.select_for_update(of=("self",)).order_by("pk")
    return list(rows.filter(pk__in=keys))


def _forget(invitation: Invitation) -> None:
    for name, nothing in BLANK.items():
        setattr(invitation, name, nothing)
    invitation.save()
