"""`make run`: the whole service on this machine, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import FrameType

import django
from django.conf import settings

from lightbulb.embedded import OWNER, NoEngine
from lightbulb.supervisor import GivenUp, Spec, Supervisor

PYTHON = sys.executable
MANAGE = str(Path(__file__).resolve().parent.parent / "manage.py")
WEB_PROCESSES, WEB_THREADS = 2, 4
WORKER_PROCESSES = 2


class Stopped(Exception):
    """Ctrl-C, or a polite request to end."""


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lightbulb.settings")
    django.setup()
    supervisor = Supervisor(logs=settings.VAR / "log", say=say)
    supervisor.logs.mkdir(parents=True, exist_ok=True)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stopped)
    try:
        refuse_a_taken_port()
        for spec in engine_specs():
            supervisor.start(spec)
        prepare_database()
        for spec in service_specs():
            supervisor.start(spec)
        announce()
        supervisor.watch()
    except Stopped:
        say("Stopping. Everything saved stays saved.")
        return 0
    except (GivenUp, NoEngine) as reason:
        say(str(reason))
        return 1
    finally:
        ignore_further_signals()
        supervisor.stop_all()


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
            raise GivenUp(
                f"Port {settings.PORT} is in use, perhaps by another Lightbulb. "
                f"Stop that, or choose another: make run PORT={settings.PORT + 1}"
            ) from error


def engine_specs() -> Iterable[Spec]:
    """The private engines, where no address of others is configured."""
    engines = settings.ENGINES
    if not os.environ.get("DATABASE_URL"):
        engines.prepare()
        yield Spec(
            "postgresql",
            engines.postgres_command(),
            stop_signal=signal.SIGINT,
            ready=engines.postgres_answers,
        )
    if not os.environ.get("REDIS_URL"):
        engines.prepare_folders()
        yield Spec("broker", engines.broker_command(), ready=engines.broker_answers)


def prepare_database() -> None:
    """Tables first, as their owner; then the demonstration county, when there is none."""
    manage("migrate", "--verbosity=0", env={"LIGHTBULB_DATABASE_ROLE": OWNER})
    if settings.DEMONSTRATION:
        manage("seed", "--if-empty")


def manage(*words: str, env: Mapping[str, str] | None = None) -> None:
    done = subprocess.run([PYTHON, MANAGE, *words], env={**os.environ, **(env or {})}, check=False)
    if done.returncode:
        raise GivenUp(f"manage.py {words[0]} failed, so nothing was started.")


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
        yield Spec("postcodes", [PYTHON, MANAGE, "load_postcodes", "--if-missing"], once=True)


def web_answers() -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((settings.BIND, settings.PORT)) == 0


def announce() -> None:
    manage("who_can_sign_in")
    say(f"Lightbulb is at {settings.PUBLIC_URL} — Ctrl-C stops it.")


if __name__ == "__main__":
    sys.exit(main())
