"""Everybody in a home as somebody may see them: who lives there, who left, who cares."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from cases.extension_points import Known
from cases.find import with_help
from cases.models import Carer, Case, HouseholdMember, Person
from lightbulb.core.staff.models import User


@dataclass(frozen=True, kw_only=True)
class Living:
    """Somebody in the home, with what of theirs the reader may open.

    `referral` is the latest of their own that the reader may open; `is_known` says that they
    have a case or a referral, whether or not the reader may open it.
    """

    member: HouseholdMember
    person: Person
    cases: list[Case] = field(default_factory=list)
    referral: Known | None = None
    is_known: bool = False
    cares: bool = False
    risks: list[str] = field(default_factory=list)

    @property
    def needs_asking(self) -> bool:
        """A carer without a case or referral of their own: they may need help too."""
        return self.cares and not self.is_known


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Somebody who cares for the person and does not live there."""

    person: Person
    since: date
    cases: list[Case]
    referral: Known | None
    is_known: bool


@dataclass(frozen=True)
class Household:
    living: list[Living]
    left: list[Living]
    elsewhere: list[Elsewhere]

    @property
    def keys(self) -> list[UUID]:
        """Of every record of a person that is named."""
        everybody = [each.member.person for each in (*self.living, *self.left)]
        everybody += [each.person for each in self.elsewhere]
        return [key for person in everybody for key in person.keys]


def household_of(case: Case, *, user: User, on: date) -> Household:
    """Who lives and lived there besides the person, as far as no restriction keeps them
    from whoever reads; each once, whatever records stand for them."""
    members = members_of(case, user=user, on=on)
    carers = carers_of(case, on=on)
    keys = {member.person.canonical.pk for member in members} | carers.keys()
    people = Person.objects.filter(pk__in=keys).not_hidden_from(user, on=on)
    known = {person.pk: person for person in with_help(people, user=user, on=on)}
    rows = [
        living(member, known[key], cares=key in carers)
        for member in members
        if (key := member.person.canonical.pk) in known
    ]
    here = [row for row in rows if lives_there(row.member, on=on)]
    there = {row.person.pk for row in here}
    left = [row for row in rows if row not in here and row.person.pk not in there]
    elsewhere = [
        cares_from_elsewhere(known[key], since=since)
        for key, since in carers.items()
        if key in known and key not in there
    ]
    return Household(once_each(here), once_each(reversed(left)), elsewhere)


def members_of(case: Case, *, user: User, on: date) -> list[HouseholdMember]:
    """The rows of the home, the earliest first, but those of the person themselves."""
    shown = Person.objects.not_hidden_from(user, on=on)
    rows = HouseholdMember.objects.started_by(on).filter(home=case.home_id, person__in=shown)
    found = rows.select_related("person__merged_into").order_by("starts_on", "id")
    return [member for member in found if member.person.canonical != case.person.canonical]


def lives_there(member: HouseholdMember, *, on: date) -> bool:
    """Their last day there is not one on which they still live there: they left on it."""
    return member.ends_on is None or member.ends_on > on


def once_each(rows: Iterable[Living]) -> list[Living]:
    return list({row.person.pk: row for row in reversed(list(rows))}.values())[::-1]


def living(member: HouseholdMember, person: Any, *, cares: bool) -> Living:
    """What is known of one of them; `person` comes from `with_help`."""
    referrals = [known for known in person.known if known.url]
    return Living(
        member=member,
        person=person,
        cases=[case for case in person.seen_cases if case.is_open],
        referral=referrals[0] if referrals else None,
        is_known=bool(person.all_cases or person.known),
        cares=cares,
        risks=[*filter(None, [person.duty_first]), *person.risks],
    )


def cares_from_elsewhere(person: Any, *, since: date) -> Elsewhere:
    """What is known of a carer; `person` comes from `with_help`."""
    referrals = [known for known in person.known if known.url]
    return Elsewhere(
        person=person,
        since=since,
        cases=[case for case in person.seen_cases if case.is_open],
        referral=referrals[0] if referrals else None,
        is_known=bool(person.all_cases or person.known),
    )


def carers_of(case: Case, *, on: date) -> dict[UUID, date]:
    """Whoever cares for the person, by the key of who stands for them, and since when."""
    named = Carer.objects.in_force(on).filter(person__in=case.person.all_ids())
    rows = named.filter(ends_on=None).select_related("carer__merged_into")
    return {row.carer.canonical.pk: row.starts_on for row in rows.order_by("starts_on", "id")}
