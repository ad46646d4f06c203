"""What is passed on is policy: changed from a day on, never for what was asked before."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from tests.cases.factories import make_worker
from triage.actions import change_flow
from triage.models import SharingFlow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "plain_static_files")]
MONDAY, DECEMBER = date(2026, 11, 23), date(2026, 12, 1)


@pytest.fixture
def flow():
    return SharingFlow.objects.get(code="fire")


@pytest.fixture
def manager(melton):
    return make_worker(locality=melton, role=RoleCode.SERVICE_MANAGER, name="Clem Sconce")


def changed(flow, by, **changes):
    return change_flow(flow=flow, changes=changes, starts_on=DECEMBER, by=by, on=MONDAY)


def test_the_old_flow_ends_the_day_before_the_new_one_begins(flow, manager):
    anew = changed(flow, manager, purpose="for a safety visit")
    flow.refresh_from_db()
    assert (flow.ends_on, anew.starts_on) == (date(2026, 11, 30), DECEMBER)
    assert (anew.recipient, anew.legal_basis) == (flow.recipient, flow.legal_basis)
    assert SharingFlow.objects.in_force(MONDAY).get(code="fire") == flow
    assert SharingFlow.objects.in_force(DECEMBER).get(code="fire") == anew
    assert Event.objects.get(verb="sharing_changed").detail["fields"] == ["purpose"]


def test_it_is_changed_once_and_never_for_days_that_are_past(flow, manager):
    with pytest.raises(ValidationError, match="must be today or later"):
        change_flow(flow=flow, changes={}, starts_on=date(2026, 11, 22), by=manager, on=MONDAY)
    changed(flow, manager)
    with pytest.raises(ValidationError, match="changed already"):
        changed(flow, manager)


def test_triage_reads_it_and_managers_change_it(as_priya, priya, client, flow, manager):
    page = as_priya.get(reverse("triage:sharing_flows")).content.decode()
    assert "Fire and rescue service" in page
    assert "Managers and information governance say what is passed on" in page
    with pytest.raises(PermissionDenied):
        changed(flow, priya)
    client.force_login(manager)
    address = reverse("triage:change_sharing_flow", args=[flow.pk])
    told = {"purpose": "for a safety visit", "legal_basis": "", "source": "Board"}
    refused = client.post(address, told | {"starts_on": "1/12/2026"})
    assert "Enter the legal basis" in refused.content.decode()
    client.post(address, told | {"legal_basis": "Example", "starts_on": "1/12/2026"})
    assert SharingFlow.objects.in_force(DECEMBER).get(code="fire").source == "Board"
