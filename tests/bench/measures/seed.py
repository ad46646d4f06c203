"""`manage.py seed --cases 80000` into an empty database, from start to end of the command."""

from cases.models import Case
from tests.bench.bars import Measured
from tests.bench.world import World


def measure(world: World) -> Measured:
    seconds = world.use_county()
    return Measured(seconds, note=f"{Case.objects.count():,} cases written")
