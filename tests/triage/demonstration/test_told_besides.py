"""What the demonstration adds to its latest calls."""

from datetime import date

import pytest

from cases.actions import ask_ot
from cases.models import (
    Addendum,
    Competence,
    EqualityAnswers,
    OtWait,
    SafeguardingConcern,
    SignOff,
    Visit,
)
from cases.seed.competence import seed_competence
from lightbulb.core.access.roles import RoleCode
from tests.cases.factories import make_home, make_person, make_worker
from tests.cases.visit_rows import VISITED_ON, make_plan
from tests.core.factories import make_locality, make_membership, make_user
from tests.triage.demonstration.test_stories import cast
from tests.triage.factories import make_triage_officer, new_referral
from triage.actions import log_referral
from triage.demonstration import doors, therapy, told_besides
from triage.demonstration.cast import Cast
from triage.models import CallDraft, Invitation, Mail, PartnerLink, Sharing

__all__ = ["cast"]
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


def test_occupational_therapists_have_something_waiting_signed_and_to_agree_to(cast):
    """Six waits in one locality: one is assessed and signed, four have a day, one has none."""
    place = next(iter(cast.localities.values()))
    make_worker(locality=place, role=RoleCode.OT, name="Farida Wickett")
    worker = make_worker(locality=place, name="Bram Candlewick")
    for _ in range(6):
        case = make_plan(worker=worker)
        wait = OtWait(case=case, need="Stairs", risk="high", review_on=MONDAY)
        ask_ot(wait=wait, by=worker, on=VISITED_ON)
    therapy.seed_therapy(on=MONDAY)
    assert Visit.objects.booked().filter(kind="assessment").count() == 4
    assert Addendum.objects.get().visit.state == "done"
    assert OtWait.objects.standing().count() == 5
    assert SignOff.objects.waiting().get().asked_by == worker


def test_workers_are_signed_off_as_far_as_their_role(cast):
    place = next(iter(cast.localities.values()))
    make_worker(locality=place, role=RoleCode.OT, name="Farida Wickett")
    Competence.objects.all().delete()
    technical = make_user(name="Tess Wick")
    make_membership(user=technical, localities=[place], role=RoleCode.TECHNICAL_HSC)
    seed_competence(on=MONDAY)
    plain = cast.worker(place.lad_code, 0)
    assert Competence.objects.of(plain, on=MONDAY) == {"equipment", "minor"}
    assert Competence.objects.of(technical, on=MONDAY) == {"equipment", "minor", "simple_major"}
