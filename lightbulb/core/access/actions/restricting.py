"""Restricting who may see a record, and lifting that again."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from lightbulb.core.access.access import why_not_manage_restricted, why_not_restrict
from lightbulb.core.access.models import Restriction, RestrictionName
from lightbulb.core.access.refusal import require
from lightbulb.core.access.sight import forget_kept
from lightbulb.core.access.subjects import PERSON
from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import AlreadyDone, Place, record
from lightbulb.core.staff.models import User
from lightbulb.core.verbs import Verb


@transaction.atomic
def restrict(*, restriction: Restriction, named: Iterable[User], by: User, on: date) -> Restriction:
    """Restrict a record from today. It comes unsaved, with its subject, kind and reason.

    Raises ValidationError without a reason, or when nobody is named to be shut out.
    """
    require(why_not_restrict(by, on=on))
    people = sorted(set(named), key=lambda user: user.pk)
    if not people:
        raise ValidationError("Name at least one person.")
    restriction.starts_on, restriction.made_by = on, by
    return _made(restriction, people, by=by, on=on)


@transaction.atomic
def take_same_restrictions(
    *, person_id: UUID, of_person_id: UUID, by: Actor, on: date
) -> list[Restriction]:
    """Put on one person whatever is in force on another, as for two records of one person.

    Nobody has to be allowed to: it follows from what is restricted already.
    """
    held = {_alike(each) for each in _standing_on(person_id, on=on)}
    return [
        _made(_copy(each, person_id, on=on), [name.user for name in each.named], by=by, on=on)
        for each in _standing_on(of_person_id, on=on)
        if _alike(each) not in held
    ]


def _standing_on(person_id: UUID, *, on: date) -> Iterable[Restriction]:
    return Restriction.objects.in_force(on).of((PERSON, person_id)).for_display()


def _alike(restriction: Restriction) -> tuple[str, frozenset[UUID]]:
    """What a restriction does: two of one kind that name the same people do the same."""
    return restriction.kind, frozenset(each.user_id for each in restriction.named)


def _copy(restriction: Restriction, person_id: UUID, *, on: date) -> Restriction:
    kept = ("kind", "subject_type", "reason", "review_on", "made_by")
    return Restriction(
        subject_id=person_id,
        person_id=person_id,
        starts_on=on,
        **{name: getattr(restriction, name) for name in kept},
    )


def _made(restriction: Restriction, people: list[User], *, by: Actor, on: date) -> Restriction:
    restriction.full_clean()
    restriction.save(force_insert=True)
    RestrictionName.objects.bulk_create(
        RestrictionName(
            restriction=restriction, user=user, named_on=on, named_by=restriction.made_by
        )
        for user in people
    )
    detail = {"kind": str(restriction.kind), "named": len(people)}
    _note(Verb.RESTRICTED, restriction, by=by, on=on, detail=detail)
    return restriction


@transaction.atomic
def lift(*, restriction: Restriction, by: User, on: date) -> Restriction:
    """Lift a restriction at once. Raises AlreadyDone when it was lifted before."""
    require(why_not_manage_restricted(by, on=on))
    restriction = _locked(restriction, Verb.RESTRICTION_LIFTED)
    restriction.lifted_on = on
    restriction.save(update_fields=["lifted_on"])
    _note(Verb.RESTRICTION_LIFTED, restriction, by=by, on=on)
    return restriction


@transaction.atomic
def name(*, restriction: Restriction, user: User, by: User, on: date) -> RestrictionName:
    """Name somebody: who may see, or who may not. Raises AlreadyDone when named already."""
    require(why_not_manage_restricted(by, on=on))
    restriction = _locked(restriction, Verb.RESTRICTION_NAMED)
    if restriction.names.standing().filter(user=user).exists():
        raise AlreadyDone(Verb.RESTRICTION_NAMED.word)
    named = RestrictionName.objects.create(
        restriction=restriction, user=user, named_on=on, named_by=by
    )
    _note(Verb.RESTRICTION_NAMED, restriction, by=by, on=on, detail={"user": user.pk})
    return named


@transaction.atomic
def remove_name(*, restriction: Restriction, user: User, by: User, on: date) -> None:
    """Take somebody's name out again. Raises AlreadyDone when it is not there.

    Raises ValidationError for the last name of those shut out: that is lifting it.
    """
    require(why_not_manage_restricted(by, on=on))
    restriction = _locked(restriction, Verb.RESTRICTION_NAME_REMOVED)
    if not restriction.names.standing().filter(user=user).update(removed_on=on):
        raise AlreadyDone(Verb.RESTRICTION_NAME_REMOVED.word)
    if not restriction.names.standing().exists():
        raise ValidationError("This is the last name. Lift the restriction instead.")
    _note(Verb.RESTRICTION_NAME_REMOVED, restriction, by=by, on=on, detail={"user": user.pk})


def _locked(restriction: Restriction, verb: Verb) -> Restriction:
    """The restriction as it is now, held until the transaction ends."""
    held = Restriction.objects.select_for_update(of=("self",)).get(pk=restriction.pk)
    if held.lifted_on is not None:
        raise AlreadyDone(verb.word)
    return held


def _note(verb: Verb, restriction: Restriction, *, by: Actor, **more: Any) -> None:
    """Write down what was done; whoever did it is asked anew what is kept from them."""
    place = Place(person_id=restriction.person_id, case_id=restriction.case_id)
    record(verb, restriction, by=by, place=place, **more)
    forget_kept(by)
