"""The page of cases that are well under way, with everything on it."""

from django.db.models import Count

from cases.enums import Stage
from cases.models import Case
from lightbulb.core.access.roles import RoleCode
from tests.bench.bars import Measured
from tests.bench.pages import Visitor, against_floors, somebody
from tests.bench.world import World

HOW_MANY = 6


def measure(world: World) -> Measured:
    world.use_county()
    visitor = Visitor(somebody(RoleCode.HUB_MANAGER))
    addresses = [case.get_absolute_url() for case in fullest()]
    return against_floors(visitor, addresses, module="cases.views.case")


def fullest() -> list[Case]:
    """Open cases with the most in their plan, waiting for things ordered."""
    under_way = Case.objects.filter(stage=Stage.DELIVERING)
    return list(under_way.annotate(most=Count("solutions")).order_by("-most", "pk")[:HOW_MANY])
