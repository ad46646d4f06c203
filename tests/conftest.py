"""What every test gets: a strict Django, HTTPS clients, a day that stands still."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from lightbulb.embedded import DATABASE, Engines
from tests.engines import STARTED_BY
from tests.kept import undone
from tests.migrated import put_back

TODAY = date(2026, 11, 23)  # the Monday of the design's pictures


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for engine in settings.TEMPLATES:
        engine["OPTIONS"]["string_if_invalid"] = UnknownVariable()
    # A machine that is busy with something else says nothing about an example.
    hypothesis.register_profile(
        "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    hypothesis.load_profile("suite")


class UnknownVariable(str):
    """Fails the test in which a template names something that is not there."""

    __slots__ = ()

    def __new__(cls) -> "UnknownVariable":
        return super().__new__(cls, "%s")

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"A template names an unknown variable: {name}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each test database is a copy of the one migrated when the run began."""
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = DATABASE


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """A test with transactions of its own has emptied every table, migrated rows too."""
    yield
    if "transactional_db" in item.fixturenames or own_transactions(item):
        put_back(item)


def own_transactions(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="module")
def kept_database(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """For what a module's tests share: the module makes it here, and overrides `db`."""
    with django_db_blocker.unblock(), undone():
        yield


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def client() -> Client:
    """A browser without a person, which speaks HTTPS as the service demands."""
    return Client(headers={"X-Forwarded-Proto": "https"}, SERVER_NAME="localhost")


@pytest.fixture
def engines() -> Engines:
    """The run's own engines, for tests that start processes of the service."""
    return Engines(Path(os.environ[STARTED_BY]), durable=False)


@pytest.fixture
def no_leftovers() -> Iterator[None]:
    """Close connections that a live server's threads opened."""
    yield
    connections.close_all()
