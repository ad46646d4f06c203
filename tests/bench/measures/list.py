"""The caseload, filtered, in each of its orders: what is open, and far down in everything."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from cases import caseload
from cases.filters import CaseFilter
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import User
from tests.bench.bars import Measured
from tests.bench.pages import Visitor, against_floors, somebody
from tests.bench.world import World

OPEN = "locality=charnwood&urgency=not_urgent"
EVERYTHING = "locality=charnwood&stage=closed&stage=delivering"
DEEP = 4_000  # rows down; of a smaller county, the middle of the list


def measure(world: World) -> Measured:
    world.use_county()
    manager = somebody(RoleCode.HUB_MANAGER)
    addresses = [f"/caseload/?{OPEN}&sort={sort}" for sort in caseload.SORTS]
    addresses += [
        f"/caseload/?{EVERYTHING}&sort={sort}&{deep(manager, sort)}" for sort in caseload.SORTS
    ]
    return against_floors(Visitor(manager), addresses, module="cases.views.caseload")


def deep(user: User, sort: str) -> str:
    """The place of a row far down the list, as the address says it."""
    order = caseload.SORTS[sort]
    asked = CaseFilter(QueryDict(EVERYTHING), user=user, on=timezone.localdate())
    rows = caseload.in_order(asked.qs, order, upwards=not order.descending)
    return urlencode({"after": order.key_of(rows[min(DEEP, rows.count() // 2)])})
