"""Two workers with the same row in hand, at the same moment."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from lightbulb.core.models import OutboxRow, User
from lightbulb.core.record import outbox
from lightbulb.core.record.effects import Effect
from lightbulb.core.record.models import OutboxState
from tests.core.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work: Callable[[], None], times: int) -> None:
    """Do the work in threads that begin together, each with a connection of its own."""
    gate = threading.Barrier(times)

    def one(number: int) -> None:
        try:
            gate.wait()
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        list(threads.map(one, range(times)))


def test_an_inside_effect_happens_once_for_two_workers(put, monkeypatch):
    asha = make_user(name="0")

    def add_one(payload, key):
        user = User.objects.get(pk=asha.pk)
        time.sleep(0.02)
        User.objects.filter(pk=asha.pk).update(name=str(int(user.name) + 1))

    monkeypatch.setitem(outbox.all_effects(), "add", Effect(add_one))
    for number in range(10):
        row = put("add", f"add:{number}")
        at_once(lambda pk=row.pk: outbox.perform(pk), times=2)
    assert User.objects.get(pk=asha.pk).name == "10"


@pytest.mark.parametrize("repeatable", [True, False])
def test_an_outside_effect_under_way_is_left_to_who_sends_it(put, monkeypatch, repeatable):
    sent = []

    def send(payload, key):
        time.sleep(0.1)
        sent.append(key)

    effect = Effect(send, outside=True, repeatable=repeatable)
    monkeypatch.setitem(outbox.all_effects(), "mail", effect)
    row = put("mail", "mail:1")
    at_once(lambda: outbox.perform(row.pk), times=3)
    assert sent == ["mail:1"]
    assert OutboxRow.objects.get(pk=row.pk).state == OutboxState.DONE


def test_two_dispatchers_never_hand_over_the_same_row(put, effect_named):
    effect_named("ring")
    rows = {put("ring", str(number)).pk for number in range(40)}
    handed: list[int] = []
    now = OutboxRow.objects.latest("not_before").not_before

    def take() -> None:
        while ids := outbox.due_rows(now, most=3):
            handed.extend(ids)

    at_once(take, times=2)
    assert sorted(handed) == sorted(rows)
