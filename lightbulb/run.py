"""`make run`: the whole service on this machine, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connections

from lightbulb.embedded import OWNER, NoEngine
from lightbulb.only_run import AlreadyRunning, OnlyRun
from lightbulb.supervisor import GivenUp, Spec, Supervisor

PYTHON = sys.executable
MANAGE = str(Path(__file__).resolve().parent.parent / "manage.py")
WEB_PROCESSES, WEB_THREADS = 2, 4
WORKER_PROCESSES = 2
RECOVERY = 120.0  # seconds PostgreSQL may take to read its log again after a hard end
LOWEST_PRIORITY = 19
HIGHEST_PORT = 65535


class Stopped(Exception):
    """Ctrl-C, or a polite request to end."""


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lightbulb.settings")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stopped)
    try:
        django.setup()
        serve()
    except Stopped:
        return 0
    except (AlreadyRunning, CommandError, GivenUp, ImproperlyConfigured, NoEngine) as reason:
        say(str(reason))
    return 1


def serve() -> None:
    """Start everything in its order and keep it running. Ends only by an exception."""
    turn = OnlyRun(settings.VAR)
    turn.begin()
    supervisor = Supervisor(logs=settings.VAR / "log", say=say, keep_open=(turn.held,))
    supervisor.logs.mkdir(parents=True, exist_ok=True)
    try:
        start_all(supervisor)
        announce()
        supervisor.watch()
    except Stopped:
        say("Stopping. Everything saved stays saved.")
        raise
    finally:
        ignore_further_signals()
        supervisor.stop_all()


def start_all(supervisor: Supervisor) -> None:
    refuse_a_taken_port()
    for spec in engine_specs():
        supervisor.start(spec)
    prepare_database()
    for spec in service_specs():
        supervisor.start(spec)


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (the person at the terminal reads it)


def stopped(number: int, frame: FrameType | None) -> None:
    raise Stopped


def ignore_further_signals() -> None:
    """A second Ctrl-C must not leave half the children running."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def refuse_a_taken_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.BIND, settings.PORT))
        except OSError as error:
            another = settings.PORT + 1 if settings.PORT < HIGHEST_PORT else 8000
            raise GivenUp(
                f"Port {settings.PORT} cannot be used ({error.strerror}), perhaps because "
                f"another program uses it. Stop that, or choose another port: "
                f"make run PORT={another}"
            ) from error


def engine_specs() -> Iterable[Spec]:
    """The private engines, where no address of others is configured."""
    engines = settings.ENGINES
    engines.clear_away()
    if not os.environ.get("DATABASE_URL"):
        engines.prepare()
        yield Spec(
            "postgresql",
            engines.postgres_command(),
            stop_signal=signal.SIGINT,
            ready=engines.postgres_answers,
            patience=RECOVERY,
            is_engine=True,
        )
    if not os.environ.get("REDIS_URL"):
        engines.prepare_folders()
        yield Spec("broker", engines.broker_command(), ready=engines.broker_answers, is_engine=True)


def prepare_database() -> None:
    """Tables first, as their owner; then the demonstration county, when there is none."""
    environment = {**os.environ, "LIGHTBULB_DATABASE_ROLE": OWNER}
    migrate = [PYTHON, MANAGE, "migrate", "--verbosity=0"]
    if subprocess.run(migrate, env=environment, check=False).returncode:
        raise GivenUp("manage.py migrate failed, so nothing was started.")
    if settings.DEMONSTRATION:
        call_command("seed", if_empty=True)
        connections.close_all()


def service_specs() -> Iterable[Spec]:
    """The service's own processes, as in docker-compose.yml."""
    celery = [PYTHON, "-m", "celery", "-A", "lightbulb.celery"]
    yield Spec(
        "web",
        [
            *(PYTHON, "-m", "gunicorn", "lightbulb.wsgi"),
            *("--worker-class", "gthread", "--workers", str(WEB_PROCESSES)),
            *("--threads", str(WEB_THREADS), "--bind", f"{settings.BIND}:{settings.PORT}"),
            *("--graceful-timeout", "10", "--no-control-socket"),
        ],
        ready=web_answers,
    )
    yield Spec(
        "worker", [*celery, "worker", "--concurrency", str(WORKER_PROCESSES), "--loglevel=INFO"]
    )
    yield Spec("scheduler", [*celery, "beat", "--pidfile=", "--loglevel=INFO"])
    yield Spec("dispatcher", [PYTHON, MANAGE, "dispatch_outbox"])
    if settings.DEMONSTRATION:
        yield Spec(
            "postcodes",
            [PYTHON, MANAGE, "load_postcodes", "--if-missing"],
            once=True,
            niceness=LOWEST_PRIORITY,
        )


def web_answers() -> bool:
    """Whether the web server answers anything at all: pages speak for themselves."""
    web = HTTPConnection(settings.BIND, settings.PORT, timeout=2)
    try:
        web.request("GET", "/healthz/")
        web.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        web.close()
    return True


def announce() -> None:
    if settings.DEMONSTRATION:
        call_command("who_can_sign_in")
        connections.close_all()
    say(f"\nLightbulb is at {settings.PUBLIC_URL} — Ctrl-C stops it.")


if __name__ == "__main__":
    sys.exit(main())
