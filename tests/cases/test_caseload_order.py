"""Each order of the caseload has an index that leads to a page of it, however deep."""

import json
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.http import QueryDict

from cases import caseload
from cases.filters import CaseFilter
from cases.models import Case
from cases.rows import listed
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_worker
from tests.core.factories import make_locality

TODAY = date(2026, 11, 23)
# What each order begins at: of open cases, and of all.
INDEXES = {
    "next": ("case_open_in_order_of_next", "case_in_order_of_next"),
    "name": ("person_name", "person_name"),
    "opened": ("case_open_in_order_of_age", "case_in_order_of_age"),
    "newest": ("case_open_in_order_of_age", "case_in_order_of_age"),
}
SOMEWHERE = {"name": "candlewick wilf"}
KEY = UUID("01900000-0000-7000-8000-000000000000")
EVERYTHING = "stage=closed&stage=delivering&stage=opened"


@pytest.fixture(params=[RoleCode.HUB_MANAGER, RoleCode.HSC])
def reader(request, db):
    """Somebody of the whole county, and somebody of one locality."""
    return make_worker(locality=make_locality(name="Melton", code="melton"), role=request.param)


def nodes(plan: dict) -> list[dict]:
    below = [node for each in plan.get("Plans", []) for node in nodes(each)]
    return [plan, *below]


def plan_of(cases) -> list[dict]:
    """How the database would go about it, were the tables large: it sorts only what it must."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "sort", "bitmapscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    return nodes(json.loads(cases.explain(format="json"))[0]["Plan"])


def pages(reader, sort: str, filters: str):
    """The first page, one far down, and the way back from there."""
    asked = CaseFilter(QueryDict(filters), user=reader, on=TODAY).qs
    order = caseload.SORTS[sort]
    key = caseload.Key(SOMEWHERE.get(sort, TODAY), KEY)
    for upwards in (True, False):
        cases = caseload.in_order(listed(asked), order, upwards=upwards)
        for leg in (
            *caseload.legs(order, None, upwards=upwards),
            *caseload.legs(order, key, upwards=upwards),
        ):
            yield cases.filter(leg)[: caseload.PAGE + 1]


@pytest.mark.parametrize("filters", ["", EVERYTHING], ids=["open", "everything"])
@pytest.mark.parametrize("sort", caseload.SORTS)
def test_an_order_begins_at_its_index_and_sorts_no_whole_set(sort, filters, reader):
    allowed = set(INDEXES[sort][bool(filters) :])  # that of all cases leads to the open ones too
    for cases in pages(reader, sort, filters):
        plan = plan_of(cases)
        assert "Sort" not in [node["Node Type"] for node in plan]
        assert allowed & {node.get("Index Name") for node in plan}


def test_every_order_is_looked_at():
    assert INDEXES.keys() == caseload.SORTS.keys()
    assert len(caseload.SORTS) <= 5


def test_a_list_is_never_made_distinct(reader):
    asked = CaseFilter(
        QueryDict(f"{EVERYTHING}&urgency=urgent&locality=melton"), user=reader, on=TODAY
    )
    assert not asked.qs.query.distinct
    assert "DISTINCT" not in str(asked.qs.query)


def test_what_has_no_day_is_asked_for_only_where_the_days_end(reader, django_assert_num_queries):
    order = caseload.SORTS["next"]
    key = order.key_of(Case(next_action_on=TODAY, pk=KEY))
    with django_assert_num_queries(2):
        caseload.page_of(Case.objects.all(), order, after=key)
    with django_assert_num_queries(1):
        caseload.page_of(Case.objects.all(), order, before=key)
