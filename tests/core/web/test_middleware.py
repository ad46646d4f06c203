"""What happens around every page: sessions end, buttons work once, nothing is cached."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from lightbulb.core.keys import new_key
from lightbulb.core.record.models import Event
from tests.core import factories

IDLE, ABSOLUTE = timedelta(minutes=30), timedelta(hours=12)


@pytest.fixture
def clock(monkeypatch, monday):
    """A clock to move on by hand."""

    def move_on(by: timedelta) -> datetime:
        moved = timezone.now() + by
        monkeypatch.setattr(timezone, "now", lambda: moved)
        return moved

    return move_on


@pytest.fixture
def signed_in(clock, client, asha):
    """Asha has just signed in with her password, at half past nine."""
    asha.set_password(factories.PASSWORD)
    asha.save()
    client.post("/sign-in/", {"login": asha.email, "password": factories.PASSWORD})
    return client


def test_a_session_in_use_goes_on(signed_in, clock):
    for _ in range(23):
        clock(timedelta(minutes=29))
        assert signed_in.get("/home/").status_code == 200


@pytest.mark.parametrize(
    ("pause", "status"), [(IDLE, 200), (IDLE + timedelta(seconds=1), 401)], ids=["at", "past"]
)
def test_a_session_that_nobody_used_ends(pause, status, signed_in, clock):
    clock(pause)
    assert signed_in.get("/home/").status_code == status


def test_the_page_of_an_ended_session_says_when_and_leads_back(signed_in, clock):
    clock(timedelta(hours=2))
    answer = signed_in.get("/colleagues/?q=bram")
    assert "You were signed out at 10:00am" in answer.content.decode()
    assert answer.context["sign_in_url"] == "/sign-in/?next=%2Fcolleagues%2F%3Fq%3Dbram"
    assert signed_in.get("/home/").status_code == 302


def test_a_session_lasts_a_working_day_at_most(signed_in, clock):
    for _ in range(25):
        clock(timedelta(minutes=28, seconds=45))
        assert signed_in.get("/home/").status_code == 200
    clock(timedelta(minutes=5))
    answer = signed_in.get("/home/")
    assert answer.status_code == 401
    assert answer.context["why"] == "absolute"


def test_what_was_being_sent_when_the_session_ended_is_not_done(signed_in, clock, asha):
    clock(timedelta(hours=1))
    answer = signed_in.post("/absences/", {"kind": "leave", "starts_on": "today"})
    assert answer.status_code == 401
    assert answer.context["sign_in_url"] == "/sign-in/"
    assert not asha.absences.exists()


def test_the_end_of_a_session_is_recorded(signed_in, clock, asha):
    clock(timedelta(hours=1))
    signed_in.get("/home/")
    event = Event.objects.about(asha).latest("id")
    assert (event.verb, event.actor_id) == ("signed_out", "session-limits")


def test_a_button_pressed_on_an_old_form_of_somebody_else_is_done(as_asha, asha, bram):
    """The name of a request tells repeats of one person apart, not of the whole world."""
    request_id = str(new_key())
    other = Client(headers={"X-Forwarded-Proto": "https"}, SERVER_NAME="localhost")
    other.force_login(bram)
    for browser in (other, as_asha):
        browser.post(
            "/absences/", {"kind": "leave", "starts_on": "today", "request_id": request_id}
        )
    assert (asha.absences.count(), bram.absences.count()) == (1, 1)


@pytest.mark.parametrize(
    "request_id", ["", "x", "\u202e", "01a2006e-1614-7f3f-b7ce-cc6858d98235" * 2]
)
def test_a_form_without_a_readable_name_is_done_all_the_same(request_id, as_asha, asha):
    answers = {"kind": "leave", "starts_on": "today", "request_id": request_id}
    assert as_asha.post("/absences/", answers).status_code == 302
    assert asha.absences.count() == 1


def test_a_repeat_leads_back_to_the_page_it_came_from(as_asha):
    answers = {"kind": "leave", "starts_on": "today", "request_id": str(new_key())}
    as_asha.post("/absences/", answers)
    for came_from, leads_to in [
        ("https://localhost/absences/", "https://localhost/absences/"),
        ("https://evil.example/", "/"),
        ("", "/"),
    ]:
        answer = as_asha.post(
            "/absences/", answers, headers={"Host": "localhost", "Referer": came_from}
        )
        assert (answer.status_code, answer.url) == (302, leads_to)


def test_a_form_from_another_site_is_refused_in_words(asha):
    browser = Client(
        enforce_csrf_checks=True, headers={"X-Forwarded-Proto": "https"}, SERVER_NAME="localhost"
    )
    browser.force_login(asha)
    answer = browser.post("/absences/", {"kind": "leave", "starts_on": "today"})
    assert answer.status_code == 403
    assert "This link or form is no longer in use" in answer.content.decode()
    assert not asha.absences.exists()


def test_plain_http_is_sent_on_to_https(db):
    answer = Client(SERVER_NAME="localhost").get("/sign-in/")
    assert (answer.status_code, answer.url) == (301, "https://localhost/sign-in/")


def test_every_page_is_kept_private(client, db):
    answer = client.get("/sign-in/")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Permissions-Policy"] == "camera=(), geolocation=(), microphone=()"
    assert answer["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_session_cookie_is_for_this_host_alone(client, asha):
    client.force_login(asha)
    client.get("/")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert settings.SESSION_COOKIE_NAME.startswith("__Host-")
    assert cookie["secure"]
    assert cookie["httponly"]
