"""What the demonstration adds to its latest calls."""

from datetime import date

import pytest

from cases.models import EqualityAnswers, SafeguardingConcern
from tests.cases.factories import make_home, make_person
from tests.core.factories import make_locality
from tests.triage.factories import make_triage_officer, new_referral
from triage.actions import log_referral
from triage.demonstration import told_besides
from triage.demonstration.cast import Cast
from triage.models import CallDraft, Sharing

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
