"""A referral about somebody who may be known: said to who decides, and one once records are."""

from datetime import date

import pytest

from cases.actions import add_person, merge_people
from cases.models import Person
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.access.factories import make_restriction
from tests.triage.factories import new_referral
from triage.actions import log_referral
from triage.choices import same_person
from triage.gather import open_already
from triage.models import Referral

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def known_before(locality, **changes):
    told = {"given_name": "Dorothy", "family_name": "Pearse"} | changes
    return make_person(home=make_home(locality=locality), **told)


def referred(priya, locality):
    """A second record of Dorothy, as a form from outside makes it."""
    home = make_home(locality=locality)
    person = Person(
        given_name="Dorothy", family_name="Pearce", date_of_birth=date(1941, 3, 14), home=home
    )
    add_person(person=person, by=priya, on=MONDAY)
    return log_referral(referral=new_referral(person=person), by=priya, on=MONDAY)


def test_the_page_says_whom_this_may_be_and_who_helps_them(as_priya, priya, melton):
    case = make_case(person=known_before(melton), locality=melton)
    page = as_priya.get(referred(priya, melton).get_absolute_url()).content.decode()
    assert "This may be somebody we know" in page
    assert f'href="{case.person.get_absolute_url()}">Dorothy Pearse</a>: Melton, not given' in page


def test_somebody_in_hiding_is_not_said_to_be_known(as_priya, priya, melton):
    make_restriction(known_before(melton))
    referral = referred(priya, melton)
    answer = as_priya.get(referral.get_absolute_url())
    assert b"somebody we know" not in answer.content


def test_what_is_open_of_a_merged_record_is_open_of_the_person(as_priya, priya, melton):
    known = known_before(melton)
    case = make_case(person=known, locality=melton)
    referral = referred(priya, melton)
    assert not open_already(referral)
    steward = make_worker(locality=melton, role=RoleCode.RECORD_STEWARD, name="Stella Wick")
    merge_people(kept=known, merged=referral.person, by=steward, on=MONDAY)
    referral.person.refresh_from_db()
    assert open_already(referral)
    assert Referral.objects.with_people().get().is_open_already
    assert [each.case for each in same_person(referral)] == [case]
