"""Somebody asks for help themselves, without an account: into the same queue as a call."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from cases.models import Person, PossibleMatch
from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.models import Restriction
from lightbulb.core.keys import new_key
from lightbulb.core.models import Event, ReadEvent
from tests.cases.factories import make_home, make_person
from tests.core.access.factories import make_restriction
from triage.models import Referral, StatusPin

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday", "plain_static_files", "postcodes"),
]
ASK = "/help/ask/"
DOROTHY = {
    "for_whom": "me",
    "given_name": "Dorothy",
    "family_name": "Pearse",
    "date_of_birth": "14/3/1941",
    "phone": "01632 960 123",
    "needs": ["bathing", "stairs"],
    "words": "I cannot get into the bath",
    "urgency_facts": ["fallen"],
    "address": "4 Lantern Row",
    "town": "Sileby",
    "postcode": "le13 9sh",
    "contact_by": "post",
    "letters_in": "large_print",
}


@pytest.fixture(autouse=True)
def nobody_has_tried(db):
    cache.clear()


def send(client, **changes):
    told = DOROTHY | {"press": "send", "request_id": str(new_key())} | changes
    return client.post(ASK, told)


def test_from_questions_over_a_check_to_a_reference(client, melton):
    assert "Ask for help" in client.get(ASK).content.decode()
    checked = client.post(ASK, DOROTHY).content.decode()
    assert "Nothing is sent yet." in checked
    assert "Bath or shower, Stairs" in checked
    assert 'name="family_name" value="Pearse"' in checked
    assert not Referral.objects.exists()
    page = send(client).content.decode()
    referral = Referral.objects.get()
    assert referral.reference in page
    assert (referral.door, referral.source, referral.logged_by) == ("online", "self", None)
    assert (referral.locality, referral.state) == (melton, "received")
    event = Event.objects.get(verb="referral_logged")
    assert (event.actor_kind, event.actor_id) == ("customer", "self-referral")


def test_an_officer_who_types_it_from_paper_keeps_the_same(client, as_priya):
    """But for the door, and who typed it."""
    send(client)
    paper = DOROTHY | {"press": "send", "door": "paper", "source": "self", "tenure": "not_known"}
    as_priya.post(reverse("triage:log"), paper | {"request_id": str(new_key())})
    online, typed = (Referral.objects.get(door=door) for door in ("online", "paper"))
    own = ("id", "reference", "door", "logged_by", "person", "home", "version")

    def told(record):
        return {
            field.name: getattr(record, field.name)
            for field in record._meta.concrete_fields
            if field.name not in own
        }

    assert told(online) == told(typed)
    assert told(online.person) == told(typed.person)
    assert told(online.home) == told(typed.home)


def test_somebody_else_says_who_they_are(client):
    refused = client.post(ASK, DOROTHY | {"for_whom": "another"})
    assert refused.status_code == 422
    assert "Enter your name, so that we know who asks" in refused.content.decode()
    send(client, for_whom="another", caller_name="Ann Pearse", caller_relation="daughter")
    referral = Referral.objects.get()
    assert (referral.source, referral.caller_name) == ("family", "Ann Pearse")


WRONG = [
    ({"for_whom": ""}, "Say whether you ask for yourself"),
    ({"family_name": ""}, "Enter the last name of whoever needs help"),
    ({"needs": []}, "Tick at least one thing that is hard at home"),
    ({"date_of_birth": "31/2/1941"}, "31"),
    ({"date_of_birth": "14/3/2041"}, "Date of birth must be in the past"),
    ({"postcode": "LE13"}, "LE13 is not a whole postcode. Check it, or leave it out"),
    ({"postcode": "LE13 9ZZ"}, "We know no postcode LE13 9ZZ. Check it, or leave it out"),
    ({"phone": "", "postcode": "", "address": ""}, "so that we can answer"),
    ({"words": "w" * 5001}, "can have up to 5,000 characters here"),
    ({"website": "https://example.org"}, "Press the button again, or ring us"),
    ({"urgency_facts": ["quick_look"]}, "Tick from the list what applies"),
]


@pytest.mark.parametrize(("changes", "sentence"), WRONG)
def test_what_is_wrong_is_said_and_everything_typed_stays(client, changes, sentence):
    answer = send(client, **changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "I cannot get into the bath" in page or "words" in changes
    assert not Referral.objects.exists()


def test_five_thousand_characters_and_odd_bytes_are_kept(client):
    words = "Ä “quoted”\r\n" + "w" * 4_980
    send(client, words=words)
    assert Referral.objects.get().words == words


def test_a_home_outside_the_county_is_kept_and_said_kindly(client):
    page = client.post(ASK, DOROTHY | {"postcode": "LE3 5SE"}).content.decode()
    assert "This address is outside our county" in page
    send(client, postcode="LE3 5SE")
    assert Referral.objects.get().locality is None


def test_changing_the_answers_shows_them_again(client):
    page = client.post(ASK, DOROTHY | {"press": "change"}).content.decode()
    assert 'value="Pearse"' in page
    assert "I cannot get into the bath" in page


def test_sent_twice_is_one_request(client):
    once = str(new_key())
    send(client, request_id=once)
    again = send(client, request_id=once)
    assert "We have your request already" in again.content.decode()
    assert (Referral.objects.count(), StatusPin.objects.count()) == (1, 1)


def test_many_from_one_address_are_asked_to_wait(client):
    answers = [client.post(ASK, DOROTHY).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]


def test_a_match_with_somebody_in_hiding_shows_an_ordinary_answer(client, melton):
    hidden = make_person(
        given_name="Dorothy",
        family_name="Pearse",
        home=make_home(address="4 Lantern Row", postcode="LE13 9SH", locality=melton),
    )
    make_restriction(hidden, kind=RestrictionKind.ALLOW_ONLY)
    page = send(client).content.decode()
    assert "We have your request" in page
    assert PossibleMatch.objects.get().for_desk
    new = Person.objects.exclude(pk=hidden.pk).get()
    assert Restriction.objects.filter(person_id=new.pk).exists()


def test_who_was_shown_is_in_the_record_without_an_account(client):
    send(client)
    read = ReadEvent.objects.get()
    assert (read.actor_kind, read.actor_id) == ("customer", "self-referral")
    assert read.person_ids == [Referral.objects.get().person_id]


@pytest.mark.parametrize("path", ["/help/", "/help/advice/", "/privacy/", "/cookies/"])
def test_the_pages_around_it_are_open_and_lead_on(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert 'href="/privacy/"' in page.content.decode()
    assert "public.css" in page.content.decode()
