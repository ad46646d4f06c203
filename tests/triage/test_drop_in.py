"""A co-ordinator meets somebody at a surgery: logged there, and the visit booked at once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.models import Case
from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.keys import new_key
from lightbulb.core.places.models import Postcode
from lightbulb.core.record.models import OutboxRow
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_home, make_person, make_worker
from tests.core.access.factories import make_restriction
from tests.triage.factories import new_referral
from triage.actions import Choice, decide, log_referral, take_on
from triage.enums import Door, Source, TriageOutcome
from triage.models import Referral

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "plain_static_files")]
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def asha(melton):
    return make_worker(locality=melton, name="Asha Lampwright")


def met(by, locality):
    person = make_person(home=make_home(locality=locality))
    referral = new_referral(person=person)
    referral.door, referral.source = Door.HSC, Source.GP
    return log_referral(referral=referral, by=by, on=MONDAY)


def test_the_case_is_hers_and_she_goes_on_to_the_visit(client, asha, melton):
    referral = met(asha, melton)
    client.force_login(asha)
    page = client.get(reverse("triage:logged", args=[referral.pk])).content.decode()
    assert "Take it on and book the visit" in page
    answer = client.post(reverse("triage:take_on", args=[referral.pk]))
    case = Case.objects.get()
    assert answer.url == reverse("cases:step", args=[case.pk, "book_visit"])
    assert client.get(answer.url).status_code == 200
    assert (case.reference, case.lead_worker, case.stage) == (
        referral.reference,
        asha,
        "allocated",
    )
    referral.refresh_from_db()
    assert (referral.state, referral.decision.decided_by) == ("decided", asha)


def test_the_person_is_told_and_no_team_that_somebody_should_take_it(asha, melton):
    take_on(referral=met(asha, melton), by=asha, on=MONDAY)
    assert set(OutboxRow.objects.values_list("effect", flat=True)) == {"acknowledge", "introduce"}


def test_for_another_district_it_goes_into_the_queue(client, asha, blaby):
    referral = met(asha, blaby)
    client.force_login(asha)
    page = client.get(reverse("triage:logged", args=[referral.pk])).content.decode()
    assert "Take it on" not in page
    with pytest.raises(PermissionDenied, match="You take no cases in Blaby"):
        take_on(referral=referral, by=asha, on=MONDAY)


def test_only_who_took_it_and_only_that_day(asha, melton):
    referral = met(asha, melton)
    tom = make_worker(locality=melton, name="Tom Wick")
    with pytest.raises(PermissionDenied, match="Only whoever took the referral today"):
        take_on(referral=referral, by=tom, on=MONDAY)
    with pytest.raises(PermissionDenied, match="Only whoever took the referral today"):
        take_on(referral=referral, by=asha, on=TUESDAY)


def test_a_role_that_takes_no_cases_does_not_take_it_on(melton):
    admin = make_worker(locality=melton, role=RoleCode.ADMINISTRATOR, name="Ada Wick")
    with pytest.raises(PermissionDenied, match="You take no cases in Melton"):
        take_on(referral=met(admin, melton), by=admin, on=MONDAY)


def test_what_triage_decided_in_between_stays(asha, melton, priya):
    referral = met(asha, melton)
    choice = Choice(outcome=TriageOutcome.ADVICE, note="Cups", override_reason="Enough")
    decide(referral=referral, choice=choice, by=priya, on=MONDAY)
    with pytest.raises(NotAllowed):
        take_on(referral=referral, by=asha, on=MONDAY)
    assert not Case.objects.exists()


def text_of_logged(client, referral):
    return client.get(reverse("triage:logged", args=[referral.pk])).content.decode()


def typed(**changes):
    told = {"source": "gp", "door": "hsc", "family_name": "Pearse", "needs": ["bathing"]}
    told |= {"postcode": "LE13 9SH", "tenure": "not_known", "letters_in": "large_print"}
    return told | {"press": "take_on", "request_id": str(new_key())} | changes


def test_one_press_logs_it_and_leads_on_to_the_visit(client, asha, postcodes):
    client.force_login(asha)
    assert "Send and book the visit" in client.get(reverse("triage:log")).content.decode()
    told = typed()
    answer = client.post(reverse("triage:log"), told)
    referral = Referral.objects.get()
    assert answer.url == reverse("cases:step", args=[referral.case_id, "book_visit"])
    assert (referral.door, referral.case.lead_worker) == ("hsc", asha)
    again = client.post(reverse("triage:log"), told, follow=True).content.decode()
    assert "This was saved already" in again
    assert "It is decided already." in text_of_logged(client, referral)
    assert Case.objects.count() == 1


def test_one_press_for_another_district_says_why_it_waits(client, asha, blaby):
    Postcode.objects.create(postcode="LE199SH", lad_code="E07000129")
    client.force_login(asha)
    answer = client.post(reverse("triage:log"), typed(postcode="LE19 9SH"), follow=True)
    assert "You take no cases in Blaby, so triage decides who helps." in answer.content.decode()
    assert Referral.objects.get().state == "received"
    assert not Case.objects.exists()


def test_one_press_with_something_wrong_keeps_what_was_typed_and_makes_nothing(client, asha):
    client.force_login(asha)
    answer = client.post(reverse("triage:log"), typed(needs=[]))
    assert answer.status_code == 422
    assert 'value="Pearse"' in answer.content.decode()
    assert not Referral.objects.exists()


def test_somebody_kept_from_her_is_logged_like_anybody_and_not_taken_on(
    client, asha, melton, postcodes
):
    home = make_home(address="4 Lantern Row", postcode="LE13 9SH", locality=melton)
    hidden = make_person(given_name="Dorothy", family_name="Pearse", home=home)
    make_restriction(hidden, kind=RestrictionKind.ALLOW_ONLY)
    client.force_login(asha)
    told = typed(given_name="Dorothy", date_of_birth="14/3/1941", address="4 Lantern Row")
    page = client.post(reverse("triage:log"), told, follow=True).content.decode()
    assert "Logged: Dorothy Pearse" in page
    assert "Triage decides this one." in page
    assert "Take it on" not in page
    assert not Case.objects.exists()


def test_triage_is_not_offered_it(client, priya):
    client.force_login(priya)
    assert "Send and book" not in client.get(reverse("triage:log")).content.decode()
