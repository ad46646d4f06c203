"""The processes of the service, started for a test as `make run` starts them.

They run on the test's own database with the service's rights, and on a broker of their
own, so that no other test's worker takes their work.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lightbulb import children
from lightbulb.embedded import APP, Engines
from tests.engines import ROOT, environment_of

WORKER = ("-m", "celery", "-A", "tests.worker_app", "worker", "--concurrency=2", "--loglevel=INFO")
SCHEDULER = ("-m", "celery", "-A", "lightbulb.celery", "beat", "--pidfile=", "--loglevel=INFO")
DISPATCHER = ("manage.py", "dispatch_outbox")


@dataclass
class Service:
    """Processes started so far, each by the name it was given."""

    environment: Mapping[str, str]
    logs: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, words: tuple[str, ...]) -> None:
        with (self.logs / f"{name}.log").open("ab") as log:
            command = [sys.executable, *(str(ROOT / w) if w == "manage.py" else w for w in words)]
            self.running[name] = children.start(command, env=self.environment, output=log)

    def kill(self, name: str) -> None:
        """As the machine's last resort does it: at once, with everything it started."""
        child = self.running.pop(name)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def stop(self) -> None:
        """End what is left; how politely is not what the tests ask."""
        for name in list(self.running):
            self.kill(name)


def service_on(engines: Engines, broker: Engines, *, database: str, logs: Path) -> Service:
    environment = environment_of(engines, role=APP, name=database)
    path = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return Service(path | environment | {"REDIS_URL": broker.redis_url()}, logs)


def wait_until(is_so: Callable[[], object], *, seconds: float = 30.0) -> bool:
    """Whether it became so in time."""
    until = time.monotonic() + seconds
    while not (so := is_so()) and time.monotonic() < until:
        time.sleep(0.1)
    return bool(so)
