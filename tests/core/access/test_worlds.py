"""What the database lets somebody see is what Python says of each record, in any world.

And a restriction more, or a membership less, never shows more.
"""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cases.models import Case, Person
from lightbulb.core.access import sight
from lightbulb.core.access.models import Restriction
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.scope import Scope
from lightbulb.core.access.sight import is_opened, judge, sees
from lightbulb.core.staff.models import User
from tests.core.access.worlds import ON, Cast, World, laid_out, restrictions, worlds, write_cast
from triage.models import Referral

MODELS = (Person, Case, Referral)
LIGHT = settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
FEWER = settings(LIGHT, max_examples=20)


@pytest.fixture
def cast(db, monday):
    return write_cast()


def by_the_database(user: User) -> set[Any]:
    return {
        record.pk for model in MODELS for record in model.objects.visible_to(user, on=ON).only("pk")
    }


def in_python(cast: Cast, user: User, standing: list[Restriction]) -> set[Any]:
    """The keys of what Python says may be seen: a person through a case or a referral."""

    def says(record: Any, permission: Permission) -> bool:
        return sees(user, permission, record.as_subject(), standing, on=ON)

    cases = [each for each in cast.cases if says(each, Permission.READ_CASES)]
    told = [each for each in cast.referrals if says(each, Permission.READ_REFERRALS)]
    through = {each.person_id for each in (*cases, *told)}
    everybody = Scope.of(user, Permission.FIND_EVERYBODY, on=ON).everywhere
    people = {
        each.pk
        for each in cast.people
        if not judge(user, each.as_subject(), standing, on=ON)
        and (everybody or each.pk in through or is_opened(user, each.as_subject()))
    }
    return people | {each.pk for each in (*cases, *told)}


def restrictions_now() -> list[Restriction]:
    return list(Restriction.objects.in_force(ON).for_display())


def the_same(cast: Cast, world: World) -> None:
    with laid_out(cast, world) as users:
        standing = restrictions_now()
        for user in users:
            assert by_the_database(user) == in_python(cast, user, standing)


def never_wider(cast: Cast, before: World, after: World) -> None:
    with laid_out(cast, before) as users:
        seen = {user.pk: by_the_database(user) for user in users}
    with laid_out(cast, after) as users:
        for user in users:
            assert by_the_database(user) <= seen[user.pk]


def test_sql_and_python_agree(cast):
    LIGHT(given(worlds)(lambda world: the_same(cast, world)))()


def test_they_agree_where_too_much_is_hidden_to_carry_its_keys(cast, monkeypatch):
    """In the worlds where somebody is kept from anything, it is asked for with each question."""
    monkeypatch.setattr(sight, "MOST_CARRIED", 0)
    FEWER(given(worlds)(lambda world: the_same(cast, world)))()


def test_one_restriction_more_never_shows_more(cast):
    def check(world: World, further: tuple[Any, ...]) -> None:
        after = replace(world, restrictions=(*world.restrictions, further))
        never_wider(cast, world, after)

    FEWER(given(worlds, restrictions)(check))()


def test_one_membership_less_never_shows_more(cast):
    def check(world: World, number: int) -> None:
        left = [*world.memberships]
        left.pop(number % len(left))
        never_wider(cast, world, replace(world, memberships=tuple(left)))

    FEWER(given(worlds, st.integers(0, 3))(check))()


@pytest.mark.large
def test_sql_and_python_agree_in_thousands_of_worlds(cast):
    settings(LIGHT, max_examples=5000)(given(worlds)(lambda world: the_same(cast, world)))()
