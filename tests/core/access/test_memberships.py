"""What a membership gives from its first day to its last, by its basis, and to whom."""

from datetime import date, timedelta

import pytest

from cases.models import Case
from lightbulb.core.access.permissions import (
    FOR_SYSTEMS,
    OF_A_LINE_MANAGER,
    Permission,
)
from lightbulb.core.access.roles import ROLES, Reach, RoleCode
from lightbulb.core.access.scope import allows
from lightbulb.core.access.sight import can_view
from lightbulb.core.service_accounts.models import ServiceAccount
from lightbulb.core.staff.enums import Basis
from tests.cases.factories import make_case, make_worker
from tests.core.access.factories import make_emergency, make_restriction
from tests.core.factories import make_locality, make_membership, make_user

ON = date(2026, 11, 23)
A_DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def melton():
    return make_locality(name="Melton")


@pytest.fixture
def case(melton):
    return make_case(locality=melton)


@pytest.mark.parametrize(
    ("first", "last", "seen"),
    [
        pytest.param(ON, ON, True, id="from today until today"),
        pytest.param(ON - A_DAY, ON - A_DAY, False, id="ended yesterday"),
        pytest.param(ON + A_DAY, None, False, id="begins tomorrow"),
    ],
)
def test_cover_holds_from_its_first_day_to_its_last(case, melton, first, last, seen):
    user = make_user()
    make_membership(
        user=user, localities=[melton], basis=Basis.COVER, starts_on=first, ends_on=last
    )
    assert Case.objects.visible_to(user, on=ON).exists() is seen
    assert can_view(user, Permission.READ_CASES, case.as_subject(), on=ON) is seen


def test_a_line_manager_sees_load_and_figures_and_no_case(client, case, melton, monday):
    user = make_user(name="Rashid Wick")
    make_membership(user=user, localities=[melton], role=RoleCode.SENIOR_HSC, basis=Basis.MATRIX)
    worker = make_worker(locality=melton, name="Meera Wickfield")
    Case.objects.update(lead_worker=worker, stage="allocated")
    client.force_login(user)
    board = client.get("/team/").content.decode()
    assert "Meera Wickfield" in board
    assert "Wilf Candlewick" not in board
    assert client.get(f"/cases/{case.pk}/").status_code == 403
    assert client.get("/caseload/").status_code == 403
    assert {each for each in Permission if allows(user, each, on=ON)} == OF_A_LINE_MANAGER


def test_somebody_who_may_not_sign_in_sees_nothing(case, melton):
    user = make_user(left=True)
    make_membership(user=user, localities=[melton])
    make_emergency(case, user=user)
    assert not Case.objects.visible_to(user, on=ON).exists()


def test_a_system_is_let_in_for_little_and_never_past_a_restriction(case, melton):
    account = ServiceAccount.objects.create(
        name="Hub system",
        organisation=melton.organisation,
        role=RoleCode.ADULT_SAFEGUARDING,
        token="0" * 64,
        starts_on=ON,
    )
    assert Case.objects.visible_to(account, on=ON).exists()
    assert {each for each in Permission if allows(account, each, on=ON)} <= FOR_SYSTEMS
    make_restriction(case.person)
    account = ServiceAccount.objects.get(pk=account.pk)  # as its next call has it
    assert not Case.objects.visible_to(account, on=ON).exists()
    assert not can_view(account, Permission.READ_CASES, case.as_subject(), on=ON)


def test_small_works_see_no_cases_and_money_sees_figures_only():
    small = (RoleCode.HANDYPERSON, RoleCode.WARM_HOMES_OFFICER, RoleCode.AT_OFFICER)
    money = (RoleCode.DISTRICT_FINANCE, RoleCode.DELIVERY_GROUP, RoleCode.OPERATIONAL_GROUP)
    assert {ROLES[role].permissions for role in small} == {frozenset({Permission.SEE_FIGURES})}
    assert {ROLES[role].permissions for role in money} == {
        frozenset({Permission.SEE_FIGURES, Permission.READ_PACKS})
    }
    assert ROLES[RoleCode.SUPPORT_WORKER].reach is Reach.OWN


def test_an_auditor_changes_nothing():
    changes = {
        *(Permission.WORK_CASES, Permission.LOG_REFERRALS, Permission.DECIDE_REFERRALS),
        *(Permission.RESTRICT, Permission.MANAGE_RESTRICTED, Permission.MERGE_PEOPLE),
        *(Permission.GIVE_OUT_CASES, Permission.SEND_LETTERS, Permission.OPEN_IN_EMERGENCY),
    }
    assert not ROLES[RoleCode.AUDITOR].permissions & changes
