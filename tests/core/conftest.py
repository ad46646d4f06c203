"""People and a clock for tests of the ground floor's pages."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.models import User
from tests.core import factories

HALF_PAST_NINE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Addresses of static files as they are named, so that pages need no `collectstatic`."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is half past nine on Monday 23 November 2026, for the pages as for the tests."""
    monkeypatch.setattr(timezone, "now", lambda: HALF_PAST_NINE)
    return HALF_PAST_NINE


@pytest.fixture
def elmshire(db: None) -> Locality:
    return factories.make_locality(name="Elmshire")


@pytest.fixture
def asha(elmshire: Locality) -> User:
    """A Housing Support Co-ordinator in Elmshire."""
    user = factories.make_user(name="Asha Lampwright", email="asha@elmshire.example")
    factories.make_membership(user=user, localities=[elmshire])
    return user


@pytest.fixture
def bram(elmshire: Locality) -> User:
    """Asha's colleague in the same team."""
    user = factories.make_user(name="Bram Candlewick", phone="07700 900 123")
    factories.make_membership(user=user, localities=[elmshire], role=RoleCode.OT)
    return user


@pytest.fixture
def as_asha(client: Client, asha: User) -> Client:
    """A browser in which Asha is signed in."""
    client.force_login(asha)
    return client


@pytest.fixture
def as_stranger(client: Client, db: None) -> Client:
    """A browser in which somebody is signed in who has no role in force."""
    client.force_login(factories.make_user(name="Cyril Wick"))
    return client
