"""Worlds in which somebody may see something: a fixed cast, and what is drawn around it.

The people, cases and referrals are written once. A world says who holds which membership,
who leads what, what is restricted and what is open in an emergency; it is laid over the
cast in bulk, asked, and rolled back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st

from cases.enums import CaseKind
from cases.models import Case, Person
from cases.references import new_reference
from lightbulb.core.access.enums import EmergencyReason, RestrictionKind
from lightbulb.core.access.models import (
    OPEN_FOR,
    EmergencyAccess,
    Restriction,
    RestrictionName,
)
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.enums import Basis
from lightbulb.core.staff.models import Membership, User
from tests.cases.factories import make_home, make_person
from tests.core.access.factories import columns_of
from tests.core.factories import FIRST_DAY, make_locality, make_organisation, make_user
from triage.enums import Door, Need, Source
from triage.models import Referral

ON = date(2026, 11, 23)
USERS, PLACES, PEOPLE, CASES, REFERRALS = 2, 2, 4, 5, 4
STANDING = 2  # of the people: the others may be merged into one of these
SPANS = {  # of a membership: first and last day, as days from ON; None is no last day
    "in force": (-30, None),
    "from today": (0, None),
    "until today": (-30, 0),
    "until yesterday": (-30, -1),
    "from tomorrow": (1, None),
}


@dataclass
class Cast:
    """Who and what every world is made of."""

    users: list[User]
    places: list[Locality]
    people: list[Person]
    cases: list[Case]
    referrals: list[Referral]

    @property
    def records(self) -> list[Any]:
        return [*self.people, *self.cases, *self.referrals]


def write_cast() -> Cast:
    users = [make_user(name=f"User {number}", password=None) for number in range(USERS)]
    places = [make_locality(name=f"Place {number}") for number in range(PLACES)]
    homes = [make_home(locality=place) for place in places]
    people = [make_person(given_name=str(n), home=homes[n % PLACES]) for n in range(PEOPLE)]
    funder = make_organisation(name="Elmshire Trust")
    cases = [new_case(people[n % 3], places[n % PLACES], funder, n) for n in range(CASES)]
    cases = Case.objects.bulk_create(cases)
    told = [new_referral(people[n % PEOPLE], places[n % PLACES], n) for n in range(REFERRALS)]
    told[0].case = cases[0]
    return Cast(users, places, people, cases, Referral.objects.bulk_create(told))


def new_case(person: Person, place: Locality, funder: Any, number: int) -> Case:
    """The last is a hospital's, without a locality."""
    hospital = number == CASES - 1
    return Case(
        reference=new_reference(),
        person=person,
        kind=CaseKind.HOSPITAL if hospital else CaseKind.LOCALITY,
        locality=None if hospital else place,
        funder=funder if hospital else None,
        opened_on=ON,
        stage_since=ON,
        waiting_since=ON,
    )


def new_referral(person: Person, place: Locality, number: int) -> Referral:
    return Referral(
        reference=new_reference(),
        door=Door.CSC,
        source=Source.FAMILY,
        received_on=ON,
        ranks_from=ON,
        needs=[Need.BATHING],
        person=person,
        locality=None if number == REFERRALS - 1 else place,
    )


# --- What is drawn -----------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """Everything by its number in the cast."""

    memberships: tuple[tuple[int, str, str, str, frozenset[int]], ...]
    leaders: tuple[int | None, ...]
    restrictions: tuple[tuple[int, str, frozenset[int]], ...]
    openings: tuple[tuple[int, int, int], ...]  # user, record, hours ago
    left: frozenset[int] = frozenset()
    merged: tuple[int | None, ...] = (None,) * (PEOPLE - STANDING)  # into whom, of the others


def numbers(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most - 1)


memberships = st.tuples(
    numbers(USERS),
    st.sampled_from(RoleCode.values),
    st.sampled_from(Basis.values),
    st.sampled_from(sorted(SPANS)),
    st.frozensets(numbers(PLACES), max_size=2),
)
restrictions = st.tuples(
    numbers(PEOPLE + CASES + REFERRALS),
    st.sampled_from(RestrictionKind.values),
    st.frozensets(numbers(USERS), max_size=2),
)
openings = st.tuples(
    numbers(USERS), numbers(PEOPLE + CASES + REFERRALS), st.sampled_from([0, 7, 8])
)
worlds = st.builds(
    World,
    memberships=st.lists(memberships, min_size=1, max_size=4).map(tuple),
    leaders=st.tuples(*[st.none() | numbers(USERS)] * CASES),
    restrictions=st.lists(restrictions, max_size=3).map(tuple),
    openings=st.lists(openings, max_size=2).map(tuple),
    left=st.frozensets(numbers(USERS), max_size=1),
    merged=st.tuples(*[st.none() | numbers(STANDING)] * (PEOPLE - STANDING)),
)


# --- Laid over the cast ------------------------------------------------------------------


@contextmanager
def laid_out(cast: Cast, world: World) -> Iterator[list[User]]:
    """The users as the database has them in this world; afterwards it was never there."""
    with transaction.atomic():
        write_memberships(cast, world)
        write_restrictions(cast, world)
        write_openings(cast, world)
        for number, case in enumerate(cast.cases):
            leader = world.leaders[number]
            case.lead_worker = None if leader is None else cast.users[leader]
        Case.objects.bulk_update(cast.cases, ["lead_worker"])
        for person, into in zip(cast.people[STANDING:], world.merged, strict=True):
            person.merged_into = None if into is None else cast.people[into]
        Person.objects.bulk_update(cast.people[STANDING:], ["merged_into"])
        left = [cast.users[number].pk for number in world.left]
        User.objects.filter(pk__in=left).update(is_active=False)
        yield list(User.objects.order_by("name"))
        transaction.set_rollback(True)


def write_memberships(cast: Cast, world: World) -> None:
    organisation = cast.places[0].organisation
    made = []
    for user, role, basis, span, _ in world.memberships:
        first, last = SPANS[span]
        made.append(
            Membership(
                user=cast.users[user],
                organisation=organisation,
                role=role,
                basis=basis,
                starts_on=ON + timedelta(days=first),
                ends_on=None if last is None else ON + timedelta(days=last),
            )
        )
    Membership.objects.bulk_create(made)
    through = Membership.localities.through
    through.objects.bulk_create(
        through(membership_id=membership.pk, locality_id=cast.places[place].pk)
        for membership, (*_, places) in zip(made, world.memberships, strict=True)
        for place in places
    )


def write_restrictions(cast: Cast, world: World) -> None:
    made = [
        Restriction(
            kind=kind, reason="Example", starts_on=FIRST_DAY, **columns_of(cast.records[record])
        )
        for record, kind, _ in world.restrictions
    ]
    Restriction.objects.bulk_create(made)
    RestrictionName.objects.bulk_create(
        RestrictionName(restriction=restriction, user=cast.users[user], named_on=FIRST_DAY)
        for restriction, (*_, users) in zip(made, world.restrictions, strict=True)
        for user in users
    )


def write_openings(cast: Cast, world: World) -> None:
    now = timezone.now()
    EmergencyAccess.objects.bulk_create(
        EmergencyAccess(
            user=cast.users[user],
            why=EmergencyReason.SAFEGUARDING,
            reason="Example",
            opened_at=now - timedelta(hours=hours),
            closes_at=now - timedelta(hours=hours) + OPEN_FOR,
            **columns_of(cast.records[record]),
        )
        for user, record, hours in world.openings
    )
