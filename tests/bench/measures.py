"""The measures by name. Each is a function that does its work and says what came of it."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.floors import SUITE, Bar

ROOT = Path(__file__).resolve().parents[2]


class NotMeasured(Exception):
    """The work did not come to its end, so there is no figure; the message says why."""


@dataclass(frozen=True)
class Measured:
    """One figure. A ratio and a floor where there is something to hold it against."""

    value: float
    floor: float | None = None
    median: float | None = None
    p95: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None


@dataclass(frozen=True)
class Measure:
    bar: Bar
    run: Callable[[], Measured]


def suite() -> Measured:
    """The whole of `make test`, which must pass to count."""
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "tests.suite"], cwd=ROOT)
    if done.returncode:
        raise NotMeasured("the suite did not pass")
    return Measured(time.monotonic() - begun)


MEASURES = {each.bar.id: each for each in (Measure(SUITE, suite),)}
