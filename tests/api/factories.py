"""Makers of service accounts, and of what a partner's system sends."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.models import Locality
from lightbulb.core.record.actors import System
from lightbulb.core.service_accounts.actions import create_service_account
from lightbulb.core.service_accounts.models import ServiceAccount
from tests.cases.factories import make_person
from tests.core.factories import FIRST_DAY, make_organisation
from tests.triage.factories import new_referral
from triage.models import Referral

COMMAND = System("tests")
ADDRESS = "/api/v1/referrals/"


def make_account(
    *,
    name: str = "Ward system",
    role: RoleCode = RoleCode.HSC,
    localities: Sequence[Locality] = (),
    starts_on: date = FIRST_DAY,
    ends_on: date | None = None,
) -> str:
    """A system that may call; returns its token."""
    account = ServiceAccount(
        name=name,
        organisation=make_organisation(name="Elmshire Hospitals"),
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return create_service_account(
        account=account, localities=localities, by=COMMAND, on=date(2026, 11, 23)
    )


def make_referral(*, locality: Locality | None, **told: Any) -> Referral:
    """A referral that is there already, about somebody new."""
    person = make_person()
    told = {"reference": f"LB-{uuid4().hex[:8]}", "received_on": date(2026, 11, 20)} | told
    referral = new_referral(person=person, locality=locality, **told)
    referral.save()
    return referral


def told(**changes: Any) -> dict[str, Any]:
    """What a system sends about Wilf Candlewick of Melton."""
    return {
        "person": {
            "given_name": "Wilf",
            "family_name": "Candlewick",
            "date_of_birth": "1941-03-14",
            "phone": "01632 960 123",
            "nhs_number": "999 000 0018",
        },
        "home": {"address": "4 Lantern Row", "town": "Melton", "postcode": "le139sh"},
        "needs": ["bathing"],
        "urgency_facts": ["fallen"],
        "falls": 2,
        "words": "He slipped in the bath.",
        "source": "hospital",
    } | changes


def send(client: Client, body: object, *, key: object = None, **options: Any) -> HttpResponse:
    headers = {"Idempotency-Key": str(key or uuid4())}
    return client.post(ADDRESS, body, content_type="application/json", headers=headers, **options)
