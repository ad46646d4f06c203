"""A key or a tap on the visit page, until the page has taken it in and is drawn again."""

from statistics import median

from tests.bench.bars import Measured
from tests.bench.tablet import answer_a_visit, p95
from tests.bench.world import World


def measure(world: World) -> Measured:
    found = answer_a_visit(world)
    return Measured(
        median(found.kept),
        median=median(found.kept),
        p95=p95(found.kept),
        note=f"{len(found.kept)} changes; the page itself {found.page_bytes:,} bytes on the line",
    )
