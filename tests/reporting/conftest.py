"""A day that stands still, people to sign in, and the service's own rights in the database."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.models import Locality
from lightbulb.core.staff.models import User
from tests.cases.factories import make_worker
from tests.reporting.county import make_county
from tests.reporting.factories import make_manager

FIVE_TO_NINE = datetime(2026, 11, 23, 8, 55, tzinfo=UTC)


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Addresses of static files as they are named, so that pages need no `collectstatic`."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is five to nine on Monday 23 November 2026."""
    monkeypatch.setattr(timezone, "now", lambda: FIVE_TO_NINE)
    return FIVE_TO_NINE


@pytest.fixture(scope="module")
def county_made_once(kept_database: None) -> list[Locality]:
    """The same, for a module that needs it in nearly every test and overrides `db`."""
    return make_county()


@pytest.fixture
def county(db: None) -> list[Locality]:
    """Four localities with 6, 7, 8 and 9 of everything in September and October 2026."""
    return make_county()


@pytest.fixture
def manager(db: None) -> User:
    return make_manager()


@pytest.fixture
def as_manager(client: Client, manager: User, monday: datetime) -> Client:
    client.force_login(manager)
    return client


@pytest.fixture
def as_worker(client: Client, county: list[Locality], monday: datetime) -> Client:
    """A Housing Support Co-ordinator of the first locality, Ashby Vale."""
    client.force_login(make_worker(locality=county[0]))
    return client


@pytest.fixture
def as_auditor(client: Client, monday: datetime, db: None) -> Client:
    client.force_login(make_manager(name="Ida Lampblack", role=RoleCode.AUDITOR))
    return client


@pytest.fixture
def queries_of() -> Callable[[Client, str], int]:
    """How many questions a page asks of the database once the sign-in is over."""

    def count(browser: Client, address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    return count
