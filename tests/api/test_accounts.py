"""Letting another system in and shutting it out."""

import hashlib
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event, ServiceAccount
from lightbulb.core.record.events import AlreadyDone
from lightbulb.core.service_accounts.actions import (
    create_service_account,
    revoke_service_account,
)
from tests.api.conftest import as_bearer
from tests.api.factories import COMMAND, make_account
from tests.cases.factories import make_worker

MONDAY = date(2026, 11, 23)


def new_account(melton) -> ServiceAccount:
    return ServiceAccount(
        name="Lift maker", organisation=melton.organisation, role=RoleCode.HSC, starts_on=MONDAY
    )


def test_of_the_token_only_a_digest_is_kept(db):
    token = make_account()
    assert len(token) == 43  # 256 bits, six to a letter
    assert ServiceAccount.objects.get().token == hashlib.sha256(token.encode()).hexdigest()


def test_two_tokens_differ(db):
    assert make_account(name="One") != make_account(name="Two")


def test_a_manager_lets_a_system_in_and_the_record_says_so(melton):
    manager = make_worker(locality=melton, role=RoleCode.HUB_MANAGER)
    account = new_account(melton)
    create_service_account(account=account, localities=[melton], by=manager, on=MONDAY)
    event = Event.objects.about(account).get()
    assert (event.verb, event.actor_id) == ("service_account_created", manager.actor_id)
    assert event.detail == {"role": "hsc", "localities": 1}
    assert event.organisation_id == melton.organisation_id


def test_nobody_else_lets_a_system_in_or_out(melton, token):
    worker = make_worker(locality=melton)
    with pytest.raises(PermissionDenied, match="Only a hub manager"):
        create_service_account(account=new_account(melton), localities=[], by=worker, on=MONDAY)
    account = ServiceAccount.objects.get()
    with pytest.raises(PermissionDenied, match="Only a hub manager"):
        revoke_service_account(account=account, by=worker, on=MONDAY)
    with pytest.raises(PermissionDenied, match="Only a hub manager"):
        revoke_service_account(account=account, by=account, on=MONDAY)


def test_a_name_stands_for_one_system_until_it_is_revoked(db):
    make_account(name="Ward system")
    with pytest.raises(ValidationError, match="there already"):
        make_account(name="Ward system")
    revoke_service_account(account=ServiceAccount.objects.get(), by=COMMAND, on=MONDAY)
    make_account(name="Ward system")


def test_an_account_does_not_end_before_it_starts(db):
    with pytest.raises(ValidationError, match="must not be before"):
        make_account(starts_on=MONDAY, ends_on=date(2026, 11, 22))


def test_revoking_is_recorded_and_done_once(token):
    account = ServiceAccount.objects.get()
    account = revoke_service_account(account=account, by=COMMAND, on=MONDAY)
    assert account.revoked_on == MONDAY
    assert account.memberships_on(MONDAY) == []
    assert Event.objects.filter(verb="service_account_revoked").count() == 1
    with pytest.raises(AlreadyDone):
        revoke_service_account(account=account, by=COMMAND, on=MONDAY)


def run(*words: str) -> str:
    out = StringIO()
    call_command("service_account", *words, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def test_the_command_prints_a_token_that_works(melton):
    code = melton.organisation.code
    words = ("--organisation", code, "--role", "hsc", "--locality", "melton")
    token = run("make", "Ward system", *words, "--until", "2026-12-31")
    account = ServiceAccount.objects.get()
    assert (account.starts_on, account.ends_on) == (MONDAY, date(2026, 12, 31))
    assert list(account.localities.all()) == [melton]
    assert as_bearer(token).get("/api/v1/cases/").status_code == 200
    assert "can no longer call" in run("revoke", "Ward system")
    assert as_bearer(token).get("/api/v1/cases/").status_code == 401


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("make", "W", "--organisation", "no", "--role", "hsc"), "no organisation 'no'"),
        (
            ("make", "W", "--organisation", "no", "--role", "hsc", "--locality", "moon"),
            "no locality moon",
        ),
        (("make", "W", "--organisation", "no", "--role", "king"), "invalid choice"),
        (("revoke", "W"), "no service account 'W'"),
    ],
)
def test_the_command_says_what_is_wrong(words, sentence, melton):
    with pytest.raises(CommandError, match=sentence):
        run(*words)
