"""Work crosses a council boundary only under an agreement for it, there, on that day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from cases import actions
from cases.access import why_not_give_out_case, why_not_take
from cases.workers import may_take
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.enums import Function
from lightbulb.core.staff.enums import Basis
from tests.cases.factories import make_case
from tests.core.factories import make_agreement, make_locality, make_membership, make_user

ON = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture
def charnwood():
    return make_locality(name="Charnwood")


@pytest.fixture
def blaby():
    return make_locality(name="Blaby")


@pytest.fixture
def case(charnwood):
    return make_case(locality=charnwood)


def worker_of(council, locality, **held):
    user = make_user(name="Amit Wick")
    make_membership(user=user, organisation=council.organisation, localities=[locality], **held)
    return user


def offered(user, case):
    return user in may_take(case, on=ON)


def test_ones_own_council_needs_no_agreement(charnwood, case):
    assert why_not_take(worker_of(charnwood, charnwood), case, on=ON) is None


def test_without_an_agreement_the_words_name_the_one_that_is_missing(charnwood, blaby, case):
    worker = worker_of(blaby, charnwood)
    assert why_not_take(worker, case, on=ON) == (
        "There is no agreement by which Charnwood District Council lets Blaby District Council "
        "do casework in Charnwood on Monday 23 November 2026."
    )
    assert not offered(worker, case)


def test_entering_the_agreement_allows_it(charnwood, blaby, case):
    worker = worker_of(blaby, charnwood)
    giver = worker_of(charnwood, charnwood, role=RoleCode.ADMINISTRATOR)
    with pytest.raises(PermissionDenied, match="no agreement"):
        actions.allocate(case=case, worker=worker, by=giver, on=ON)
    make_agreement(giver=charnwood.organisation, receiver=blaby.organisation)
    assert actions.allocate(case=case, worker=worker, by=giver, on=ON).lead_worker == worker
    assert offered(worker, case)


@pytest.mark.parametrize(
    "terms",
    [
        {"function": Function.MANAGEMENT},
        {"starts_on": ON + timedelta(days=1)},
        {"ended": True},
        {"locality": None, "turned": True},
    ],
    ids=["another function", "from tomorrow", "over", "the other way round"],
)
def test_an_agreement_for_something_else_does_not_help(charnwood, blaby, case, terms):
    ends = {"giver": charnwood.organisation, "receiver": blaby.organisation}
    if terms.pop("turned", False):
        ends = {"giver": blaby.organisation, "receiver": charnwood.organisation}
    make_agreement(**ends, **terms)
    worker = worker_of(blaby, charnwood)
    assert "no agreement" in why_not_take(worker, case, on=ON)
    assert not offered(worker, case)


def test_an_agreement_may_be_for_one_locality_of_a_council(charnwood, blaby, case):
    other = make_locality(name="Loughborough", organisation=charnwood.organisation)
    agreed = make_agreement(
        giver=charnwood.organisation, receiver=blaby.organisation, locality=other
    )
    worker = worker_of(blaby, charnwood)
    assert why_not_take(worker, case, on=ON)
    agreed.locality = charnwood
    agreed.save()
    assert why_not_take(worker, case, on=ON) is None
    assert offered(worker, case)


def test_cover_needs_an_agreement_for_cover(charnwood, blaby, case):
    worker = worker_of(blaby, charnwood, basis=Basis.COVER)
    ends = {"giver": charnwood.organisation, "receiver": blaby.organisation}
    make_agreement(**ends)
    assert "lets Blaby District Council cover in Charnwood" in why_not_take(worker, case, on=ON)
    make_agreement(**ends, function=Function.COVER)
    assert why_not_take(worker, case, on=ON) is None
    assert offered(worker, case)


def test_giving_out_a_case_of_another_council_needs_one_too(charnwood, blaby, case):
    manager = worker_of(blaby, blaby, role=RoleCode.HUB_MANAGER)
    assert "lets Blaby District Council do casework" in why_not_give_out_case(manager, case, on=ON)
    make_agreement(giver=charnwood.organisation, receiver=blaby.organisation)
    assert why_not_give_out_case(manager, case, on=ON) is None


def test_no_function_of_an_agreement_is_safeguarding():
    assert not any("safeguard" in label.lower() for label in Function.labels)
