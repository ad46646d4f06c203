"""One referral: what was told, why, what is decided, and who decided it first."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from lightbulb.core.keys import new_key
from lightbulb.core.record.models import Revision
from tests.cases.factories import make_home, make_person, make_worker
from tests.triage.factories import make_triage_officer, new_referral
from triage.actions import Choice, decide, log_referral
from triage.enums import Need, TriageOutcome, UrgencyFact
from triage.models import Referral

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)


def add(priya, locality, **told):
    person = make_person(given_name="Dorothy", home=make_home(locality=locality))
    return log_referral(referral=new_referral(person=person, **told), by=priya, on=FRIDAY)


def text_of(answer):
    return answer.content.decode()


def decided(client, referral, **said):
    return client.post(f"/referrals/{referral.pk}/decide/", said)


def test_everything_told_is_shown_with_the_reasons_and_their_points(as_priya, priya, melton):
    facts = [UrgencyFact.FALLEN, UrgencyFact.ALONE]
    referral = add(priya, melton, urgency_facts=facts, falls=2, words="She will not ask herself.")
    page = text_of(as_priya.get(f"/referrals/{referral.pk}/"))
    assert "She will not ask herself." in page
    assert "<dt>Two falls or more in a year</dt><dd>+2</dd>" in page
    assert "Waiting for triage since Friday 20 November, 3 days." in page
    assert "Logged a referral" in page
    assert "by Priya Wickfield" in page


def test_a_decision_shows_who_decided_what_and_leads_to_the_case(as_priya, priya, melton):
    referral = add(priya, melton)
    decided(as_priya, referral, outcome="locality_case")
    as_priya.force_login(make_worker(locality=melton))
    page = text_of(as_priya.get(f"/referrals/{referral.pk}/"))
    assert "Decided by Priya Wickfield on Monday 23 November." in page
    case = Case.objects.get()
    assert f'href="/cases/{case.pk}/">Open the case {case.reference}' in page
    assert "Choose what happens" not in page
    assert "Decided the referral" in page


def test_advice_is_kept_and_closes_it_without_a_case(as_priya, priya, melton):
    referral = add(priya, melton, needs=[Need.KITCHEN])
    assert decided(as_priya, referral, outcome="advice", note="Attendance Allowance").url
    assert Referral.objects.get().decision.note == "Attendance Allowance"
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choose what happens"),
        ({"outcome": "advice", "override_reason": "She only asked"}, "or write it"),
        (
            {"outcome": "out_of_area", "override_reason": "She moved"},
            "Write which council to ask instead",
        ),
        (
            {"outcome": "advice", "note": "Ring the surgery"},
            "Say why, as this differs from what was suggested",
        ),
    ],
)
def test_what_is_missing_is_asked_and_nothing_is_lost(as_priya, priya, melton, said, sentence):
    referral = add(priya, melton)
    answer = decided(as_priya, referral, **said)
    assert answer.status_code == 422
    assert "<title>Error: " in text_of(answer)
    assert sentence in text_of(answer)
    assert said.get("note", "") in text_of(answer)
    assert Referral.objects.get().state == "received"


def test_departing_from_the_suggestion_keeps_its_reason(as_priya, priya, melton):
    referral = add(priya, melton)
    said = {"outcome": "advice", "note": "Ring the surgery", "override_reason": "Only asked"}
    decided(as_priya, referral, **said)
    page = text_of(as_priya.get(f"/referrals/{referral.pk}/"))
    assert "Not as suggested (locality case): Only asked" in page


def test_a_referral_without_a_locality_asks_for_one(as_priya, priya, melton):
    home = make_home()
    home.locality = None
    home.save()
    referral = new_referral(person=make_person(home=home))
    referral = log_referral(referral=referral, by=priya, on=FRIDAY)
    answer = decided(as_priya, referral, outcome="locality_case")
    assert "Choose the locality that gets the case" in text_of(answer)
    decided(as_priya, referral, outcome="locality_case", locality=str(melton.pk))
    home.refresh_from_db()
    assert (Case.objects.get().locality, home.locality) == (melton, melton)
    assert Revision.objects.filter(record_id=str(home.pk)).count() == 1


def test_who_comes_second_is_told_who_was_first_and_opens_no_second_case(as_priya, priya, melton):
    referral = add(priya, melton)
    sam = make_triage_officer(name="Sam Wicklow")
    choice = Choice(outcome=TriageOutcome.LOCALITY_CASE)
    decide(referral=referral, choice=choice, by=sam, on=FRIDAY)
    answer = decided(as_priya, referral, outcome="locality_case")
    assert answer.status_code == 409
    assert "Dorothy Candlewick is decided already" in text_of(answer)
    assert "Decided by Sam Wicklow on Friday 20 November." in text_of(answer)
    assert Case.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_what_happened(as_priya, priya, melton):
    def queries():
        with CaptureQueriesContext(connection) as found:
            as_priya.get(f"/referrals/{referral.pk}/")
        return len(found)

    referral = add(priya, melton)
    queries()
    before = queries()
    decided(as_priya, referral, outcome="locality_case")
    as_priya.get("/referrals/")  # takes the message off
    assert queries() <= before + 1 <= 17


def test_the_same_press_twice_decides_once(client, priya, melton):
    client.force_login(priya)
    referral = add(priya, melton)
    once = {"outcome": "locality_case", "request_id": str(new_key())}
    decided(client, referral, **once)
    assert decided(client, referral, **once).status_code == 302
    assert Case.objects.count() == 1


def test_a_worker_of_the_locality_reads_it_and_does_not_decide(as_hsc_of_blaby, priya, blaby):
    referral = add(priya, blaby)
    page = text_of(as_hsc_of_blaby.get(f"/referrals/{referral.pk}/"))
    assert "A triage officer decides referrals." in page
    answer = decided(as_hsc_of_blaby, referral, outcome="locality_case")
    assert answer.status_code == 403
    assert not Case.objects.exists()


def test_a_worker_of_another_locality_finds_nothing_here(as_hsc_of_blaby, priya, melton):
    referral = add(priya, melton)
    assert as_hsc_of_blaby.get(f"/referrals/{referral.pk}/").status_code == 404
    assert decided(as_hsc_of_blaby, referral, outcome="locality_case").status_code == 404


def test_other_methods_are_refused(as_priya, priya, melton):
    referral = add(priya, melton)
    assert as_priya.post(f"/referrals/{referral.pk}/").status_code == 405
    assert as_priya.get(f"/referrals/{referral.pk}/decide/").status_code == 405


@pytest.mark.parametrize(
    "sent", ["//evil.example", "locality=melton&next=//evil.example", "%0d%0a"]
)
def test_the_way_back_leads_nowhere_but_the_queue(as_priya, priya, melton, sent):
    answer = decided(as_priya, add(priya, melton), outcome="locality_case", queue=sent)
    assert answer.url in ("/referrals/", "/referrals/?locality=melton")
