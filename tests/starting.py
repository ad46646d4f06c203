"""Private engines for tests and measures: made for one run, on unix sockets, gone after it."""

import atexit
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

from lightbulb import children
from lightbulb.embedded import DATABASE, OWNER, Engines

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0


def environment_of(engines: Engines, *, role: str = OWNER, name: str = DATABASE) -> dict[str, str]:
    """Service mode, as the suite runs it, on these engines."""
    return {
        "DJANGO_SETTINGS_MODULE": "lightbulb.settings",
        "LIGHTBULB_MODE": "service",
        "DATABASE_URL": engines.database_url(role, name),
        "LIGHTBULB_DATABASE_ROLE": role,
        "REDIS_URL": engines.redis_url(),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "PUBLIC_URL": "https://localhost",
        "BEHIND_PROXY": "yes",  # so that a test may say a request came by https
        "EMAIL_URL": "smtp://localhost:2525",
        "EMAIL_FROM": "lightbulb@example.org",
    }


def start(engines: Engines) -> None:
    """Start both engines and leave word how to stop them."""
    engines.prepare()
    with (engines.data / "engines.log").open("ab") as log:
        running = [
            children.start(engines.postgres_command(), stop_signal=2, output=log),
            children.start(engines.broker_command(), output=log),
        ]
    atexit.register(stop, running, engines)
    until = time.monotonic() + PATIENCE
    while not (engines.postgres_answers() and engines.broker_answers()):
        if time.monotonic() > until:
            sys.exit(f"The suite's engines did not start. See {log.name}")
        time.sleep(0.05)


def stop(running: list[subprocess.Popen[bytes]], engines: Engines) -> None:
    for child in running:
        children.stop(child, stop_signal=2)
    for folder in (engines.data, engines.sockets):
        shutil.rmtree(folder, ignore_errors=True)
