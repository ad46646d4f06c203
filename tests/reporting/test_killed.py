"""Packs made by real processes that are killed, and by two at once."""

import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, models

from lightbulb import children
from lightbulb.core.models import Event, OutboxRow
from lightbulb.core.record.models import OutboxState
from lightbulb.embedded import Engines
from reporting import actions
from reporting.enums import ReportState
from reporting.models import ReportFile, ReportRun
from reporting.packs import making, snapshot
from tests.reporting.county import NAMES, make_county
from tests.reporting.made import ASKED_ON, TIMETABLE, asked
from tests.service import DISPATCHER, WORKER, Service, service_on, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 50
SEVEN = (*NAMES, "Elmshire", "Farshire", "Glenwick")


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


def done() -> int:
    return ReportRun.objects.filter(state=ReportState.DONE).count()


def a_minute_passes() -> None:
    """What a worker that was killed had in hand is due again."""
    in_hand = OutboxRow.objects.filter(state__in=(OutboxState.HANDED, OutboxState.SENDING))
    # The kills are the test's doing, so none is laid to the pack's charge.
    in_hand.update(handed_at=models.F("handed_at") - timedelta(seconds=61), begun=0)


def make_and_close(run: ReportRun) -> None:
    making.make(str(run.pk))
    connection.close()


def test_two_who_make_a_pack_at_once_make_one(monkeypatch):
    printed: list[str] = []
    monkeypatch.setattr(making, "pdf_of", lambda page: (printed.append(page), b"%PDF")[1])
    run = asked()
    both = [threading.Thread(target=make_and_close, args=[run]) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert (len(printed), done()) == (1, 1)
    assert Event.objects.filter(verb="report_made").count() == 1


@pytest.mark.large
def test_eight_packs_are_made_once_each_while_the_worker_is_killed_fifty_times(service):
    make_county(names=SEVEN)
    service.start("dispatcher", DISPATCHER)
    runs = actions.ask_for_monthly_packs(by=TIMETABLE, on=ASKED_ON)
    assert len(runs) == 8
    counted: dict[object, str] = {}
    for number in range(KILLS):
        service.start("worker", WORKER)
        # Later and later in the worker's life: as it starts, counts, prints, finishes.
        time.sleep(1 + number % 10)
        service.kill("worker")
        kept = dict(ReportRun.objects.exclude(digest="").values_list("pk", "digest"))
        assert counted.items() <= kept.items()  # what was counted once is never counted anew
        counted |= kept
        a_minute_passes()
    service.start("worker", WORKER)
    assert wait_until(lambda: done() == len(runs), seconds=600)
    for run in ReportRun.objects.all():
        assert snapshot.digest(run.snapshot) == run.digest
    assert ReportFile.objects.count() == 2 * len(runs)
    assert Event.objects.filter(verb="report_made").count() == len(runs)
    assert OutboxRow.objects.filter(effect="make_report").count() == len(runs)
