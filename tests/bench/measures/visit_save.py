"""A change on the visit page, until the server has said that it is kept."""

from statistics import median

from tests.bench.bars import Measured
from tests.bench.tablet import answer_a_visit, p95
from tests.bench.world import World


def measure(world: World) -> Measured:
    found = answer_a_visit(world)
    return Measured(
        median(found.saves),
        median=median(found.saves),
        p95=p95(found.saves),
        note=f"{len(found.saves)} saves of the whole document on the loopback",
    )
