"""The suite's own PostgreSQL and broker: made for one run, on unix sockets, gone after it.

Loaded by pytest before Django reads its settings. The run's first process starts the
engines and makes one migrated database; every test database is a copy of that.
"""

import atexit
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lightbulb import children
from lightbulb.embedded import DATABASE, OWNER, Engines

ROOT = Path(__file__).resolve().parent.parent
STARTED_BY = "SUITE_ENGINES"  # carries the address of the engines to helper processes
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


def begin() -> None:
    """Start the engines in the run's first process; helper processes inherit their address."""
    if STARTED_BY in os.environ:
        return
    data = Path(tempfile.mkdtemp(prefix="lightbulb-suite-"))
    engines = Engines(data, source=os.environ.pop("LIGHTBULB_ENGINES", "any"), durable=False)
    start(engines)
    for name in ("LIGHTBULB_DATABASE_ROLE", "BIND", "PORT"):
        os.environ.pop(name, None)
    os.environ.update(environment_of(engines))
    subprocess.run([sys.executable, ROOT / "manage.py", "migrate", "--verbosity=0"], check=True)
    os.environ[STARTED_BY] = str(data)


begin()
