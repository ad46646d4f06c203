"""Extension points: every one is called, every member is what it says."""

import re

import pytest

from cases.extension_points import POINTS, Point, SearchSource, case_panels, search_sources
from tests.guards.sources import product_code

# What the architecture names. Another needs a decision in docs/adr/.
NAMED = {
    *("case_panels", "case_blockers", "on_death", "on_merge", "my_day_items"),
    *("search_sources", "retention_parts", "subject_access_parts"),
}


def code() -> str:
    """Everything but where points are declared and filled."""
    return "\n".join(
        path.read_text()
        for path in product_code()
        if path.name not in {"extension_points.py", "apps.py"}
    )


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_a_point_is_named_filled_and_called(point):
    assert point.name in NAMED
    assert point.members
    assert re.search(rf"\bin {point.name}\b", code())


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_every_member_can_be_called_by_its_name(point):
    assert len(list(point)) == len(point.members)


def test_members_are_what_their_point_takes():
    assert all(callable(panel) for panel in case_panels)
    assert all(isinstance(source, SearchSource) for source in search_sources)


def test_members_come_in_the_order_they_were_added_and_once():
    point: Point[object] = Point("case_panels", "To try.")
    point.add("math.tau")
    point.add("math.pi")
    assert [round(number, 2) for number in point] == [6.28, 3.14]
    with pytest.raises(ValueError, match="already"):
        point.add("math.pi")
