"""Restricting who may see a record: what it leaves, who may, and what it does to sight."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases.models import Case, Person
from lightbulb.core.access import actions
from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.models import Restriction
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.keys import new_key
from lightbulb.core.models import Event
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.record.requests import request_named
from lightbulb.core.staff.models import User
from tests.cases.factories import make_case, make_person, make_worker
from tests.core.access.factories import columns_of, make_restriction
from tests.core.factories import make_locality

ON = date(2026, 11, 23)
EXCLUDE = RestrictionKind.EXCLUDE


@pytest.fixture
def melton(db):
    return make_locality(name="Melton")


@pytest.fixture
def case(melton):
    return make_case(locality=melton)


@pytest.fixture
def meera(melton):
    return make_worker(locality=melton, name="Meera Wickfield")


@pytest.fixture
def bram(melton):
    return make_worker(locality=melton, name="Bram Candlewick")


@pytest.fixture
def desk(melton):
    return make_worker(locality=melton, role=RoleCode.ADULT_SAFEGUARDING, name="Theo Wick")


def restricted(record, *, by, named, kind=RestrictionKind.ALLOW_ONLY):
    restriction = Restriction(kind=kind, reason="In hiding", **columns_of(record))
    return actions.restrict(restriction=restriction, named=named, by=by, on=ON)


def sees(user, case, *, on=ON):
    """As on their next page: what is kept from somebody is asked once a request."""
    user = User.objects.get(pk=user.pk)
    return Case.objects.visible_to(user, on=on).filter(pk=case.pk).exists()


def test_only_those_named_see_a_restricted_person_and_their_cases(case, meera, bram, desk):
    restricted(case.person, by=meera, named=[meera])
    assert [sees(user, case) for user in (meera, bram, desk)] == [True, False, True]
    assert not Person.objects.visible_to(bram, on=ON).exists()


def test_a_restricted_case_hides_itself_and_not_its_person(case, meera, bram):
    other = make_case(person=case.person, locality=case.locality)
    restricted(case, by=meera, named=[meera])
    assert [sees(bram, each) for each in (case, other)] == [False, True]
    assert Person.objects.visible_to(bram, on=ON).exists()


@pytest.mark.parametrize("role", [RoleCode.HUB_MANAGER, RoleCode.ADULT_SAFEGUARDING])
def test_somebody_shut_out_sees_nothing_whatever_their_role(case, meera, melton, role):
    shut_out = make_worker(locality=melton, role=role, name="Cy Wick")
    restricted(case.person, by=meera, named=[shut_out], kind=EXCLUDE)
    assert not sees(shut_out, case)
    assert sees(meera, case)


def test_being_named_does_not_help_somebody_shut_out(case, meera, bram):
    restricted(case.person, by=meera, named=[meera, bram])
    restricted(case, by=meera, named=[bram], kind=EXCLUDE)
    assert not sees(bram, case)


def test_it_begins_on_its_day_and_ends_at_once_when_lifted(case, meera, bram, desk):
    restriction = restricted(case, by=meera, named=[meera])
    assert sees(bram, case, on=ON - timedelta(days=1))
    actions.lift(restriction=restriction, by=desk, on=ON)
    assert sees(bram, case)
    with pytest.raises(AlreadyDone):
        actions.lift(restriction=restriction, by=desk, on=ON)


def test_a_name_is_added_and_taken_out(case, meera, bram, desk):
    restriction = restricted(case, by=meera, named=[meera])
    actions.name(restriction=restriction, user=bram, by=desk, on=ON)
    assert sees(bram, case)
    actions.remove_name(restriction=restriction, user=bram, by=desk, on=ON)
    assert not sees(bram, case)
    with pytest.raises(ValidationError, match="last name"):
        actions.remove_name(restriction=restriction, user=meera, by=desk, on=ON)


def test_a_worker_restricts_and_only_a_desk_lifts_and_names(case, meera, bram, melton):
    restriction = restricted(case, by=meera, named=[meera])
    for refused in (
        lambda: actions.lift(restriction=restriction, by=meera, on=ON),
        lambda: actions.name(restriction=restriction, user=bram, by=meera, on=ON),
        lambda: actions.remove_name(restriction=restriction, user=meera, by=meera, on=ON),
    ):
        with pytest.raises(PermissionDenied, match="A safeguarding desk"):
            refused()
    auditor = make_worker(locality=melton, role=RoleCode.AUDITOR)
    with pytest.raises(PermissionDenied, match="does not restrict"):
        restricted(case, by=auditor, named=[meera])


def test_somebody_has_to_be_named_and_a_reason_given(case, meera):
    with pytest.raises(ValidationError, match="at least one"):
        restricted(case, by=meera, named=[])
    silent = Restriction(kind=EXCLUDE, **columns_of(case))
    with pytest.raises(ValidationError, match="reason"):
        actions.restrict(restriction=silent, named=[meera], by=meera, on=ON)
    assert not Restriction.objects.exists()


def test_the_event_says_what_kind_and_how_many_and_no_words(case, meera, bram):
    with request_named(new_key()):
        restricted(case, by=meera, named=[meera, bram])
    event = Event.objects.get(verb="restricted")
    assert event.detail == {"kind": "allow_only", "named": 2}
    assert (event.case_id, event.person_id) == (case.pk, case.person_id)


def test_another_record_of_the_person_takes_the_same_restrictions(case, meera, bram):
    restricted(case.person, by=meera, named=[meera])
    make_restriction(case.person, kind=EXCLUDE, named=[bram], lifted=True)
    twin = make_person()
    actions.take_same_restrictions(person_id=twin.pk, of_person_id=case.person_id, by=bram, on=ON)
    made = Restriction.objects.get(person_id=twin.pk)
    assert (made.kind, made.reason) == ("allow_only", "In hiding")
    assert not sees(bram, make_case(person=twin, locality=case.locality))
