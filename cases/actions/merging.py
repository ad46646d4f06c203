"""Saying that two records are one person, or are not; each can be taken back."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_merge_people
from cases.enums import MatchState
from cases.models import Person, PersonMerge, PossibleMatch
from cases.models.merging import PossibleMatchQuerySet
from cases.verbs import Verb
from cases.workflow import MATCH
from lightbulb.core.access.actions import take_same_restrictions
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import Place, record
from lightbulb.core.staff.models import User


@transaction.atomic
def merge_people(*, kept: Person, merged: Person, by: User, on: date) -> PersonMerge:
    """From now on the one record stands for both. Nothing is moved: each keeps its history.

    What is restricted of either is restricted of both.

    Raises ValidationError when one of them was merged in between.
    """
    require(why_not_merge_people(by, on=on))
    people = locked({kept.pk, merged.pk})
    if len(people) < 2 or any(person.merged_into_id for person in people.values()):
        raise ValidationError("One of these records was merged in between. Look at them again.")
    merge = PersonMerge.objects.create(kept=kept, merged=merged, merged_on=on, merged_by=by)
    take_same_restrictions(person_id=kept.pk, of_person_id=merged.pk, by=by, on=on)
    point_to_who_stands({kept.pk, merged.pk})
    for match in among({kept.pk, merged.pk}).waiting():
        if is_one(match):
            decide(match, "merge", by=by, on=on)
    detail, place = {"merge": merge.pk, "merged": merged.pk}, Place(person_id=kept.pk)
    record(Verb.PEOPLE_MERGED, merge, by=by, on=on, detail=detail, place=place)
    return merge


@transaction.atomic
def part_people(*, merge: PersonMerge, by: User, on: date) -> None:
    """Take a merge back: both records stand for themselves again, with all they had.

    A restriction made while they were one stays on both: the desk lifts what is too much.

    Raises ValidationError when it was taken back before.
    """
    require(why_not_merge_people(by, on=on))
    merge = PersonMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.parted_on:
        raise ValidationError("These records were parted before.")
    stood = merge.merged.canonical
    take_same_restrictions(person_id=merge.merged_id, of_person_id=stood.pk, by=by, on=on)
    merge.parted_on, merge.parted_by = on, by
    merge.save(update_fields=["parted_on", "parted_by"])
    point_to_who_stands({merge.kept_id, merge.merged_id})
    for match in among({merge.kept_id, merge.merged_id}).filter(state=MatchState.ONE_PERSON):
        if not is_one(match):
            undecide(match)
    detail, place = {"merge": merge.pk, "merged": merge.merged_id}, Place(person_id=merge.kept_id)
    record(Verb.PEOPLE_PARTED, merge, by=by, on=on, detail=detail, place=place)


@transaction.atomic
def tell_apart(*, match: PossibleMatch, by: User, on: date) -> None:
    """Two people who are only alike. Raises NotAllowed when it was decided in between."""
    require(why_not_merge_people(by, on=on))
    decide(match, "tell_apart", by=by, on=on)
    detail, place = {"other": match.second_id}, Place(person_id=match.first_id)
    record(Verb.PEOPLE_TOLD_APART, match, by=by, on=on, detail=detail, place=place)


@transaction.atomic
def look_again(*, match: PossibleMatch, by: User, on: date) -> None:
    """Take back that they are two people. Raises NotAllowed unless that was said."""
    require(why_not_merge_people(by, on=on))
    undecide(match)
    detail, place = {"other": match.second_id}, Place(person_id=match.first_id)
    record(Verb.MATCH_REOPENED, match, by=by, on=on, detail=detail, place=place)


def decide(match: PossibleMatch, event: str, *, by: User, on: date) -> None:
    current = PossibleMatch.objects.select_for_update(of=("self",)).get(pk=match.pk)
    match.state = current.state = MATCH.next_state(current.state, event)
    current.decided_on, current.decided_by = on, by
    current.save(update_fields=["state", "decided_on", "decided_by"])


def undecide(match: PossibleMatch) -> None:
    current = PossibleMatch.objects.select_for_update(of=("self",)).get(pk=match.pk)
    match.state = current.state = MATCH.next_state(current.state, "look_again")
    current.decided_on = current.decided_by = None
    current.save(update_fields=["state", "decided_on", "decided_by"])


def pair(one: UUID, other: UUID) -> PossibleMatchQuerySet:
    return PossibleMatch.objects.filter(first__in=(one, other), second__in=(one, other))


def among(keys: set[UUID]) -> PossibleMatchQuerySet:
    """The pairs among these people and all that merges have ever joined them to."""
    together = joined_to(keys)
    pairs = PossibleMatch.objects.filter(first__in=together, second__in=together)
    return pairs.select_related("first__merged_into", "second__merged_into")


def is_one(match: PossibleMatch) -> bool:
    return match.first.canonical == match.second.canonical


def locked(keys: Iterable[UUID]) -> dict[UUID, Person]:
    """Rows in the order of their keys, so that two merges never wait for each other."""
    people = Person.objects.select_for_update(of=("self",)).order_by("pk")
    return {person.pk: person for person in people.filter(pk__in=set(keys))}


def point_to_who_stands(keys: set[UUID]) -> None:
    """Work out `merged_into` anew for everybody whom the merges that stand join to these."""
    together = joined_to(keys)
    locked(together)
    standing = PersonMerge.objects.filter(parted_on=None, merged__in=together)
    into = dict(standing.values_list("merged", "kept"))
    for key in sorted(together):
        root = key
        while root in into:
            root = into[root]
        Person.objects.filter(pk=key).update(merged_into=None if root == key else root)


def joined_to(keys: set[UUID]) -> set[UUID]:
    """These people and all that merges have ever joined them to, near or far."""
    known, fresh = set(keys), set(keys)
    while fresh:
        merges = PersonMerge.objects.filter(kept__in=fresh).values_list("merged", flat=True)
        others = PersonMerge.objects.filter(merged__in=fresh).values_list("kept", flat=True)
        fresh = ({*merges} | {*others}) - known
        known |= fresh
    return known
