"""What is known of a person, put right on one page by whoever works on their case."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Person
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.record.models import Revision
from tests.cases.factories import make_case, make_person, make_worker

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "monday"),
]


@pytest.fixture
def dorothy():
    person = make_person(given_name="Dorothy", family_name="Pearse")
    Person.objects.filter(pk=person.pk).update(phone="01632 960001")
    person.refresh_from_db()
    return person


@pytest.fixture
def page(client, melton, dorothy):
    client.force_login(make_worker(locality=melton, role=RoleCode.HSC))
    case = make_case(person=dorothy, locality=melton)
    return reverse("cases:change_details", args=[case.pk])


TYPED = {
    "given_name": "Dorothy",
    "family_name": "Pearse",
    "date_of_birth": "14/3/1941",
    "phone": "01632 960002",
    "how_to_talk": "Left ear is better\n\n  Speak   slowly ",
    "risks": "",
    "letters_in": "easy_read",
    "contact_by": "phone",
    "version": "1",
}


def test_what_is_typed_is_saved_and_what_was_before_is_kept(client, page, dorothy):
    reply = client.post(page, TYPED)
    assert reply.status_code == 302
    dorothy.refresh_from_db()
    assert dorothy.phone == "01632 960002"
    assert dorothy.date_of_birth == date(1941, 3, 14)
    assert dorothy.how_to_talk == ["Left ear is better", "Speak slowly"]
    assert (dorothy.letters_in, dorothy.contact_by) == ("easy_read", "phone")
    assert Revision.objects.get(record_id=str(dorothy.pk)).before["phone"] == "01632 960001"


def test_what_the_page_shows_is_understood_when_it_comes_back(client, page, dorothy):
    Person.objects.filter(pk=dorothy.pk).update(date_of_birth=date(1941, 3, 14))
    assert 'value="Friday 14 March 1941"' in client.get(page).content.decode()
    client.post(page, TYPED | {"date_of_birth": "Friday 14 March 1941"})
    dorothy.refresh_from_db()
    assert dorothy.date_of_birth == date(1941, 3, 14)


def test_the_page_shows_what_is_known(client, page):
    words = client.get(page).content.decode()
    assert 'value="01632 960001"' in words
    assert 'name="version" value="1"' in words


def test_of_two_windows_the_second_is_told_what_is_saved_now(client, page, dorothy):
    client.post(page, TYPED)
    late = client.post(page, TYPED | {"phone": "01632 960003", "language": "Gujarati"})
    words = late.content.decode()
    assert late.status_code == 422
    assert "Phone: 01632 960002; Language: empty" in words
    assert 'value="01632 960003"' in words
    assert 'name="version" value="2"' in words
    client.post(page, TYPED | {"phone": "01632 960003", "version": "2"})
    dorothy.refresh_from_db()
    assert dorothy.phone == "01632 960003"


def test_bad_input_gets_a_sentence_and_nothing_is_lost(client, page, dorothy):
    wrong = TYPED | {"given_name": "", "family_name": ""}
    assert "Enter a name, or what they are known by" in client.post(page, wrong).content.decode()
    wrong = TYPED | {"nhs_number": "999 123", "phone": "ring the bell", "surgery": "Sileby"}
    words = client.post(page, wrong | {"date_of_birth": "31/2/41", "risks": "x" * 201})
    page_text = words.content.decode()
    assert "999 123 is not an NHS number" in page_text
    assert "Enter a phone number with figures" in page_text
    assert "Each line can have up to 200 characters" in page_text
    assert 'value="Sileby"' in page_text
    dorothy.refresh_from_db()
    assert dorothy.version == 1


def test_whoever_only_reads_does_not_change_it(client, page, melton):
    client.force_login(make_worker(locality=melton, role=RoleCode.AUDITOR))
    assert client.post(page, TYPED).status_code == 403
