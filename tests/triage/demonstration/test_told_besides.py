"""What the demonstration adds to its latest calls."""

from datetime import date

import pytest

from cases.models import EqualityAnswers, SafeguardingConcern
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_home, make_person, make_worker
from tests.core.factories import make_locality
from tests.triage.factories import make_triage_officer, new_referral
from triage.actions import log_referral
from triage.demonstration import doors, told_besides
from triage.demonstration.cast import Cast
from triage.models import CallDraft, Invitation, Mail, PartnerLink, Sharing

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def test_every_page_of_the_front_door_has_something_to_show(monkeypatch):
    officer = make_triage_officer()
    monkeypatch.setattr(told_besides, "cast_on", lambda day: Cast(officer, {}, {}))
    for name in ("Ann", "Bert"):
        person = make_person(given_name=name, home=make_home(locality=make_locality()))
        log_referral(referral=new_referral(person=person), by=officer, on=MONDAY)
    told_besides.seed_told_besides(on=MONDAY)
    assert {each.route for each in SafeguardingConcern.objects.all()} == {"adult", "child"}
    assert Sharing.objects.exists()
    assert EqualityAnswers.objects.count() == 2
    assert CallDraft.objects.get().user == officer


def test_the_other_doors_have_something_waiting_too(monkeypatch):
    """Three mails of which one is settled; of 24 invited five said no and one has moved."""
    officer = make_triage_officer()
    make_worker(locality=make_locality(), role=RoleCode.HUB_MANAGER, name="Ottilie Wick")
    monkeypatch.setattr(doors, "cast_on", lambda day: Cast(officer, {}, {}))
    doors.seed_doors(on=MONDAY)
    assert Mail.objects.waiting().count() == 2
    assert Invitation.objects.waiting().count() == 18
    assert PartnerLink.objects.usable(MONDAY).count() == 2
