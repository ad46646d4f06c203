"""Every error is a problem in JSON, whatever was sent, and never a fault of ours."""

import json

import pytest
from django.db import OperationalError

from cases.models import Person
from tests.api.factories import ADDRESS, send, told
from triage.models import Referral

pytestmark = pytest.mark.usefixtures("postcodes")
MEMBERS = {"type", "title", "status", "detail", "errors"}


def told_person(**changes: object) -> dict:
    return told(person=told()["person"] | changes)


def told_home(**changes: object) -> dict:
    return told(home=told()["home"] | changes)


def without(name: str) -> dict:
    return {key: value for key, value in told().items() if key != name}


def fields_of(answer) -> list[str]:
    """The fields that do not fit, after looking that the problem is one."""
    assert answer["Content-Type"] == "application/problem+json"
    shown = answer.json()
    assert set(shown) == MEMBERS
    assert shown["status"] == answer.status_code
    return [error["field"] for error in shown["errors"]]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (told(needs=[]), "needs"),
        (told(needs="bathing"), "needs"),
        (told(needs=["flying"]), "needs.0"),
        (told(needs=[None]), "needs.0"),
        (told(needs=["bathing"] * 17), "needs"),
        (told(urgency_facts={"fallen": 1}), "urgency_facts"),
        (told(falls=-1), "falls"),
        (told(falls="two"), "falls"),
        (told(falls=10**30), "falls"),
        (told(falls=[2]), "falls"),
        (told(source="post"), "source"),
        (told(source=["gp"]), "source"),
        (told(words=5), "words"),
        (told(words="a" * 5001), "words"),
        (told(words="a\x00b"), "words"),
        (told(person=[]), "person"),
        (told(person=None), "person"),
        (told_person(family_name=""), "person.family_name"),
        (told_person(family_name=7), "person.family_name"),
        (told_person(family_name="W" * 101), "person.family_name"),
        (told_person(given_name="a\x00"), "person.given_name"),
        (told_person(date_of_birth="14/03/1941"), "person.date_of_birth"),
        (told_person(date_of_birth="2026-11-24"), "person.date_of_birth"),
        (told_person(date_of_birth="1905-12-31"), "person.date_of_birth"),
        (told_person(date_of_birth=19410314), "person.date_of_birth"),
        (told_person(phone="ring me"), "person.phone"),
        (told_person(nhs_number="999 000 0019"), "person.nhs_number"),
        (told_person(birthday="1941-03-14"), "person.birthday"),
        (told_home(postcode="LE13"), "home.postcode"),
        (told_home(postcode=13), "home.postcode"),
        (told_home(address=""), "home.address"),
        (told_home(uprn="1"), "home.uprn"),
        (told(door="csc"), "door"),
        (without("home"), "home"),
        (without("source"), "source"),
        ([], ""),
        ("text", ""),
        (None, ""),
    ],
)
def test_what_does_not_fit_is_named(body, field, system):
    answer = system.post(
        ADDRESS,
        json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": "6f1c7a52-9a51-4b0e-8a4b-3d0a2f6f6a11"},
    )
    assert answer.status_code == 400
    assert fields_of(answer) == [field]
    assert not Referral.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{'a': 1}",
        b'{"words": "\xff\xfe"}',
        b'{"words": "a\x00b"}',
        rb'{"words": "\ud800"}',
        rb'{"\udfff": 1}',
        b'{"falls": NaN}',
        b'{"falls": ' + b"9" * 5000 + b"}",
        b"[" * 200_000,
        b'{"person": ' * 5_000,
    ],
)
@pytest.mark.parametrize("charset", ["", "; charset=utf-16", "; charset=hex", "; charset=klingon"])
def test_a_body_that_is_no_json_is_refused(body, charset, system):
    kind = f"application/json{charset}"
    answer = system.generic("POST", ADDRESS, body, content_type=kind)
    assert (answer.status_code, fields_of(answer)) == (400, [])


def test_an_empty_body_lacks_everything(system):
    answer = system.generic("POST", ADDRESS, b"", content_type="application/json")
    assert answer.status_code == 400
    assert fields_of(answer) == ["person", "home", "needs", "source"]


@pytest.mark.parametrize("kind", ["text/xml", "application/x-www-form-urlencoded", "multipart/x"])
def test_another_kind_of_body_is_refused(kind, system):
    answer = system.generic("POST", ADDRESS, b"a=b", content_type=kind)
    assert (answer.status_code, fields_of(answer)) == (415, [])


def test_what_is_too_large_is_refused(system):
    answer = send(system, told(words="a" * 3_000_000))
    assert (answer.status_code, fields_of(answer)) == (413, [])
    assert answer.json()["detail"] == "That is too large to send."


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_a_wrong_method_is_refused(method, system):
    answer = getattr(system, method)(ADDRESS)
    assert (answer.status_code, fields_of(answer)) == (405, [])
    assert "POST" in answer["Allow"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/referrals/x/", 404),
        ("/api/v1/nothing/", 404),
        ("/api/v1/cases/00000000-0000-0000-0000-000000000000/", 404),
        ("/api/v1/cases/?lead_worker=%00", 400),
        ("/api/v1/cases/%00/", 400),
    ],
)
def test_a_wrong_address_is_refused(address, status, system):
    answer = system.get(address)
    assert (answer.status_code, fields_of(answer)) == (status, [])


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("cases/?stage=lost", "stage"),
        ("cases/?lead_worker=asha", "lead_worker"),
        ("cases/?opened_from=1/2/2026", "opened_from"),
        ("cases/?opened_to=9999-99-99", "opened_to"),
        ("cases/?localty=melton", "localty"),
        ("referrals/?state=lost", "state"),
        ("referrals/?locality=nowhere", "locality"),
        ("referrals/?received_from=yesterday", "received_from"),
        ("organisations/?name=Elm", "name"),
        ("localities/?" + "n" * 300 + "=1", "n" * 40),
        ("cases/?cursor=x", "cursor"),
        ("cases/?cursor=%F0%9F%92%A1", "cursor"),
        ("cases/?cursor=cD14", ""),  # p=x: no key at all
        ("cases/?cursor=cD0lMDA=", ""),  # p=%00
    ],
)
def test_a_wrong_filter_is_named(asked, field, system):
    answer = system.get(f"/api/v1/{asked}")
    assert answer.status_code == 400
    assert fields_of(answer) == [field]


def test_a_format_that_is_not_spoken_is_refused(system):
    answer = system.get("/api/v1/cases/", headers={"Accept": "text/html"})
    assert (answer.status_code, fields_of(answer)) == (406, [])


def test_a_fault_is_told_without_its_cause(system, monkeypatch):
    monkeypatch.setattr("triage.api.told", lambda said: 1 / 0)
    system.raise_request_exception = False
    answer = send(system, told())
    assert (answer.status_code, fields_of(answer)) == (500, [])
    assert "division" not in answer.content.decode()


def test_an_engine_that_is_away_says_when_to_come_again(system, monkeypatch):
    def away(**_: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("triage.api.take_referral", away)
    system.raise_request_exception = False
    answer = send(system, told())
    assert (answer.status_code, fields_of(answer)) == (503, [])
    assert answer["Retry-After"] == "30"


def test_pages_keep_their_own_errors(asha):
    assert asha.get("/nothing/")["Content-Type"].startswith("text/html")
