"""Somebody who acts, effects that can be counted, and the service's own rights."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from lightbulb.core.models import OutboxRow, User
from lightbulb.core.record import outbox
from lightbulb.core.record.effects import Effect, all_effects
from tests.core.factories import make_user


@pytest.fixture
def asha(db: None) -> User:
    return make_user()


@pytest.fixture
def effect_named(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Lists an effect for this test; the list returned holds the keys it was done with."""

    def list_it(name: str, *, fails: Exception | None = None, **traits: bool) -> list[str]:
        done: list[str] = []

        def run(payload: Mapping[str, Any], key: str) -> None:
            done.append(key)
            if fails:
                raise fails

        monkeypatch.setitem(all_effects(), name, Effect(run, **traits))
        return done

    return list_it


@pytest.fixture
def put() -> Callable[..., OutboxRow]:
    """Put an effect in, in a transaction of its own."""

    def put_it(effect: str, key: str = "one", **options: Any) -> OutboxRow:
        with transaction.atomic():
            return outbox.put(effect, key=key, payload={}, **options)

    return put_it


@pytest.fixture
def as_the_service(db: None) -> Callable[[], Any]:
    """A block that runs with the rights of the service's own role in the database."""

    @contextmanager
    def block() -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE lightbulb_app")
            try:
                yield
            finally:
                cursor.execute("RESET ROLE")

    return block
