"""The status page: opened by a reference and a PIN, and telling no more than it must."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from cases.actions import allocate
from cases.letters.page import paper_of
from cases.models import Case, Letter
from lightbulb.core.models import Event, ReadEvent
from tests.cases.factories import make_home, make_person, make_worker
from tests.core.access.factories import make_restriction
from tests.triage.factories import new_referral
from triage.actions import Choice, decide, end_pins, give_pin, log_referral
from triage.effects import acknowledge
from triage.enums import TriageOutcome
from triage.models import StatusPin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "plain_static_files")]
MONDAY = date(2026, 11, 23)
STATUS = "/help/status/"


@pytest.fixture(autouse=True)
def nobody_has_tried(db):
    cache.clear()


@pytest.fixture
def referral(priya, melton):
    person = make_person(home=make_home(locality=melton))
    return log_referral(referral=new_referral(person=person), by=priya, on=MONDAY)


@pytest.fixture
def pin(referral, priya):
    return give_pin(referral=referral, for_whom="Ann Pearse", by=priya, on=MONDAY)


def look(client, referral, pin):
    return client.post(STATUS, {"reference": referral.reference, "pin": pin})


def test_it_tells_the_stage_the_next_step_and_whom_to_ring(client, referral, pin):
    page = look(client, referral, pin).content.decode()
    assert "We have your request and are finding out who can help." in page
    assert "Candlewick" not in page
    assert "Lantern Row" not in page


def test_of_a_case_it_names_who_comes(client, referral, pin, priya, melton):
    choice = Choice(outcome=TriageOutcome.LOCALITY_CASE, override_reason="They asked for it")
    decide(referral=referral, choice=choice, by=priya, on=MONDAY)
    asha = make_worker(locality=melton, name="Asha Lampwright")
    allocate(case=Case.objects.get(), worker=asha, by=asha, on=MONDAY)
    page = look(client, referral, pin).content.decode()
    assert "Asha Lampwright looks after your request." in page


def test_a_reference_is_read_however_it_is_typed(client, referral, pin):
    typed = referral.reference.lower().replace("-", " ")
    spaced = f" {pin[:3]} {pin[3:]}"
    answer = client.post(STATUS, {"reference": typed, "pin": spaced})
    assert "We have your request" in answer.content.decode()


def hidden(referral, priya):
    make_restriction(referral.person)


def switched_off(referral, priya):
    end_pins(referral=referral, by=priya, on=MONDAY)


def died(referral, priya):
    referral.person.died_on = MONDAY
    referral.person.save()


def replaced(referral, priya):
    give_pin(referral=referral, for_whom="Ann Pearse", by=priya, on=MONDAY)


@pytest.mark.parametrize("happened", [hidden, switched_off, died, replaced])
def test_a_request_whose_page_is_off_answers_like_one_that_is_not_there(
    happened, client, referral, pin, priya
):
    happened(referral, priya)
    off = look(client, referral, pin)
    wrong_pin = look(client, referral, "000000")
    nothing = client.post(STATUS, {"reference": "LB-2222-2224", "pin": pin})

    def told(answer):
        page = answer.content.decode()
        return answer.status_code, page[page.index("<h1") : page.index("<form")]

    assert told(off) == told(wrong_pin) == told(nothing)
    assert "We cannot show you anything for these" in off.content.decode()


def test_one_reference_is_tried_six_times_an_hour(client, referral, pin):
    tries = [look(client, referral, "000000").status_code for _ in range(7)]
    assert tries == [422] * 6 + [429]


def test_the_pin_is_not_kept_and_nothing_stands_in_the_address(client, referral, pin):
    assert pin not in StatusPin.objects.get().pin
    answer = look(client, referral, pin)
    assert answer.request["PATH_INFO"] == STATUS
    assert answer["Cache-Control"] == "no-store"


def test_a_look_leaves_its_trace(client, referral, pin):
    look(client, referral, pin)
    read = ReadEvent.objects.get()
    assert (read.actor_kind, read.person_ids) == ("customer", [referral.person_id])


def test_an_officer_gives_a_pin_to_whom_the_person_names_and_switches_the_page_off(
    as_priya, client, referral
):
    address = reverse("triage:status", args=[referral.pk])
    page = as_priya.post(address, {"for_whom": "Tom Pearse, son"}).content.decode()
    pin = page.split("PIN <strong>")[1][:6]
    assert look(client, referral, pin).status_code == 200
    assert pin not in as_priya.get(address).content.decode()
    as_priya.post(reverse("triage:switch_off_status", args=[referral.pk]))
    assert look(client, referral, pin).status_code == 422
    assert Event.objects.filter(verb="status_pins_ended").count() == 1


def test_without_a_name_no_pin_is_given(as_priya, referral):
    answer = as_priya.post(reverse("triage:status", args=[referral.pk]), {"for_whom": " "})
    assert (answer.status_code, StatusPin.objects.count()) == (422, 0)
    assert "Write who may look" in answer.content.decode()


def test_the_letter_brings_a_pin_that_opens_the_page(client, referral, priya):
    choice = Choice(outcome=TriageOutcome.ADVICE, override_reason="They asked", note="Cups down")
    decision = decide(referral=referral, choice=choice, by=priya, on=MONDAY)
    acknowledge({"decision": str(decision.pk)}, "acknowledge")
    letter = Letter.objects.get()
    assert letter.said["pin"] in paper_of(letter)
    assert "We have sent you advice." in look(client, referral, letter.said["pin"]).content.decode()
