"""Every figure opens the cases it was counted from: the same on its page and in the API."""

import pytest
from django.test import Client

from lightbulb.core.access.roles import RoleCode
from reporting.enums import Cohort
from reporting.indicators.registry import INDICATORS
from reporting.places import county_of, localities_of
from tests.api.conftest import as_bearer
from tests.api.factories import make_account
from tests.reporting.made import OCTOBER


@pytest.fixture
def board(county, monday) -> Client:
    return as_bearer(make_account(name="County board", role=RoleCode.HUB_MANAGER))


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.code)
@pytest.mark.parametrize("cohort", Cohort)
def test_page_and_api_open_the_cases_that_were_counted(indicator, cohort, as_manager, board):
    localities = localities_of(OCTOBER)
    for place in (county_of(localities), localities[-1]):
        chosen = {"period": OCTOBER.key, "cohort": cohort.value, "scope": place.key}
        counted = {row.reference for row in indicator.cases(OCTOBER, place, cohort)}
        page = as_manager.get(f"/reports/{indicator.code}/", chosen).context["page_of_cases"]
        told = board.get(f"/api/v1/indicators/{indicator.code}/", chosen).json()["figures"][0]
        rows = board.get(told["cases"]).json()["results"]
        assert {row.reference for row in page.rows} == counted
        assert {row["reference"] for row in rows} == counted
        # A base under five is not told; its cases are shown to whoever may see them.
        assert len(rows) == len(counted) == told["base"]["value"] or len(counted) < 5
