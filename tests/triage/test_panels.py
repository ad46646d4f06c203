"""The referral on the case page: what was told, by whom, why it ranked, what was decided."""

from datetime import date

import pytest

from tests.cases.factories import make_case, make_home, make_person, make_target, make_worker
from tests.triage.factories import new_referral
from triage.actions import Choice, decide, log_referral
from triage.enums import Need, TriageOutcome, UrgencyFact

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


@pytest.fixture
def case(priya, melton, first_call):
    told = new_referral(
        person=make_person(home=make_home(locality=melton)),
        words="She slipped getting out of the bath",
        caller_name="Ann Wick",
        caller_relation="daughter",
        needs=[Need.BATHING, Need.STAIRS],
        urgency_facts=[UrgencyFact.ALONE, UrgencyFact.FALLEN],
        falls=2,
    )
    referral = log_referral(referral=told, by=priya, on=FRIDAY)
    choice = Choice(outcome=TriageOutcome.LOCALITY_CASE)
    decide(referral=referral, choice=choice, by=priya, on=MONDAY)
    referral.refresh_from_db()
    return referral.case


def page(client, case):
    return client.get(f"/cases/{case.pk}/").content.decode()


def test_a_worker_reads_what_was_told_and_decided(client, monday, melton, case):
    client.force_login(make_worker(locality=melton))
    html = page(client, case)
    for words in (
        "“She slipped getting out of the bath”",
        "Family, friend or carer: Ann Wick, daughter",
        "Customer Service Centre, Friday 20 November",
        "Bath or shower, Stairs",
        "2 falls in the last year",
        "Locality case",
        "Priya Wickfield, Monday 23 November",
        f"/referrals/{case.referral.pk}/",
    ):
        assert words in html, words
    decision = case.referral.decision
    assert f"score {decision.score}" in html
    assert all(f"{label} {points}" in html for label, points in decision.reasons)


def test_who_may_not_read_referrals_sees_no_panel(as_handyperson, case):
    assert "slipped" not in page(as_handyperson, case)
    assert "The referral" not in page(as_handyperson, case)


def test_a_case_without_a_referral_has_no_panel(client, monday, melton):
    client.force_login(make_worker(locality=melton))
    assert "The referral" not in page(client, make_case(person=make_person()))


def test_what_triage_promised_and_noted_is_on_the_same_screen(client, monday, melton, priya):
    """Four working days from Friday 20 November: Thursday the 26th."""
    make_target(code="first_call", working_days=4)
    person = make_person(home=make_home(locality=melton))
    person.call_first = "Ann Wick, daughter, 01632 960 777"
    person.save()
    referral = log_referral(referral=new_referral(person=person), by=priya, on=FRIDAY)
    choice = Choice(
        outcome=TriageOutcome.LOCALITY_CASE, note="Deaf in one ear", override_reason="She asked"
    )
    decide(referral=referral, choice=choice, by=priya, on=MONDAY)
    referral.refresh_from_db()
    client.force_login(make_worker(locality=melton))
    html = page(client, referral.case)
    assert "Deaf in one ear" in html
    assert "Ann Wick, daughter, 01632 960 777" in html
    assert "Somebody from Melton will ring by Thursday 26 November." in html
