"""Answers saved on every change: one document, one revision, two windows."""

import json

import pytest
from django.test import Client

from cases.models import VisitAnswers
from tests.cases.visit_rows import HARD_BATH, answer, make_hsc, make_plan, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
PROBLEM = "application/problem+json"


@pytest.fixture
def visit(client):
    worker = make_hsc()
    client.force_login(worker)
    return make_visit(worker=worker)


def address(visit):
    return f"/api/v1/visits/{visit.pk}/answers"


def put(client, visit, answers, *, revision=0, base=None):
    sent = {"revision": revision, "answers": answers, "base": base or {}}
    return client.put(address(visit), json.dumps(sent), content_type="application/json")


def held(visit):
    return VisitAnswers.objects.get(visit=visit)


def test_answers_are_kept_with_their_revision(client, visit):
    reply = put(client, visit, HARD_BATH)
    assert reply.status_code == 200
    assert (reply.json()["revision"], reply.json()["flagged"]) == (1, [])
    assert reply.json()["saved_at"].startswith("20")
    assert held(visit).answers == HARD_BATH


def test_a_reply_that_was_lost_changes_nothing_when_sent_again(client, visit):
    put(client, visit, HARD_BATH)
    reply = put(client, visit, HARD_BATH)
    assert (reply.status_code, reply.json()["revision"]) == (200, 1)


def test_a_page_that_goes_follows_its_own_save_with_the_rest(client, visit):
    """The first was still on its way, so the second begins from the same revision."""
    put(client, visit, HARD_BATH)
    whole = HARD_BATH | {"M1": {"value": "easy"}}
    sent = {"revision": 0, "answers": whole, "base": {}, "on_its_way": HARD_BATH}
    reply = client.put(address(visit), json.dumps(sent), content_type="application/json")
    assert (reply.status_code, held(visit).answers) == (200, whole)


def test_a_page_that_goes_writes_over_nobody_else(client, visit):
    put(client, visit, {"M1": {"value": "cannot"}})
    sent = {"revision": 0, "answers": {"M1": {"value": "easy"}}, "on_its_way": HARD_BATH}
    reply = client.put(address(visit), json.dumps(sent), content_type="application/json")
    assert (reply.status_code, held(visit).answers) == (409, {"M1": {"value": "cannot"}})


def test_two_windows_that_touched_different_answers_are_joined(client, visit):
    put(client, visit, {"M1": {"value": "easy"}})
    reply = put(client, visit, HARD_BATH)
    problem = reply.json()
    assert (reply.status_code, reply["Content-Type"]) == (409, PROBLEM)
    assert problem["clashes"] == []
    assert problem["joined"] == {"M1": {"value": "easy"}} | HARD_BATH
    assert problem["current"] == {"revision": 1, "answers": {"M1": {"value": "easy"}}}
    assert held(visit).answers == {"M1": {"value": "easy"}}


def test_two_windows_that_touched_the_same_answer_clash(client, visit):
    put(client, visit, {"M1": {"value": "easy"}})
    problem = put(client, visit, {"M1": {"value": "lot"}}).json()
    assert problem["clashes"] == [{"question": "M1", "part": "value"}]
    assert problem["type"] == "/problems/stale-revision"


def test_the_page_lets_the_person_choose_and_joins_the_rest(client, visit):
    put(client, visit, {"M1": {"value": "easy"}, "H3": {"value": "one"}})
    typed = {"revision": "0", "base": "{}", "act": "finish", "M1": "lot", "A1": "cannot"}
    reply = client.post(f"/visits/{visit.pk}/", typed)
    page = reply.content.decode()
    assert reply.status_code == 409
    assert "1 answer was changed in both" in page
    assert "Yours: A lot of difficulty" in page
    assert "Saved: No difficulty" in page

    document = {"M1": {"value": "lot"}, "A1": {"value": "cannot"}, "H3": {"value": "one"}}
    choice = {
        "revision": "1",
        "base": json.dumps(held(visit).answers),
        "document": json.dumps(document),
        "act": "finish",
        "take:M1:value": "saved",
    }
    reply = client.post(f"/visits/{visit.pk}/choose/", choice)
    assert reply.url == f"/visits/{visit.pk}/finish/"
    assert held(visit).answers == document | {"M1": {"value": "easy"}}


def test_choosing_after_a_third_window_saved_asks_again(client, visit):
    put(client, visit, {"M1": {"value": "easy"}})
    choice = {"revision": "0", "base": "{}", "document": '{"M1": {"value": "lot"}}'}
    reply = client.post(f"/visits/{visit.pk}/choose/", choice)
    assert reply.status_code == 409
    assert held(visit).answers == {"M1": {"value": "easy"}}


@pytest.mark.parametrize(
    "odd",
    [
        {"Z9": {"value": "who knows"}},
        {"P13": {"value": ["lot", 3]}},
        {"P13": "lot of it"},
        {"score-home": {"value": "eleven"}},
    ],
)
def test_nothing_typed_is_refused_for_being_odd(client, visit, odd):
    reply = put(client, visit, odd)
    assert reply.status_code == 200
    assert reply.json()["flagged"] == list(odd)
    assert client.get(f"/visits/{visit.pk}/").status_code == 200
    assert client.post(f"/visits/{visit.pk}/finish/").status_code == 302


def test_what_no_database_can_hold_is_kept_as_near_as_can_be(client, visit):
    body = b'{"revision": 0, "answers": {"R1": {"value": "a\\u0000b\\ud800", "n": 1e999}}}'
    reply = client.put(address(visit), body, content_type="application/json")
    assert reply.status_code == 200
    assert held(visit).answers == {"R1": {"value": "a\ufffdb\ufffd", "n": "inf"}}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"revision": "1", "answers": {}}',
        b'{"revision": 0, "answers": 3}',
        b'{"revision": true, "answers": {}}',
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_read_is_refused_as_a_problem(client, visit, body):
    reply = client.put(address(visit), body, content_type="application/json")
    assert (reply.status_code, reply["Content-Type"]) == (400, PROBLEM)
    assert not VisitAnswers.objects.exists()


def test_a_visit_that_is_over_keeps_its_answers(client):
    worker = make_hsc()
    client.force_login(worker)
    visit = make_plan(worker=worker).visits.get()
    reply = put(client, visit, {"M1": {"value": "lot"}}, revision=1, base=HARD_BATH)
    assert reply.status_code == 409
    assert reply.json()["type"] == "/problems/visit-over"
    assert held(visit).answers == HARD_BATH


def test_a_stranger_is_asked_to_sign_in_and_not_sent_to_a_page(visit):
    stranger = Client(headers={"X-Forwarded-Proto": "https"}, SERVER_NAME="localhost")
    reply = put(stranger, visit, HARD_BATH)
    assert (reply.status_code, reply["Content-Type"]) == (401, PROBLEM)


def test_another_locality_gets_404(client, visit):
    client.force_login(make_hsc(name="Cyril Wick", place="Farshire"))
    assert put(client, visit, HARD_BATH).status_code == 404


def test_only_put_is_understood(client, visit):
    reply = client.get(address(visit))
    assert (reply.status_code, reply["Allow"]) == (405, "PUT")


def test_a_page_of_another_place_cannot_save(visit):
    browser = Client(
        enforce_csrf_checks=True, headers={"X-Forwarded-Proto": "https"}, SERVER_NAME="localhost"
    )
    browser.force_login(visit.worker)
    assert put(browser, visit, HARD_BATH).status_code == 403
    assert not VisitAnswers.objects.exists()


def test_an_answer_saved_in_between_by_the_verb_is_a_conflict_too(client, visit):
    answer(visit, HARD_BATH)
    assert put(client, visit, {"P13": {"value": "easy"}}).status_code == 409
