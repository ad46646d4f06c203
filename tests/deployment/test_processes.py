"""The processes of docker-compose.yml, started by its own commands without any container."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from lightbulb import children
from lightbulb.core.keys import new_key
from lightbulb.core.models import OutboxRow, PostcodeDirectory
from lightbulb.core.places.directory import bundled_release
from lightbulb.core.record import outbox
from lightbulb.core.record.models import OutboxState
from lightbulb.embedded import APP, OWNER, Engines

ROOT = Path(__file__).resolve().parents[2]
STAYING = ("web", "worker", "scheduler", "dispatcher")
PATIENCE = 30.0  # seconds for each to be well, and to end

pytestmark = pytest.mark.django_db(transaction=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def own_broker(tmp_path):
    """A broker of this test alone: its worker must not take the work of others."""
    broker = Engines(tmp_path / "engines", durable=False)
    broker.prepare_folders()
    running = children.start(broker.broker_command(), output=subprocess.DEVNULL)
    yield broker
    children.stop(running)


@pytest.fixture
def environments(ours, engines, own_broker):
    """What the compose file gives each process, with this run's engines for production's."""
    here = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "REDIS_URL": own_broker.redis_url(),
        "PORT": (port := free_port()),
        "GUNICORN_CMD_ARGS": f"--bind=127.0.0.1:{port}",  # not on every address of the machine
    }
    database = connection.settings_dict["NAME"]
    return {
        name: service["environment"]
        | here
        | {"DATABASE_URL": engines.database_url(OWNER if name == "migrate" else APP, database)}
        for name, service in ours.items()
    }


@pytest.fixture
def running(ours, environments, tmp_path):
    """The four processes that stay, by name."""
    started = {}
    for name in STAYING:
        with (tmp_path / f"{name}.log").open("wb") as log:
            started[name] = children.start(
                ours[name]["command"], env=environments[name], output=log
            )
    yield started
    for child in started.values():
        children.stop(child, patience=5)


def run(command, environment):
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)


def is_well(check, environment):
    return run(check, environment).returncode == 0


def wait_until(is_so, *given):
    until = time.monotonic() + PATIENCE
    while not (so := is_so(*given)) and time.monotonic() < until:
        time.sleep(0.1)
    return so


def test_the_migrate_job_ends_well_and_can_be_run_again(ours, environments):
    PostcodeDirectory.objects.create(release=bundled_release(), postcodes=1)  # so none is loaded
    done = run(ours["migrate"]["command"], environments["migrate"])
    assert done.returncode == 0, done.stderr
    assert "No migrations to apply" in done.stdout


def test_every_process_starts_is_well_and_ends_when_asked(
    ours, environments, running, web_health_check
):
    checks = {name: ours[name]["healthcheck"]["test"][1:] for name in STAYING if name != "web"}
    checks["web"] = web_health_check
    for name, check in checks.items():
        assert wait_until(is_well, check, environments[name]), name

    with transaction.atomic():
        row = outbox.put("tell_staff", key="handed on", payload={"absence": str(new_key())})
    assert wait_until(lambda: OutboxRow.objects.get(pk=row.pk).state == OutboxState.DONE)

    for child in running.values():
        child.send_signal(signal.SIGTERM)
    ended = {name: child.wait(PATIENCE) for name, child in running.items()}
    assert ended == dict.fromkeys(STAYING, 0)
