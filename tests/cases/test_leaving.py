"""When somebody has died, when a case goes elsewhere, and what stops it from being closed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases import actions
from cases.effects import introduce
from cases.enums import LetterState, Outcome, Stage, VisitState, WaitingOn
from cases.models import Case, Hold, SafeguardingConcern
from lightbulb.core.record.models import Event
from lightbulb.core.staff.models import Notice
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_worker
from tests.cases.visit_rows import BOOKED_ON, VISITED_ON, make_order, make_visit
from tests.core.factories import make_agreement, make_locality, make_membership
from tests.triage.factories import make_triage_officer, new_referral

DIED = date(2026, 11, 7)
TOLD = date(2026, 11, 9)


@pytest.fixture
def elmshire(hsc):
    return hsc.memberships.get().localities.get()


@pytest.fixture
def case(hsc, elmshire):
    return actions.allocate(case=make_case(locality=elmshire), worker=hsc, by=hsc, on=BOOKED_ON)


def died(case, by, *, on=TOLD):
    return actions.record_death(case=case, died_on=DIED, by=by, on=on)


# --- A death -----------------------------------------------------------------------------


def test_letters_that_are_not_sent_stop_and_none_is_written_again(case, hsc):
    introduce({"case": str(case.pk), "worker": str(hsc.pk), "on": BOOKED_ON.isoformat()}, "k")
    letter = case.letters.get()
    died(case, hsc)
    letter.refresh_from_db()
    assert letter.state == LetterState.TAKEN_BACK
    introduce({"case": str(case.pk), "worker": str(hsc.pk), "on": TOLD.isoformat()}, "k2")
    assert case.letters.count() == 1


def test_a_booked_visit_is_cancelled_and_a_wait_ends(hsc):
    visit = make_visit(worker=hsc)
    hold = Hold(case=visit.case, cause="landlord", reason="Consent", owner=hsc)
    hold.starts_on = hold.next_on = BOOKED_ON
    actions.put_on_hold(hold=hold, by=hsc, on=BOOKED_ON)
    died(visit.case, hsc)
    visit.refresh_from_db()
    case = Case.objects.get(pk=visit.case_id)
    assert visit.state == VisitState.CANCELLED
    assert (case.stage, case.waiting_on) == (Stage.ALLOCATED, WaitingOn.WORKER)
    assert not Hold.objects.standing().exists()


def test_what_is_left_becomes_tasks_and_whom_to_ring_is_kept(hsc):
    order = make_order(worker=hsc)
    case = order.solution.case
    case.person.call_first = "Carol, daughter, 01632 960 118"
    case.person.save(update_fields=["call_first"])
    died(case, hsc, on=VISITED_ON)
    words = list(case.tasks.order_by("id").values_list("text", flat=True))
    assert words == [
        "Speak with the family (Carol, daughter, 01632 960 118)",
        "Cancel what is on order: Bath board",
    ]
    case.refresh_from_db()
    assert case.is_open
    assert case.person.call_first


def test_every_open_case_of_theirs_is_told_wherever_it_lies(case, hsc):
    far = make_locality(name="Ashmoor")
    worker = make_worker(locality=far, name="Ida Far")
    elsewhere = make_case(person=case.person, locality=far)
    actions.allocate(case=elsewhere, worker=worker, by=worker, on=BOOKED_ON)
    died(case, hsc)
    assert elsewhere.tasks.get().owner == worker


def test_whoever_took_a_referral_that_waits_is_told(case, hsc, elmshire):
    officer = make_triage_officer()
    referral = new_referral(person=case.person, locality=elmshire, reference="LB-2222-2222")
    referral.received_on, referral.logged_by = BOOKED_ON, officer
    referral.save(force_insert=True)
    died(case, hsc)
    assert "has died" in Notice.objects.get(to=officer).text


def test_known_already_and_days_to_come_are_refused(case, hsc):
    with pytest.raises(ValidationError, match="today or before"):
        actions.record_death(case=case, died_on=date(2026, 11, 10), by=hsc, on=TOLD)
    died(case, hsc)
    with pytest.raises(NotAllowed):
        died(case, hsc)


def test_a_mistake_is_taken_back(client, case, hsc):
    died(case, hsc)
    client.force_login(hsc)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Died on Saturday 7 November 2026" in page
    assert "They have not died" in page
    client.post(reverse("cases:take_back_death", args=[case.pk]))
    case.person.refresh_from_db()
    assert case.person.died_on is None
    assert Event.objects.filter(verb="death_taken_back").exists()


def test_the_page_says_what_will_happen_and_keeps_a_wrong_day(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:record_death", args=[case.pk])
    assert "Whom to ring is" in client.get(page).content.decode()
    response = client.post(page, {"died_on": "1/1/1900"})
    assert "before they were born" in response.content.decode()
    assert "1/1/1900" in response.content.decode()


# --- Another locality --------------------------------------------------------------------


@pytest.fixture
def ashmoor():
    return make_locality(name="Ashmoor")


def transfer(case, to, by, *, worker=None):
    return actions.transfer_case(
        case=case, to=to, worker=worker, reason="Moved house", by=by, on=TOLD
    )


def test_before_its_visit_a_case_waits_there_to_be_given_out(case, hsc, ashmoor):
    due = Case.objects.get(pk=case.pk).due_on
    transfer(case, ashmoor, hsc)
    case.refresh_from_db()
    assert (case.locality, case.stage, case.lead_worker) == (ashmoor, Stage.OPENED, None)
    assert case.due_on == due
    moved = case.transfers.get()
    assert (moved.before.name, moved.reason) == ("Elmshire", "Moved house")


def test_a_worker_who_works_there_too_keeps_the_case(case, hsc, ashmoor):
    make_membership(user=hsc, localities=[ashmoor])
    transfer(case, ashmoor, hsc)
    case.refresh_from_db()
    assert (case.stage, case.lead_worker) == (Stage.ALLOCATED, hsc)


def test_with_a_visit_booked_nobody_is_left_without_a_worker(hsc, ashmoor):
    case = make_visit(worker=hsc).case
    with pytest.raises(ValidationError, match="further than its first call"):
        transfer(case, ashmoor, hsc)
    there = make_worker(locality=ashmoor, name="Ida Far")
    transfer(case, ashmoor, hsc, worker=there)
    case.refresh_from_db()
    assert (case.stage, case.lead_worker) == (Stage.VISIT_BOOKED, there)


def test_to_a_worker_of_another_council_only_under_an_agreement(case, hsc, ashmoor, elmshire):
    away = make_locality(name="Oakvale")
    borrowed = make_worker(locality=away, name="Ned Oak")
    make_membership(user=borrowed, localities=[ashmoor], organisation=away.organisation)
    with pytest.raises(PermissionDenied, match="agreement"):
        transfer(case, ashmoor, hsc, worker=borrowed)
    make_agreement(giver=ashmoor.organisation, receiver=away.organisation, locality=ashmoor)
    transfer(case, ashmoor, hsc, worker=borrowed)
    case.refresh_from_db()
    assert case.lead_worker == borrowed


def test_on_the_page_a_case_moves_and_the_reader_is_led_where_they_still_see(client, case, hsc):
    to = make_locality(name="Ashmoor")
    client.force_login(hsc)
    page = reverse("cases:transfer", args=[case.pk])
    response = client.post(page, {"to": to.pk, "reason": "Moved house"})
    assert response["Location"] == reverse("cases:my_day")
    wrong = client.post(page, {"to": "nowhere", "reason": ""})
    assert wrong.status_code == 404  # it lies elsewhere now


# --- What stops closing ------------------------------------------------------------------


def test_an_open_concern_stops_closing_and_says_where_it_is_ended(client, case, hsc):
    concern = SafeguardingConcern(person=case.person, route="adult", note="Bruises.")
    actions.raise_concern(concern=concern, by=hsc, on=TOLD)
    with pytest.raises(NotAllowed, match="county has not said"):
        actions.close(case=case, outcome=Outcome.COMPLETED, by=hsc, on=TOLD)
    client.force_login(hsc)
    page = client.get(reverse("cases:step", args=[case.pk, "close"]) + "?anyway=1")
    words = page.content.decode()
    assert reverse("cases:concern", args=[concern.pk]) in words
    assert "Close it all the same" not in words
