"""Equality questions: optional, kept apart, and shown to nobody again."""

from datetime import date

import pytest

from cases.models import EqualityAnswers
from lightbulb.core.models import Event
from tests.cases.factories import make_home, make_person
from tests.triage.factories import new_referral
from tests.triage.test_log import text_of
from triage.actions import log_referral

pytestmark = pytest.mark.django_db
TOLD = {
    "sex": "female",
    "ethnicity": "kept_back",
    "religion": "not_asked",
    "disability": "a_lot",
}


@pytest.fixture
def referral(priya, melton):
    person = make_person(home=make_home(locality=melton))
    return log_referral(referral=new_referral(person=person), by=priya, on=date(2026, 11, 20))


def test_the_answers_are_kept_and_shown_nowhere(as_priya, referral):
    page = text_of(as_priya.post(f"/referrals/{referral.pk}/equality/", TOLD, follow=True))
    assert "Kept apart from the case." in page
    kept = EqualityAnswers.objects.get(person=referral.person)
    assert (kept.sex, kept.ethnicity, kept.disability) == ("female", "kept_back", "a_lot")
    for address in (f"/referrals/{referral.pk}/", f"/referrals/{referral.pk}/equality/"):
        assert 'value="female" checked' not in text_of(as_priya.get(address))
    assert Event.objects.get(verb="equality_asked").detail == {}


def test_asking_again_replaces_them(as_priya, referral):
    as_priya.post(f"/referrals/{referral.pk}/equality/", TOLD)
    as_priya.post(f"/referrals/{referral.pk}/equality/", TOLD | {"sex": "male"})
    assert EqualityAnswers.objects.get().sex == "male"


def test_a_word_that_is_no_answer_is_said(as_priya, referral):
    page = as_priya.post(f"/referrals/{referral.pk}/equality/", TOLD | {"sex": "tall"})
    assert page.status_code == 422
    assert "Sex: choose one" in text_of(page)


def test_a_role_that_takes_no_referrals_does_not_ask(as_handyperson, referral):
    assert as_handyperson.get(f"/referrals/{referral.pk}/equality/").status_code == 403


def test_other_methods_are_refused(as_priya, referral):
    assert as_priya.put(f"/referrals/{referral.pk}/equality/").status_code == 405
