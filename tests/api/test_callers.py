"""Who is let in, and how the others are turned away."""

from datetime import date

import pytest
from django.test import Client

from lightbulb.api.throttling import CallerThrottle
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import ServiceAccount
from lightbulb.core.service_accounts.actions import revoke_service_account
from tests.api.conftest import as_bearer
from tests.api.factories import COMMAND, make_account, send, told
from tests.cases.factories import make_worker
from tests.core.factories import make_user

PLACES = ("organisations", "localities", "referrals", "cases")
MONDAY = date(2026, 11, 23)


def refused(answer, status: int) -> bool:
    is_problem = answer["Content-Type"] == "application/problem+json"
    return is_problem and answer.status_code == answer.json()["status"] == status


@pytest.mark.parametrize("place", PLACES)
def test_a_person_and_a_system_read_every_list(place, caller):
    answer = caller.get(f"/api/v1/{place}/")
    assert answer.status_code == 200
    assert set(answer.json()) == {"next", "previous", "results"}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("place", PLACES)
def test_strangers_are_turned_away(place, client):
    answer = client.get(f"/api/v1/{place}/")
    assert refused(answer, 401)
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("sent", ["", "wrong", " ", "a b c", "é", "x" * 5000])
def test_a_wrong_token_is_refused(sent, db):
    assert refused(as_bearer(sent).get("/api/v1/cases/"), 401)


def test_another_scheme_is_refused(client, token):
    answer = client.get("/api/v1/cases/", headers={"Authorization": f"Token {token}"})
    assert refused(answer, 401)


@pytest.mark.parametrize(
    ("days", "status"),
    [
        pytest.param({"ends_on": date(2026, 11, 22)}, 401, id="ended yesterday"),
        pytest.param({"ends_on": MONDAY}, 200, id="ends today"),
        pytest.param({"starts_on": date(2026, 11, 24)}, 401, id="starts tomorrow"),
        pytest.param({"starts_on": MONDAY}, 200, id="starts today"),
    ],
)
def test_a_token_works_on_its_days(days, status):
    answer = as_bearer(make_account(**days)).get("/api/v1/cases/")
    assert answer.status_code == status


def test_a_revoked_token_is_refused_at_once(system):
    assert system.get("/api/v1/cases/").status_code == 200
    revoke_service_account(account=ServiceAccount.objects.get(), by=COMMAND, on=MONDAY)
    assert refused(system.get("/api/v1/cases/"), 401)


def test_the_day_of_the_last_call_is_kept(system):
    assert ServiceAccount.objects.get().last_used_on is None
    system.get("/api/v1/cases/")
    assert ServiceAccount.objects.get().last_used_on == MONDAY


def test_somebody_without_a_role_is_told_so(client):
    client.force_login(make_user())
    answer = client.get("/api/v1/localities/")
    assert refused(answer, 403)
    assert "you have no role in force today" in answer.json()["detail"]


def test_a_session_needs_the_forms_secret_to_send(melton, postcodes):
    client = Client(
        enforce_csrf_checks=True,
        headers={"X-Forwarded-Proto": "https"},
        SERVER_NAME="localhost",
    )
    client.force_login(make_worker(locality=melton))
    answer = send(client, told())
    assert refused(answer, 403)
    assert "CSRF" in answer.json()["detail"]


def test_a_role_that_takes_no_referrals_is_refused_in_the_verbs_words(melton):
    handyperson = make_account(role=RoleCode.HANDYPERSON, localities=[melton])
    answer = send(as_bearer(handyperson), told())
    assert refused(answer, 403)
    assert answer.json()["detail"].startswith("Your role does not take referrals.")


def test_a_caller_who_asks_too_often_waits_and_the_others_do_not(system, asha, monkeypatch):
    monkeypatch.setattr(CallerThrottle, "rate", "2/min", raising=False)
    assert [system.get("/api/v1/localities/").status_code for _ in range(2)] == [200, 200]
    answer = system.get("/api/v1/localities/")
    assert refused(answer, 429)
    assert 0 < int(answer["Retry-After"]) <= 60
    assert asha.get("/api/v1/localities/").status_code == 200
