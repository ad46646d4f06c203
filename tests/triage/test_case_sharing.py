"""What may be passed on in a case: the last word stands, and none before it is changed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event
from tests.cases.factories import make_case, make_worker
from tests.core.factories import make_locality
from tests.triage.factories import make_triage_officer, new_referral
from triage.actions import log_referral, say_sharing
from triage.models import CaseSharing, Sharing, SharingFlow
from triage.shared import how_said, in_words, said_in

MONDAY = date(2026, 11, 23)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "monday"),
]


@pytest.fixture
def melton():
    return make_locality(name="Melton")


@pytest.fixture
def hsc(melton):
    return make_worker(locality=melton, role=RoleCode.HSC)


@pytest.fixture
def case(melton):
    return make_case(locality=melton)


@pytest.fixture
def fire():
    return SharingFlow.objects.get(code="fire")


def say(case, flow, answer, *, by, day=MONDAY):
    word = CaseSharing(case=case, flow=flow, answer=answer, said_by="Dorothy Pearse")
    word.said_how, word.said_on = "phone", day
    return say_sharing(sharing=word, by=by, on=MONDAY)


def about(case, flow):
    return next(said for said in said_in(case, on=MONDAY) if said.flow == flow)


def test_what_was_said_on_the_call_stands_until_something_is_said_later(case, hsc, fire):
    call = new_referral(person=case.person)
    call.case = case
    referral = log_referral(referral=call, by=make_triage_officer(), on=MONDAY)
    Sharing.objects.create(
        referral=referral, flow=fire, answer="agreed", said_how="phone", said_on=MONDAY
    )
    assert in_words(about(case, fire).last) == "Agreed"
    say(case, fire, "refused", by=hsc)
    said = about(case, fire)
    assert in_words(said.last, said.before) == "Taken back"
    assert [in_words(each) for each in said.before] == ["Agreed"]
    assert (
        how_said(said.last, on=MONDAY) == "Dorothy Pearse spoken, on the phone, Monday 23 November"
    )


def test_a_no_that_followed_no_yes_is_refused_and_nothing_is_not_asked(case, hsc, fire):
    assert in_words(about(case, fire).last) == "Not asked yet"
    say(case, fire, "refused", by=hsc)
    said = about(case, fire)
    assert in_words(said.last, said.before) == "Refused"


def test_the_event_stands_on_the_day_it_was_said(case, hsc, fire):
    say(case, fire, "agreed", by=hsc, day=date(2026, 11, 20))
    event = Event.objects.get(verb="sharing_said")
    assert (event.case_id, event.happened_on) == (case.pk, date(2026, 11, 20))
    assert event.detail == {"recipient": "fire", "answer": "agreed"}


def test_nothing_is_said_tomorrow_nor_by_who_does_not_work_on_it(case, hsc, fire, melton):
    with pytest.raises(ValidationError, match="today or before"):
        say(case, fire, "agreed", by=hsc, day=date(2026, 11, 24))
    with pytest.raises(PermissionDenied):
        say(case, fire, "agreed", by=make_worker(locality=melton, role=RoleCode.AUDITOR))
    assert not CaseSharing.objects.exists()


def test_on_the_pages_it_is_written_down_taken_back_and_shown(client, case, hsc, fire):
    client.force_login(hsc)
    page = reverse("triage:say_sharing", args=[case.pk, fire.pk])
    empty = client.post(page, {"said_by": "", "said_on": "tomorrow"})
    assert empty.status_code == 422
    for words in ("Choose what they said", "Enter who said it", "The day is today or before"):
        assert words in empty.content.decode()
    typed = {"said_by": "Dorothy", "said_how": "in_person", "said_on": "today"}
    for answer in ("agreed", "refused"):
        client.post(page, typed | {"answer": answer})
    people = client.get(reverse("cases:people_and_home", args=[case.pk])).content.decode()
    assert "What may be shared" in people
    assert "Taken back" in people
    all_of_it = client.get(reverse("triage:case_sharing", args=[case.pk])).content.decode()
    assert "Before: Agreed, Dorothy spoken, face to face" in all_of_it
    timeline = client.get(reverse("cases:timeline", args=[case.pk])).content.decode()
    assert "Wrote down what may be shared" in timeline


def test_another_locality_sees_none_of_it(client, case, hsc, fire):
    say(case, fire, "agreed", by=hsc)
    other = make_worker(locality=make_locality(name="Farshire"), role=RoleCode.HSC)
    client.force_login(other)
    assert client.get(reverse("triage:case_sharing", args=[case.pk])).status_code == 404
    assert not CaseSharing.objects.visible_to(other, on=MONDAY).exists()
