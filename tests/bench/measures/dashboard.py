"""The hub's dashboard: seven localities, every tile, twelve months of each."""

from lightbulb.core.access.roles import RoleCode
from tests.bench.bars import Measured
from tests.bench.pages import Visitor, against_floors, somebody
from tests.bench.world import World


def measure(world: World) -> Measured:
    world.use_county()
    manager = somebody(RoleCode.HUB_MANAGER)
    return against_floors(Visitor(manager), ["/reports/"], module="reporting.views.dashboard")
