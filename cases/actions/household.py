"""Who lives with somebody, who moved out, and who of them cares for the person."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from cases.access import why_not_work
from cases.actions.people import add_person, change_person
from cases.actions.steps import place_of
from cases.models import Carer, Case, Home, HouseholdMember, Person
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.record.revisions import save_changes
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed

A_DAY_GONE_BY = "The day is today or before."


@transaction.atomic
def join_household(
    *, case: Case, person: Person, relation: str, since: date, by: User, on: date
) -> HouseholdMember:
    """Write down that somebody lives in the home of a case; they may come unsaved.

    Whoever lived elsewhere moves: this home becomes their address, and where they lived
    stays in the history. Raises NotAllowed when they live here already or no home is known,
    ValidationError for a day to come.
    """
    require(why_not_work(by, case, on=on))
    home = home_of(case)
    if since > on:
        raise ValidationError({"since": A_DAY_GONE_BY})
    found = add_to(home, person, by=by, on=on) if person._state.adding else None
    member = found or move_in(person, home, since=since, by=by, on=on)
    member.relation, member.starts_on = relation, since
    member.full_clean()
    member.save(update_fields=["relation", "starts_on"])
    detail = {"member": member.pk}
    record(Verb.HOUSEHOLD_JOINED, member, by=by, on=on, detail=detail, place=place_of(case))
    return member


def home_of(case: Case) -> Home:
    if case.home is None:
        raise NotAllowed("No home is recorded in this case, so nobody can live in it.")
    return case.home


def add_to(home: Home, person: Person, *, by: User, on: date) -> HouseholdMember:
    person.home = home
    return HouseholdMember.objects.get(person=add_person(person=person, by=by, on=on))


def move_in(person: Person, home: Home, *, since: date, by: User, on: date) -> HouseholdMember:
    """Somebody known comes to live here; where they lived ends on the day they came."""
    kept = person.canonical
    person = Person.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    living = HouseholdMember.objects.filter(person__in=person.all_ids(), ends_on=None)
    if living.filter(home=home).exists():
        raise NotAllowed(f"{person.full_name} lives here already.")
    living.update(ends_on=Greatest(F("starts_on"), Value(since)))
    changes = {"home": home}
    change_person(person=person, changes=changes, version=person.version, by=by, on=on)
    here, _ = person.households.get_or_create(home=home, ends_on=None, defaults={"starts_on": on})
    found: HouseholdMember = here
    return found


@transaction.atomic
def leave_household(
    *, case: Case, member: HouseholdMember, until: date, by: User, on: date
) -> HouseholdMember:
    """Write down that somebody lives in the home of a case no more. The row stays.

    Where they live now is not known until somebody writes it down; of somebody who has died
    the last address is kept. Raises NotAllowed when they left already or the case is their
    own, ValidationError for a day that cannot be.
    """
    require(why_not_work(by, case, on=on))
    member = HouseholdMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if member.ends_on:
        raise NotAllowed("That they left is written down already.")
    if member.person.canonical == case.person.canonical:
        raise NotAllowed("This case is their own. Close it, or move it to where they live now.")
    if until > on:
        raise ValidationError({"until": A_DAY_GONE_BY})
    member.ends_on = until
    member.full_clean()
    member.save(update_fields=["ends_on"])
    forget_address(member, by=by)
    detail = {"member": member.pk, "until": until}
    record(Verb.HOUSEHOLD_LEFT, member, by=by, on=on, detail=detail, place=place_of(case))
    return member


def forget_address(member: HouseholdMember, *, by: User) -> None:
    people = Person.objects.select_for_update(of=("self",)).filter(
        pk__in=member.person.all_ids(), home=member.home_id, died_on=None
    )
    for person in people.order_by("pk"):
        save_changes(person, {"home": None}, by=by, version=person.version)


@transaction.atomic
def name_carer(*, case: Case, carer: Person, by: User, on: date) -> Carer:
    """Write down that somebody cares for the person of a case, from today.

    Raises NotAllowed when they are their carer already.
    """
    require(why_not_work(by, case, on=on))
    pair = {"person": case.person.canonical, "carer": carer.canonical}
    if caring(case, carer).exists():
        raise NotAllowed(f"{carer.canonical.full_name} is written down as their carer already.")
    ended_today = Carer.objects.filter(**pair, ends_on=on).first()
    named = ended_today or Carer(**pair, starts_on=on)
    named.ends_on = None
    named.full_clean()
    named.save()
    detail = {"carer": named.pk}
    record(Verb.CARER_NAMED, named, by=by, on=on, detail=detail, place=place_of(case))
    return named


@transaction.atomic
def add_carer(*, case: Case, carer: Person, by: User, on: date) -> Carer:
    """Write down a carer who lives elsewhere; they may come unsaved, and keep their address.

    They have to have said that they may be written down. Raises NotAllowed as `name_carer`.
    """
    require(why_not_work(by, case, on=on))
    known = add_person(person=carer, by=by, on=on) if carer._state.adding else carer
    return name_carer(case=case, carer=known, by=by, on=on)


def caring(case: Case, carer: Person) -> QuerySet[Carer]:
    """The rows that say so, whatever records stand for either of them."""
    return Carer.objects.filter(
        person__in=case.person.all_ids(), carer__in=carer.all_ids(), ends_on=None
    )


@transaction.atomic
def end_carer(*, case: Case, carer: Person, by: User, on: date) -> None:
    """Write down that they care for the person no more. Raises NotAllowed when they do not."""
    require(why_not_work(by, case, on=on))
    pairs = caring(case, carer).select_for_update(of=("self",))
    for named in pairs:
        named.ends_on = on
        named.save(update_fields=["ends_on"])
        detail = {"carer": named.pk}
        record(Verb.CARER_ENDED, named, by=by, on=on, detail=detail, place=place_of(case))
    if not pairs:
        raise NotAllowed("They are not written down as their carer.")
