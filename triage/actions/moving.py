"""Putting a referral that was filed under the wrong person under the right one."""

from datetime import date

from django.db import transaction

from cases.models import Person
from lightbulb.core.access.refusal import require
from lightbulb.core.record import outbox
from lightbulb.core.record.events import Place, record
from lightbulb.core.record.revisions import save_changes
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed
from triage.access import why_not_move_referral, why_not_move_to
from triage.actions.taking import rank
from triage.models import Referral, ReferralMove
from triage.verbs import Verb

WITH_THE_PERSON = ("person", "home", "locality", "score", "priority", "ranks_from")


@transaction.atomic
def move_referral(
    *, referral: Referral, to: Person, reason: str, version: int, by: User, on: date
) -> Referral:
    """Move it with a reason; moving it back is the same verb.

    The home goes along when it is the one known of the person; an address told on the call
    stays. Both people's workers are told. Raises NotAllowed when it is decided or for the
    person chosen, EditConflict when it was changed since `version`, and ValidationError
    without a reason.
    """
    require(why_not_move_referral(by, on=on))
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if refusal := why_not_move_to(referral, to):
        raise NotAllowed(refusal)
    before = referral.person
    move = ReferralMove(
        referral=referral, before=before, after=to, reason=reason, moved_on=on, moved_by=by
    )
    move.full_clean()
    save_changes(referral, moved(referral, to, on=on), by=by, version=version)
    move.save(force_insert=True)
    detail: dict[str, object] = {"referral": referral.pk, "before": before.pk, "after": to.pk}
    here = Place(person_id=to.pk, locality_id=referral.locality_id)
    away = Place(person_id=before.pk)
    record(Verb.REFERRAL_MOVED, referral, by=by, on=on, detail=detail, place=here)
    record(Verb.REFERRAL_MOVED, before, by=by, on=on, detail=detail, place=away)
    outbox.put("tell_of_move", key=f"moved:{move.pk}", payload={"move": str(move.pk)})
    return referral


def moved(referral: Referral, to: Person, *, on: date) -> dict[str, object]:
    """What changes with the person: where it is, and how it ranks."""
    as_moved = Referral.objects.get(pk=referral.pk)
    if as_moved.home_id == as_moved.person.home_id:
        as_moved.home = to.home
        as_moved.locality = to.home.locality if to.home else None
    as_moved.person = to
    rank(as_moved, on=on)
    return {name: getattr(as_moved, name) for name in WITH_THE_PERSON}
