"""Signs of life of the processes behind the pages."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from lightbulb.celery import app
from lightbulb.core.models import Pulse
from lightbulb.core.record import pulse, worker
from lightbulb.core.record.scheduler import PulsingScheduler

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def sign_of(name: str, now: datetime) -> pulse.Sign:
    return next(sign for sign in pulse.signs(now) if sign.name == name)


@pytest.mark.django_db
def test_what_never_showed_itself_is_not_well():
    assert [(sign.name, sign.seen_at, sign.is_well) for sign in pulse.signs(NOW)] == [
        ("broker", None, False),
        ("dispatcher", None, False),
        ("worker", None, False),
        ("scheduler", None, False),
        ("sealer", None, False),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "silence"),
    [("broker", 30), ("dispatcher", 30), ("worker", 45), ("sealer", 180)],
)
def test_silence_beyond_its_measure_is_not_well(name, silence):
    pulse.show(name, at=NOW)
    assert sign_of(name, NOW + timedelta(seconds=silence)).is_well
    assert not sign_of(name, NOW + timedelta(seconds=silence + 1)).is_well


@pytest.mark.django_db
def test_a_later_sign_replaces_the_one_before():
    pulse.show("worker", at=NOW)
    pulse.show("worker", at=NOW + timedelta(hours=1))
    assert sign_of("worker", NOW).seen_at == NOW + timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_the_worker_and_the_scheduler_show_themselves():
    worker.show_pulse()
    assert PulsingScheduler(app=app).tick() <= 10
    assert set(Pulse.objects.values_list("name", flat=True)) == {"worker", "scheduler"}


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_ends_nobody(monkeypatch):
    with monkeypatch.context() as away:
        away.setitem(connection.settings_dict, "HOST", "/nowhere")
        connection.close()
        pulse.show_if_possible("worker", at=NOW)
    pulse.show_if_possible("worker", at=NOW)
    assert Pulse.objects.get().at == NOW
