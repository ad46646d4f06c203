"""Sending a referral: the verb's own work, done once for each key."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from cases.models import Home, Person
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event, IdempotencyKey, ServiceAccount, User
from tests.api.conftest import as_bearer
from tests.api.factories import make_account, send, told
from triage.models import Referral

pytestmark = pytest.mark.usefixtures("postcodes")
KEY = "6f1c7a52-9a51-4b0e-8a4b-3d0a2f6f6a11"


def counts() -> tuple[int, int, int]:
    return Referral.objects.count(), Person.objects.count(), Home.objects.count()


def test_a_person_and_a_system_send_a_referral(caller):
    answer = send(caller, told())
    assert answer.status_code == 201
    referral = Referral.objects.get()
    assert answer["Location"] == f"/api/v1/referrals/{referral.pk}/"
    assert caller.get(answer["Location"]).json() == answer.json()


def test_a_referral_is_kept_as_it_was_sent(system):
    shown = send(system, told()).json()
    referral = Referral.objects.get()
    assert (referral.door, referral.source, referral.falls) == ("partner", "hospital", 2)
    assert (referral.needs, referral.urgency_facts) == (["bathing"], ["fallen"])
    assert referral.words == "He slipped in the bath."
    # Fallen 2, two falls or more 2, bathing 1, aged 85 since 14 March 2026 1.
    assert (referral.score, shown["priority"]) == (6, "soon")
    assert (shown["locality"], shown["received_on"]) == ("melton", "2026-11-23")


def test_the_person_and_the_home_are_added_whole(system):
    send(system, told())
    person = Person.objects.get()
    assert (person.full_name, person.date_of_birth) == ("Wilf Candlewick", date(1941, 3, 14))
    assert (person.phone, person.nhs_number) == ("01632 960 123", "9990000018")
    assert str(person.home) == "4 Lantern Row, Melton, LE13 9SH"
    assert person.home.locality.code == "melton"


def test_the_record_names_the_system(system):
    send(system, told())
    event = Event.objects.get(verb="referral_logged")
    assert (event.actor_kind, event.actor_id) == (
        "service_account",
        str(ServiceAccount.objects.get().pk),
    )
    assert Referral.objects.get().logged_by is None


def test_a_session_leaves_the_name_of_the_person(asha):
    send(asha, told())
    assert Referral.objects.get().logged_by == User.objects.get()


def test_little_is_enough(system):
    person = {"given_name": "Dot", "family_name": "Wick"}
    body = {name: told()[name] for name in ("home", "needs", "source")} | {"person": person}
    assert send(system, body).status_code == 201
    referral = Referral.objects.get()
    assert (referral.falls, referral.urgency_facts, referral.words) == (None, [], "")


def test_json_is_read_as_utf_8_whatever_is_said(system):
    answer = system.generic(
        "POST",
        "/api/v1/referrals/",
        json.dumps(told(words="Café"), ensure_ascii=False).encode(),
        content_type="application/json; charset=utf-16",
        headers={"Idempotency-Key": KEY},
    )
    assert answer.status_code == 201
    assert Referral.objects.get().words == "Café"


def test_a_home_outside_the_county_is_taken_without_a_locality(system):
    home = {"address": "1 Far Road", "town": "Elsewhere", "postcode": "LE3 5SE"}
    assert send(system, told(home=home)).json()["locality"] is None


def test_a_system_without_a_locality_sends_and_sees_nothing(melton):
    system = as_bearer(make_account(role=RoleCode.HSC))
    answer = send(system, told())
    assert answer.status_code == 201
    assert system.get(answer["Location"]).status_code == 404
    assert system.get("/api/v1/referrals/").json()["results"] == []


def test_the_same_key_and_body_answer_with_the_first_referral(caller):
    first = send(caller, told(), key=KEY)
    again = send(caller, dict(reversed(told().items())), key=KEY)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert again["Location"] == first["Location"]
    assert counts() == (1, 1, 1)


def test_the_same_key_for_another_body_is_refused(system):
    send(system, told(), key=KEY)
    answer = send(system, told(falls=3), key=KEY)
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert "key was used before" in answer.json()["detail"]
    assert counts() == (1, 1, 1)


def test_another_key_makes_another_referral(system):
    assert [send(system, told()).status_code for _ in range(2)] == [201, 201]
    assert counts() == (2, 2, 2)


def test_two_callers_may_use_the_same_key(system, melton_system):
    assert send(system, told(), key=KEY).status_code == 201
    assert send(melton_system, told(), key=KEY).status_code == 201


def test_a_key_that_came_to_nothing_may_be_used_again(system, monkeypatch):
    monkeypatch.setattr("triage.api.take_referral", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send(system, told(), key=KEY)
    monkeypatch.undo()
    assert not IdempotencyKey.objects.exists()
    assert send(system, told(), key=KEY).status_code == 201


def test_the_table_of_keys_holds_nothing_of_the_person(system):
    send(system, told(), key=KEY)
    kept = IdempotencyKey.objects.values().get()
    assert kept["asked"] == "POST /api/v1/referrals/"
    assert (kept["status"], kept["made_id"]) == (201, Referral.objects.get().pk)
    assert "Candlewick" not in str(kept)


@pytest.mark.parametrize("key", ["", "x", "1", "6f1c7a52-9a51-4b0e-8a4b"])
def test_a_referral_without_a_key_is_refused(key, system):
    answer = system.post(
        "/api/v1/referrals/",
        told(),
        content_type="application/json",
        headers={"Idempotency-Key": key},
    )
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"
    assert counts() == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_of_the_same_key_sent_at_once_one_makes_the_referral(token, monkeypatch):
    gate = threading.Barrier(4)
    monkeypatch.setattr("triage.api.why_not_log_referral", lambda *_, **__: gate.wait() > 9 or None)

    def one(_: int) -> tuple[int, str]:
        try:
            answer = send(as_bearer(token), told(), key=KEY)
            return answer.status_code, answer.json()["id"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(one, range(4)))
    assert sorted(status for status, _ in answers) == [200, 200, 200, 201]
    assert len({made for _, made in answers}) == 1
    assert counts() == (1, 1, 1)
