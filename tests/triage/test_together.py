"""The queue's own helps: several at once, the way back, who is deciding, and what is aside."""

from datetime import date

import pytest
from django.utils import timezone

from cases.models import Case
from tests.cases.factories import make_home, make_person
from tests.triage.factories import make_triage_officer, new_referral
from tests.triage.test_log import text_of
from triage.actions import Asked, Choice, ask_for_details, decide, log_referral
from triage.deciding import mark_deciding
from triage.enums import Need, Staying, TriageOutcome
from triage.models import Referral

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


def add(priya, locality, *, name="Dorothy", on=FRIDAY, **told):
    person = make_person(given_name=name, home=make_home(locality=locality))
    return log_referral(referral=new_referral(person=person, **told), by=priya, on=on)


def decide_together(client, *referrals, **said):
    keys = [str(each.pk) for each in referrals]
    return client.post("/referrals/together/", {"referral": keys, **said})


def test_several_are_looked_at_once_more_before_anything_is_decided(as_priya, priya, melton):
    one, two = add(priya, melton), add(priya, melton, name="Cyril")
    page = text_of(decide_together(as_priya, one, two))
    assert "Dorothy Candlewick" in page
    assert "Cyril Candlewick" in page
    assert Referral.objects.waiting().count() == 2


def test_all_of_them_are_decided_each_with_its_own_case(as_priya, priya, melton):
    one, two = add(priya, melton), add(priya, melton, name="Cyril")
    said = {"confirm": "yes", "outcome": "locality_case"}
    answer = decide_together(as_priya, one, two, **said)
    assert "2 referrals decided together." in text_of(as_priya.get(answer.url))
    assert Case.objects.count() == 2


def test_where_the_suggestion_differs_one_reason_is_asked_for_all(as_priya, priya, melton):
    one, two = add(priya, melton), add(priya, melton, name="Cyril")
    said = {"confirm": "yes", "outcome": "signposted", "service": "Handyperson"}
    page = decide_together(as_priya, one, two, **said)
    assert page.status_code == 422
    assert "Say why: for 2 of them something else was suggested" in text_of(page)
    decide_together(as_priya, one, two, **said, override_reason="The service has room now")
    assert not Referral.objects.waiting().exists()


def test_what_somebody_else_decided_before_stays_as_it_is(as_priya, priya, melton):
    one, two = add(priya, melton), add(priya, melton, name="Cyril")
    choice = Choice(outcome=TriageOutcome.LOCALITY_CASE)
    decide(referral=one, choice=choice, by=priya, on=MONDAY)
    said = {"confirm": "yes", "outcome": "locality_case"}
    decide_together(as_priya, one, two, **said)
    assert Case.objects.count() == 2


def test_without_a_tick_nothing_happens(as_priya, priya, melton):
    add(priya, melton)
    answer = as_priya.post("/referrals/together/", {"referral": ["nobody"]}, follow=True)
    assert "Tick the referrals to decide together first." in text_of(answer)


def test_who_does_not_decide_is_refused(as_hsc_of_blaby, priya, blaby):
    assert decide_together(as_hsc_of_blaby, add(priya, blaby)).status_code == 403


def test_a_decision_can_be_taken_back_from_the_queue(as_priya, priya, melton):
    referral = add(priya, melton)
    as_priya.post(f"/referrals/{referral.pk}/decide/", {"outcome": "locality_case"})
    page = text_of(as_priya.get("/referrals/"))
    assert "Dorothy Candlewick: locality case" in page
    assert f'action="/referrals/{referral.pk}/undo/"' in page
    as_priya.post(f"/referrals/{referral.pk}/undo/")
    assert not Case.objects.exists()
    assert "/undo/" not in text_of(as_priya.get("/referrals/"))


def test_the_queue_says_who_is_deciding(as_priya, priya, melton):
    referral = add(priya, melton)
    mark_deciding(referral, by=make_triage_officer(name="Sam Ode"), at=timezone.now())
    said = f"Sam Ode is deciding this, since {timezone.localtime():%-I:%M}"
    assert said in text_of(as_priya.get("/referrals/"))
    assert said in text_of(as_priya.get(f"/referrals/{referral.pk}/"))


def test_what_is_put_aside_is_counted_and_listed_apart(as_priya, priya, melton):
    asked = Asked(whom="The surgery", what="Which house?", chase_on=date(2026, 12, 1))
    ask_for_details(referral=add(priya, melton), asked=asked, by=priya, on=MONDAY)
    page = text_of(as_priya.get("/referrals/"))
    assert "1 referral put aside until details come" in page
    assert "Dorothy" not in page
    assert "on The surgery" in text_of(as_priya.get("/referrals/?aside=yes"))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("?flag=ward", ["Ann"]),
        ("?waiting=14", ["Bert"]),
        ("?flag=twice", []),
        ("?flag=ward&waiting=14", []),
    ],
)
def test_flags_and_the_time_waited_narrow_the_queue(as_priya, priya, melton, address, shown):
    add(priya, melton, name="Ann", staying=Staying.WARD, needs=[Need.MOVING])
    add(priya, melton, name="Bert", on=date(2026, 11, 2))
    page = text_of(as_priya.get(f"/referrals/{address}"))
    assert [name for name in ("Ann", "Bert") if f"{name} Candlewick</a>" in page] == shown
