"""The suite's own PostgreSQL and broker: made for one run, on unix sockets, gone after it.

Loaded by pytest before Django reads its settings. The run's first process starts the
engines and makes one migrated database; every test database is a copy of that.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lightbulb.embedded import Engines
from tests.starting import ROOT, environment_of, start

__all__ = ["ROOT", "STARTED_BY", "environment_of"]
STARTED_BY = "SUITE_ENGINES"  # carries the address of the engines to helper processes
STARTED_FROM = "SUITE_ENGINES_SOURCE"  # and where their programs come from


def begin() -> float:
    """Start the engines in the run's first process; helper processes inherit their address.

    Tells how many seconds that took.
    """
    begun = time.monotonic()
    if STARTED_BY in os.environ:
        return 0.0
    data = Path(tempfile.mkdtemp(prefix="lightbulb-suite-"))
    engines = Engines(data, source=os.environ.pop("LIGHTBULB_ENGINES", "any"), durable=False)
    start(engines)
    for name in ("LIGHTBULB_DATABASE_ROLE", "BIND", "PORT"):
        os.environ.pop(name, None)
    os.environ.update(environment_of(engines))
    subprocess.run([sys.executable, ROOT / "manage.py", "migrate", "--verbosity=0"], check=True)
    os.environ |= {STARTED_BY: str(data), STARTED_FROM: engines.postgres().source}
    return time.monotonic() - begun


SECONDS_TO_BEGIN = begin()
