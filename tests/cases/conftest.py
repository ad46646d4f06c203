"""The clock and the plain static files of the ground floor's pages, and who works on what."""

from datetime import date

import pytest

from cases import actions
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_case, make_worker
from tests.cases.visit_rows import make_hsc
from tests.core.conftest import monday, plain_static_files
from tests.core.factories import make_locality

__all__ = ["monday", "plain_static_files"]


@pytest.fixture
def melton(db):
    return make_locality(name="Melton", code="melton")


@pytest.fixture
def meera(melton):
    return make_worker(locality=melton, name="Meera Wickfield")


@pytest.fixture
def manager(melton):
    return make_worker(locality=melton, role=RoleCode.HUB_MANAGER, name="Alison Lampwright")


@pytest.fixture
def hsc(db):
    return make_hsc()


@pytest.fixture
def case(hsc):
    """A case that was given to the Housing Support Co-ordinator on 2 November 2026."""
    case = make_case(locality=hsc.memberships.get().localities.get())
    return actions.allocate(case=case, worker=hsc, by=hsc, on=date(2026, 11, 2))
