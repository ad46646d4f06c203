"""Possible duplicates while a new person is entered, and one person by three doors."""

from datetime import date

import pytest

from cases import actions
from cases.find import find_people
from cases.models import Person, PossibleMatch
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.keys import new_key
from lightbulb.core.record.requests import request_named
from tests.cases.factories import make_home, make_person, make_worker
from tests.triage.factories import new_referral
from triage.actions import log_referral
from triage.enums import Source
from triage.intake import Told, take_referral
from triage.models import Referral

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)
BORN = date(1941, 3, 14)
TYPED = {"press": "check", "given_name": "Dot", "family_name": "Pearce"}


@pytest.fixture
def dorothy(melton):
    home = make_home(address="18 Barrow Road", postcode="LE13 9SH", locality=melton)
    return make_person(given_name="Dorothy", family_name="Pearse", home=home)


def notice(client, **typed):
    return client.post("/find/duplicates/", TYPED | typed).content.decode()


def test_somebody_known_is_told_with_why_they_may_match(as_priya, dorothy):
    shown = notice(as_priya, date_of_birth="14/3/41")
    assert "1 person here may be the same" in shown
    assert "Dorothy Pearse</strong>, born 1941" in shown
    assert "Barrow Road, Melton" in shown
    assert "Name sounds or is spelt alike, Same date of birth" in shown
    assert "18 Barrow" not in shown


def test_comparing_says_no_more_of_them_than_a_match_does(as_priya, dorothy):
    Person.objects.filter(pk=dorothy.pk).update(nhs_number="9995181908", phone="01632 960187")
    shown = notice(
        as_priya, date_of_birth="14/3/41", phone="07700 900123", nhs_number="999 518 1908"
    )
    assert "The same day" in shown
    assert "Another one" in shown
    assert "960187" not in shown


@pytest.mark.parametrize(
    "typed",
    [
        {"postcode": "le139sh"},
        {"given_name": "", "family_name": "Wick", "nhs_number": "999 518 1908"},
        {"phone": "(01632) 960187"},
    ],
)
def test_number_address_and_phone_tell_too(as_priya, dorothy, typed):
    Person.objects.filter(pk=dorothy.pk).update(nhs_number="9995181908", phone="01632 960187")
    assert "Dorothy Pearse" in notice(as_priya, **typed)


@pytest.mark.parametrize(
    "typed",
    [{}, {"date_of_birth": "31/2/41"}, {"postcode": "LE", "nhs_number": "1" * 10_000}],
)
def test_too_little_tells_nothing(as_priya, dorothy, typed):
    assert notice(as_priya, **typed).strip() == ""


def test_without_a_script_check_shows_the_same_and_nothing_is_held_back(as_priya, dorothy):
    page = as_priya.post("/referrals/log/", TYPED | {"date_of_birth": "14/3/41"}).content.decode()
    assert "1 person here may be the same" in page
    page = as_priya.post("/referrals/log/", TYPED | {"press": f"choose:{dorothy.pk}"})
    assert "Dorothy Pearse, still right?" in page.content.decode()


def test_somebody_out_of_sight_is_not_told(as_hsc_of_blaby, dorothy):
    assert notice(as_hsc_of_blaby, date_of_birth="14/3/41").strip() == ""


def test_only_staff_ask_and_only_by_post(client, as_priya):
    assert as_priya.get("/find/duplicates/").status_code == 405
    client.logout()
    assert client.post("/find/duplicates/", TYPED).status_code == 302


def test_mrs_c_by_three_doors_is_one_person_with_three_contacts(priya, melton, dorothy):
    """She rings the Customer Service Centre; her doctor and she herself write, with one
    letter wrong in each."""
    log_referral(referral=new_referral(person=dorothy), by=priya, on=ON)
    others = ((Source.GP, "Dorothy", "Pearce"), (Source.SELF, "Dorohty", "Pearse"))
    for source, given, family in others:
        person = Person(given_name=given, family_name=family, date_of_birth=BORN)
        referral = new_referral(person=person)
        referral.source = source
        with request_named(new_key()):
            take_referral(told=Told(referral=referral, person=person), by=priya, on=ON)
    steward = make_worker(locality=melton, role=RoleCode.RECORD_STEWARD)
    for match in PossibleMatch.objects.filter(second=dorothy):
        actions.merge_people(kept=dorothy, merged=match.first, by=steward, on=ON)
    (found,) = find_people("pearse 14/3/41", user=priya, on=ON).matches
    assert found.pk == dorothy.pk
    assert Referral.objects.filter(person__in=dorothy.all_ids()).count() == 3
    assert not PossibleMatch.objects.waiting().exclude(first__merged_into=dorothy).exists()
