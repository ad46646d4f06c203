"""Carers who live elsewhere: written down with their yes, offered a referral, ended."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases import actions
from cases.models import Carer, Person
from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.access.factories import make_restriction

MONDAY = date(2026, 11, 23)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "monday"),
]


@pytest.fixture
def hsc(melton):
    return make_worker(locality=melton, role=RoleCode.HSC)


@pytest.fixture
def case(melton):
    home = make_home(locality=melton)
    return make_case(person=make_person(given_name="Wilf", home=home), locality=melton)


@pytest.fixture
def page(client, case, hsc):
    client.force_login(hsc)
    return reverse("cases:add_carer", args=[case.pk])


def people_and_home(client, case):
    return client.get(reverse("cases:people_and_home", args=[case.pk])).content.decode()


TYPED = {"given_name": "Carol", "family_name": "Wick", "phone": "01632 960118", "agrees": "yes"}


def test_a_carer_from_elsewhere_has_a_record_and_stands_on_the_page(client, page, case):
    client.post(page, TYPED)
    carol = Person.objects.get(given_name="Carol")
    assert (carol.home, carol.phone) == (None, "01632 960118")
    assert Carer.objects.get().starts_on == MONDAY
    words = people_and_home(client, case)
    assert "Cares for them from elsewhere" in words
    assert "Carol Wick" in words
    assert "Has no referral of their own" in words


def test_nobody_is_written_down_who_was_not_asked(client, page):
    refused = client.post(page, TYPED | {"agrees": "no"})
    assert refused.status_code == 422
    words = refused.content.decode()
    assert "Ask them first" in words
    assert 'value="01632 960118"' in words
    assert not Carer.objects.exists()


def test_whoever_is_known_keeps_their_address(client, page, case, melton):
    elsewhere = make_home(address="4 Lantern Row", locality=melton)
    known = make_person(given_name="Carol", family_name="Wick", home=elsewhere)
    make_case(person=known, locality=melton)
    assert "Choose whether it is one of these people" in client.post(page, TYPED).content.decode()
    client.post(page, TYPED | {"who": str(known.pk)})
    known.refresh_from_db()
    assert known.home == elsewhere
    assert Carer.objects.get().carer == known
    assert "Has no referral of their own" not in people_and_home(client, case)


def test_it_is_ended_once_and_the_second_press_is_told(client, page, case, hsc):
    client.post(page, TYPED)
    carol = Person.objects.get(given_name="Carol")
    end = reverse("cases:end_carer", args=[case.pk, carol.pk])
    assert "is their carer no more" in client.post(end, follow=True).content.decode()
    assert "not written down as their carer" in client.post(end, follow=True).content.decode()
    assert "Nobody that we know of." in people_and_home(client, case)


def test_a_carer_kept_from_the_reader_is_not_on_the_page(client, page, case):
    client.post(page, TYPED)
    assert "Carol" in people_and_home(client, case)
    make_restriction(Person.objects.get(given_name="Carol"), kind=RestrictionKind.ALLOW_ONLY)
    assert "Carol" not in people_and_home(client, case)


def test_the_same_carer_is_not_named_twice_nor_by_who_only_reads(case, hsc, melton):
    carol = make_person(given_name="Carol")
    actions.add_carer(case=case, carer=carol, by=hsc, on=MONDAY)
    with pytest.raises(NotAllowed, match="already"):
        actions.add_carer(case=case, carer=carol, by=hsc, on=MONDAY)
    reader = make_worker(locality=melton, role=RoleCode.AUDITOR)
    with pytest.raises(PermissionDenied):
        actions.add_carer(case=case, carer=make_person(), by=reader, on=MONDAY)
