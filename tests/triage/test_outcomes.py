"""Each outcome lands where it should, and can be taken back for a minute."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from cases import actions as cases
from cases.enums import CaseKind
from cases.models import Case
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from lightbulb.core.organisations.enums import OrganisationKind
from lightbulb.core.record import outbox
from lightbulb.core.record.models import OutboxRow
from lightbulb.core.staff.models import Notice
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_home, make_person, make_worker
from tests.core.factories import make_membership, make_organisation, make_user
from tests.triage.factories import new_referral
from triage.actions import (
    Asked,
    Choice,
    ask_for_details,
    decide,
    details_came,
    log_referral,
    pause_undo,
    undo_decision,
)
from triage.enums import Need, Staying, TriageOutcome
from triage.models import Referral, TriageDecision

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def add(priya, locality, **told):
    person = make_person(home=make_home(locality=locality) if locality else None)
    referral = new_referral(person=person, **told)
    if locality is None:
        referral.home = None
    return log_referral(referral=referral, by=priya, on=FRIDAY)


def choose(referral, outcome, priya, **more):
    choice = Choice(outcome=outcome, override_reason="They asked for it", **more)
    return decide(referral=referral, choice=choice, by=priya, on=MONDAY, at=NINE)


ENDS_HERE = [
    (TriageOutcome.ADVICE, {"note": "Move the cups down"}),
    (TriageOutcome.SELF_HELP, {}),
    (TriageOutcome.SIGNPOSTED, {"service": "Handyperson"}),
    (TriageOutcome.OTHER_DISTRICT, {"service": "Housing options"}),
    (TriageOutcome.ADULT_SOCIAL_CARE, {}),
    (TriageOutcome.CHILDRENS_SERVICES, {}),
    (TriageOutcome.OUT_OF_AREA, {"council": "Rutland County Council"}),
]


@pytest.mark.parametrize(("outcome", "more"), ENDS_HERE)
def test_an_outcome_without_a_case_closes_the_referral(priya, melton, outcome, more):
    referral = add(priya, melton)
    decision = choose(referral, outcome, priya, **more)
    referral.refresh_from_db()
    assert (referral.state, referral.case) == ("decided", None)
    assert all(getattr(decision, name) == value for name, value in more.items())


def test_the_facts_and_the_figures_are_kept_with_the_decision(priya, melton):
    decision = choose(add(priya, melton, falls=2), TriageOutcome.LOCALITY_CASE, priya)
    assert decision.facts["needs"] == ["bathing"]
    assert (decision.facts["falls"], decision.facts["days_waited"]) == (2, 3)
    # bath 1, two falls 2, aged 85 1
    assert (decision.figures_from, decision.score) == (date(2017, 10, 1), 4)


def test_a_hospital_case_needs_no_locality_but_says_who_pays(priya):
    trust = make_organisation(name="Elm Hospitals", kind=OrganisationKind.NHS)
    referral = add(priya, None, staying=Staying.WARD, needs=[Need.MOVING])
    choose(referral, TriageOutcome.HOSPITAL_HOUSING, priya, funder=trust)
    case = Case.objects.get()
    assert (case.kind, case.locality, case.funder) == (CaseKind.HOSPITAL, None, trust)
    assert case.reference == referral.reference


def test_a_duplicate_names_what_it_joins(priya, melton):
    first = add(priya, melton)
    again = log_referral(referral=new_referral(person=first.person), by=priya, on=MONDAY)
    decision = choose(again, TriageOutcome.DUPLICATE, priya, duplicate_of=first)
    assert decision.duplicate_of == first
    assert decision.suggested_outcome == TriageOutcome.DUPLICATE


def test_details_that_are_asked_for_leave_the_queue_until_their_day(priya, melton):
    referral = add(priya, melton)
    asked = Asked(whom="The surgery", what="Which house?", chase_on=MONDAY)
    ask_for_details(referral=referral, asked=asked, by=priya, on=FRIDAY)
    assert not Referral.objects.in_queue(FRIDAY).exists()
    assert Referral.objects.in_queue(MONDAY).get().asked_whom == "The surgery"
    details_came(referral=referral, by=priya, on=FRIDAY)
    assert Referral.objects.in_queue(FRIDAY).get().asked_whom == ""


def test_taking_it_back_leaves_no_case_and_nothing_sent(priya, melton):
    worker = make_worker(locality=melton)
    referral = add(priya, melton)
    choose(referral, TriageOutcome.LOCALITY_CASE, priya)
    undo_decision(referral=referral, by=priya, on=MONDAY, at=NINE + timedelta(seconds=59))
    referral.refresh_from_db()
    assert (referral.state, referral.case) == ("received", None)
    assert not Case.objects.exists()
    assert not TriageDecision.objects.exists()
    assert {row.state for row in OutboxRow.objects.all()} == {"cancelled"}
    assert not Notice.objects.filter(to=worker).exists()
    verbs = Event.objects.values_list("verb", flat=True)
    assert {"case_opened", "case_taken_back", "decision_undone"} <= set(verbs)


def test_after_taking_it_back_it_can_be_decided_again(priya, melton):
    referral = add(priya, melton)
    choose(referral, TriageOutcome.LOCALITY_CASE, priya)
    undo_decision(referral=referral, by=priya, on=MONDAY, at=NINE)
    choose(referral, TriageOutcome.LOCALITY_CASE, priya)
    assert Case.objects.get().reference == referral.reference


def test_after_the_minute_it_stands(priya, melton):
    referral = add(priya, melton)
    choose(referral, TriageOutcome.ADVICE, priya, note="Read out")
    with pytest.raises(PermissionDenied, match="The minute is over"):
        undo_decision(referral=referral, by=priya, on=MONDAY, at=NINE + timedelta(seconds=61))


def test_a_case_somebody_has_taken_up_is_not_taken_back(priya, melton):
    worker, referral = make_worker(locality=melton), add(priya, melton)
    choose(referral, TriageOutcome.LOCALITY_CASE, priya)
    cases.allocate(case=Case.objects.get(), worker=worker, by=worker, on=MONDAY)
    with pytest.raises(PermissionDenied, match="Somebody has taken the case up"):
        undo_decision(referral=referral, by=priya, on=MONDAY, at=NINE)
    assert Case.objects.count() == 1


def test_two_people_deciding_at_once_open_one_case(priya, melton):
    referral = add(priya, melton)
    choose(referral, TriageOutcome.LOCALITY_CASE, priya)
    with pytest.raises(NotAllowed):
        choose(referral, TriageOutcome.LOCALITY_CASE, priya)
    assert Case.objects.count() == 1


def test_the_locality_is_told_once_the_minute_is_over(priya, melton, blaby):
    here, there = make_worker(locality=melton), make_worker(locality=blaby)
    choose(add(priya, melton), TriageOutcome.LOCALITY_CASE, priya)
    row = OutboxRow.objects.get(effect="tell_team")
    assert row.not_before == NINE + timedelta(seconds=65)
    OutboxRow.objects.update(not_before=NINE)
    outbox.perform(row.pk)
    assert Notice.objects.get().to == here != there
    assert Case.objects.get().reference in Notice.objects.get().text


def test_the_hospital_team_is_told_of_a_hospital_case(priya, melton):
    enabler = make_user(name="Hal Lampwright")
    make_membership(user=enabler, role=RoleCode.HOSPITAL_ENABLER)
    referral = add(priya, melton, staying=Staying.WARD)
    choose(referral, TriageOutcome.HOSPITAL_HOUSING, priya, funder=make_organisation())
    OutboxRow.objects.update(not_before=NINE)
    outbox.perform(OutboxRow.objects.get(effect="tell_team").pk)
    assert Notice.objects.get().to == enabler


def test_whoever_needs_longer_than_a_minute_has_five_more_and_again(priya, melton):
    referral = add(priya, melton)
    choose(referral, TriageOutcome.ADVICE, priya, note="Cups down")
    later = NINE + timedelta(seconds=50)
    until = pause_undo(referral=referral, by=priya, on=MONDAY, at=later)
    assert until == later + timedelta(minutes=5)
    waits = set(OutboxRow.objects.values_list("not_before", flat=True))
    assert waits == {until + timedelta(seconds=5)}
    again = pause_undo(referral=referral, by=priya, on=MONDAY, at=until)
    undo_decision(referral=referral, by=priya, on=MONDAY, at=again)
    assert not TriageDecision.objects.exists()


def test_too_late_is_too_late_for_more_time_too(priya, melton):
    referral = add(priya, melton)
    choose(referral, TriageOutcome.ADVICE, priya, note="Cups down")
    with pytest.raises(PermissionDenied, match="The minute is over"):
        pause_undo(referral=referral, by=priya, on=MONDAY, at=NINE + timedelta(seconds=61))
