"""Somebody else in the home: a referral, a case and a visit of their own, at the same hour."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.enums import Stage
from cases.known import known_before
from cases.models import Case, HouseholdMember, Person, Visit
from cases.mot.sets import question_set
from lightbulb.core.workflow import NotAllowed
from tests.cases.visit_rows import VISITED_AT, make_hsc, make_visit
from tests.guards.matrix_world import signed_in
from triage.models import Referral
from triage.second_person import begin_for_another

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
OF_BOTH = {
    "W2": {"value": "no"},
    "E3": {"value": "yes"},
    "P13": {"value": "lot"},
    "H3": {"value": "1"},
}


@pytest.fixture
def hsc():
    return make_hsc()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def visit(hsc, today):
    visit = make_visit(worker=hsc)
    actions.save_answers(visit=visit, answers=OF_BOTH, revision=0, by=hsc, at=VISITED_AT, on=today)
    return visit


def begin(visit, person=None, *, by, on):
    person = person or Person(given_name="Edie", family_name="Candlewick")
    return begin_for_another(
        visit=visit, person=person, relation="wife", needs=["bathing"], by=by, on=on
    )


def test_they_have_a_referral_a_case_and_a_visit_of_their_own_at_the_same_hour(visit, hsc, today):
    begun = begin(visit, by=hsc, on=today)
    assert (begun.linked_to, begun.starts_at, begun.worker) == (visit, visit.starts_at, hsc)
    case = Case.objects.get(pk=begun.case_id)
    assert (case.stage, case.lead_worker) == (Stage.VISIT_BOOKED, hsc)
    assert (case.home, case.locality) == (visit.case.home, visit.case.locality)
    referral = Referral.objects.get()
    assert (referral.case, referral.door, referral.needs) == (case, "hsc", ["bathing"])
    member = HouseholdMember.objects.get(person=case.person)
    assert (member.relation, member.home) == ("wife", visit.case.home)


def test_their_own_case_is_used_where_it_waits_for_a_visit(visit, hsc, today):
    first = begin(visit, by=hsc, on=today)
    waiting = actions.cancel_visit(visit=first, by=hsc, on=today)
    again = begin(visit, Person.objects.get(pk=waiting.person_id), by=hsc, on=today)
    assert again.case_id == waiting.pk
    assert Referral.objects.count() == 1


def test_a_case_that_has_come_further_is_named_and_nothing_is_begun(visit, hsc, today):
    first = begin(visit, by=hsc, on=today)
    with pytest.raises(NotAllowed, match=f"has a case already, {first.case.reference}"):
        begin(visit, Person.objects.get(pk=first.case.person_id), by=hsc, on=today)
    assert Visit.objects.count() == 2


def test_what_is_known_of_the_home_is_not_asked_again_and_what_is_of_the_person_is(
    visit, hsc, today
):
    begun = Visit.objects.get(pk=begin(visit, by=hsc, on=today).pk)
    known = known_before(begun, question_set("2026-11-27"), user=hsc, on=today)
    assert {"W2", "E3"} <= known.keys()
    assert known["W2"].since == visit.local_day
    assert not {"P13", "H3"} & known.keys()


def test_it_is_done_on_the_page_and_leads_to_their_list(visit, hsc):
    page = reverse("triage:second_person", args=[visit.pk])
    client = signed_in(hsc)
    told = {"given_name": "Edie", "family_name": "Candlewick", "relation": "wife"}
    refused = client.post(page, told)
    assert refused.status_code == 422
    assert "Choose at least one thing" in refused.content.decode()
    answer = client.post(page, told | {"needs": ["bathing", "stairs"]})
    begun = Visit.objects.get(linked_to=visit)
    assert answer["Location"] == f"/visits/{begun.pk}/"
    shown = client.get(answer["Location"]).content.decode()
    assert "On the same visit" in shown
    assert f"/visits/{visit.pk}/" in shown


def test_somebody_who_lives_here_is_chosen_and_not_typed_again(visit, hsc, today):
    person = Person(given_name="Edie", family_name="Candlewick")
    member = actions.join_household(
        case=visit.case, person=person, relation="wife", since=today, by=hsc, on=today
    )
    page = reverse("triage:second_person", args=[visit.pk])
    client = signed_in(hsc)
    assert f"?who={member.person_id}" in client.get(page).content.decode()
    client.post(f"{page}?who={member.person_id}", {"needs": ["bathing"]})
    assert Visit.objects.get(linked_to=visit).case.person == member.person
    assert Person.objects.count() == 2
