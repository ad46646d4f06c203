"""From a verb to its effect, through the real dispatcher, broker and worker."""

import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection, transaction

from lightbulb import children
from lightbulb.core.models import Notice, OutboxRow, Pulse, User
from lightbulb.core.record import outbox
from lightbulb.core.record.models import OutboxState
from lightbulb.embedded import Engines
from tests.core.factories import make_absence, make_user
from tests.service import DISPATCHER, SCHEDULER, WORKER, Service, service_on, wait_until
from tests.worker_app import knock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Engines]:
    own = Engines(tmp_path / "engines", durable=False)
    own.prepare_folders()
    running = children.start(own.broker_command(), output=subprocess.DEVNULL)
    assert wait_until(own.broker_answers)
    yield own
    children.stop(running)


@pytest.fixture
def service(engines: Engines, broker: Engines, tmp_path: Path) -> Iterator[Service]:
    database = connection.settings_dict["NAME"]
    service = service_on(engines, broker, database=database, logs=tmp_path)
    yield service
    service.stop()


def ask_for_cover(many: int) -> None:
    """As many absences, each of somebody else, for one person to be told of."""
    cover = make_user(name="Bram Candlewick")
    people = User.objects.bulk_create(
        User(name=f"Person {number}", email=f"person{number}@partner.example", password="!")
        for number in range(many)
    )
    for person in people:
        with transaction.atomic():
            absence = make_absence(user=person, cover=cover)
            outbox.put(
                "tell_staff", key=f"cover:{absence.pk}", payload={"absence": str(absence.pk)}
            )


def done() -> int:
    return OutboxRow.objects.filter(state=OutboxState.DONE).count()


def each_was_told_once(many: int) -> bool:
    """One notice for each person away, whose address the notice carries."""
    addresses = list(Notice.objects.values_list("url", flat=True))
    return len(addresses) == len(set(addresses)) == many == done()


def well(name: str) -> bool:
    return Pulse.objects.filter(name=name).exists()


def backends_of_the_service() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = 'lightbulb_app' AND datname = %s",
            [connection.settings_dict["NAME"]],
        )
        return [pid for (pid,) in cursor.fetchall()]


def cut_off_the_service() -> None:
    """What a restart of the database does to everybody connected to it."""
    with connection.cursor() as cursor:
        for pid in backends_of_the_service():
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


def test_fifty_effects_happen_once_each(service):
    service.start("worker", WORKER)
    service.start("dispatcher", DISPATCHER)
    ask_for_cover(50)
    assert wait_until(lambda: done() == 50)
    assert each_was_told_once(50)


def test_the_worker_too_reaches_nobody_beyond_this_machine(service, broker, tmp_path):
    service.start("worker", WORKER)
    address = broker.redis_url().replace("unix://", "redis+socket://")
    answer = tmp_path / "answer"
    with knock.app.connection_for_write(address) as link:
        knock.apply_async(("192.0.2.1", 80, str(answer)), connection=link)
    assert wait_until(answer.exists)
    assert wait_until(answer.read_text)
    assert answer.read_text() == "refused by the guard"


@pytest.mark.large
def test_a_worker_that_has_not_reached_the_broker_leaves_no_sign(service):
    nowhere = {"REDIS_URL": "unix:///nowhere/broker.sock"}
    alone = replace(service, environment=service.environment | nowhere)
    alone.start("worker", WORKER)
    log = alone.logs / "worker.log"
    assert wait_until(lambda: "Cannot connect to" in log.read_text())
    assert not well("worker")


@pytest.mark.large
def test_a_thousand_effects_happen_once_each_while_the_worker_is_killed(service):
    service.start("dispatcher", DISPATCHER)
    ask_for_cover(1000)
    for times in range(1, 6):
        service.start("worker", WORKER)
        assert wait_until(lambda enough=120 * times: done() >= enough, seconds=120)
        service.kill("worker")
    assert done() < 1000
    service.start("worker", WORKER)
    assert wait_until(lambda: done() == 1000, seconds=240)
    assert each_was_told_once(1000)


@pytest.mark.large
def test_a_dispatcher_that_is_killed_loses_nothing(service):
    service.start("worker", WORKER)
    service.start("dispatcher", DISPATCHER)
    ask_for_cover(20)
    service.kill("dispatcher")
    service.start("dispatcher", DISPATCHER)
    assert wait_until(lambda: done() == 20, seconds=120)
    assert each_was_told_once(20)


@pytest.mark.large
def test_a_database_that_restarts_ends_no_process(service):
    for name, words in {"worker": WORKER, "dispatcher": DISPATCHER, "scheduler": SCHEDULER}.items():
        service.start(name, words)
        assert wait_until(lambda name=name: well(name))
    for _ in range(3):
        cut_off_the_service()
        time.sleep(3)
    Pulse.objects.all().delete()
    ask_for_cover(5)
    assert wait_until(lambda: done() == 5, seconds=120)
    assert all(wait_until(lambda name=name: well(name)) for name in service.running)
    assert all(child.poll() is None for child in service.running.values())
