"""The whole of `make test`, which must pass to count."""

import subprocess
import sys
import time

from tests.bench.bars import Measured, NotMeasured
from tests.bench.world import World
from tests.starting import ROOT


def measure(world: World) -> Measured:
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "tests.suite"], cwd=ROOT, env=world.outside)
    if done.returncode:
        raise NotMeasured("the suite did not pass")
    return Measured(time.monotonic() - begun)
