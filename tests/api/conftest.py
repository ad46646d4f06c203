"""Callers of the API: a person with a session, a system with a token; on a Monday."""

import pytest
from django.core.cache import cache
from django.test import Client

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.models import Locality
from tests.api.factories import make_account
from tests.cases.factories import make_worker
from tests.core.conftest import monday, plain_static_files
from tests.triage.conftest import blaby, melton, postcodes

__all__ = ["blaby", "melton", "monday", "plain_static_files", "postcodes"]

AROUND_THE_VIEWS = "lightbulb.api.problems.problems_in_json"


@pytest.fixture(autouse=True)
def errors_from_around_the_views_in_json(settings) -> None:
    if AROUND_THE_VIEWS not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [AROUND_THE_VIEWS, *settings.MIDDLEWARE]


@pytest.fixture(autouse=True)
def nobody_has_called_yet(db: None, monday: object) -> None:
    cache.clear()


@pytest.fixture
def token(melton: Locality) -> str:
    """The token of a system of the hub, which works for every locality."""
    return make_account(role=RoleCode.HUB_MANAGER)


def as_bearer(token: str) -> Client:
    headers = {"X-Forwarded-Proto": "https", "Authorization": f"Bearer {token}"}
    return Client(headers=headers, SERVER_NAME="localhost")


@pytest.fixture
def system(token: str) -> Client:
    """The hub's system, calling."""
    return as_bearer(token)


@pytest.fixture
def melton_system(melton: Locality) -> Client:
    """A system that works as a co-ordinator of Melton does."""
    return as_bearer(make_account(name="Melton system", localities=[melton]))


@pytest.fixture
def asha(client: Client, melton: Locality) -> Client:
    """A browser in which a co-ordinator of Melton is signed in."""
    client.force_login(make_worker(locality=melton))
    return client


@pytest.fixture(params=["asha", "melton_system"])
def caller(request) -> Client:
    """Each kind of caller with the rights of Melton, one after the other."""
    return request.getfixturevalue(request.param)
