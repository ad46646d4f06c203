"""What the measures run on: engines of their own, and databases filled for them once a run.

PostgreSQL is the wheel's, the same for everybody, unless another is insisted on. The
service is in service mode, with the service's rights in the database.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
import psycopg
from django.db import connection

from lightbulb.embedded import APP, DATABASE, OWNER, Engines
from tests.starting import ROOT, environment_of, start

CASES = 80_000


class World:
    """Engines, and the databases made so far with the seconds each took to fill."""

    def __init__(self, *, cases: int = CASES) -> None:
        self.cases = cases
        self.outside = dict(os.environ)  # for measures that start engines of their own
        self.data = Path(tempfile.mkdtemp(prefix="lightbulb-bench-"))
        source = os.environ.get("LIGHTBULB_ENGINES", "wheel")
        self.engines = Engines(self.data, source=source)
        self.filled: dict[str, float] = {}

    def begin(self) -> None:
        """Start the engines and set Django up on them."""
        start(self.engines)
        for name in ("LIGHTBULB_ENGINES", "BIND", "PORT"):
            os.environ.pop(name, None)
        manage("migrate", "--verbosity=0", **environment_of(self.engines, role=OWNER))
        os.environ.update(environment_of(self.engines, role=APP))
        django.setup()

    def postgres(self) -> str:
        program = self.engines.postgres()
        printed = subprocess.run([program.path, "--version"], capture_output=True, text=True)
        return printed.stdout.strip().replace("postgres (PostgreSQL)", "PostgreSQL")

    def use_county(self, cases: int | None = None) -> float:
        """Point this process at the demonstration county with so many cases, as it is today.

        Returns the seconds `manage.py seed` took when the county was made in this run.
        """
        cases = cases or self.cases
        name = f"county_{cases}"
        if name not in self.filled:
            self.make_database(name)
            demonstration = environment_of(self.engines, role=APP, name=name)
            demonstration |= {"LIGHTBULB_MODE": "demonstration", "PUBLIC_URL": "http://localhost"}
            begun = time.monotonic()
            manage("seed", f"--cases={cases}", **demonstration)
            self.filled[name] = time.monotonic() - begun
            self.tidy(name)
        self.use(name)
        return self.filled[name]

    def make_database(self, name: str) -> None:
        """An empty database of the service: a copy of the migrated one."""
        with psycopg.connect(self.engines.database_url(OWNER), autocommit=True) as owner:
            owner.execute(f"CREATE DATABASE {name} TEMPLATE {DATABASE}")

    def tidy(self, name: str) -> None:
        """What the database does by itself within minutes of so much being written."""
        with psycopg.connect(self.engines.database_url(OWNER, name), autocommit=True) as owner:
            owner.execute("VACUUM (ANALYZE)")

    def use(self, name: str) -> None:
        """From here on the service in this process reads and writes that database."""
        connection.close()
        connection.settings_dict["NAME"] = name


def manage(*words: str, **environment: str) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    subprocess.run(command, check=True, env=os.environ | environment)
