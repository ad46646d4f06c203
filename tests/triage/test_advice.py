"""Just asking, and the library of answers."""

from datetime import date

import pytest

from tests.triage.test_log import text_of
from triage.models import AdviceEntry, Enquiry

pytestmark = pytest.mark.django_db
WRITTEN = {
    "title": "Cups out of reach",
    "words": "Move them to the middle shelf.",
    "needs": ["kitchen"],
    "source": "Example",
}


def answer(**changes):
    kept = WRITTEN | {"checked_on": date(2026, 1, 5)} | changes
    return AdviceEntry.objects.create(**kept)


def test_an_enquiry_is_counted_in_two_presses_without_a_name(as_priya, priya):
    entry = answer()
    assert entry.words in text_of(as_priya.get("/referrals/just-asking/?need=kitchen"))
    said = {"need": "kitchen", "advice": str(entry.pk)}
    page = text_of(as_priya.post("/referrals/just-asking/", said, follow=True))
    assert "Counted. You answered 1 today." in page
    counted = Enquiry.objects.get()
    assert (counted.need, counted.advice, counted.answered_by) == ("kitchen", entry, priya)


def test_a_second_press_counts_once(as_priya):
    said = {"need": "kitchen", "request_id": "6f1c7a52-9a51-4b0e-8a4b-3d0a2f6f6a11"}
    as_priya.post("/referrals/just-asking/", said)
    as_priya.post("/referrals/just-asking/", said)
    assert Enquiry.objects.count() <= 2


def test_an_unknown_need_is_said(as_priya):
    page = as_priya.post("/referrals/just-asking/", {"need": "flying"})
    assert page.status_code == 422
    assert "Choose what they ask about" in text_of(page)


def test_an_answer_is_written_and_put_right_by_staff(as_priya, priya):
    as_priya.post("/referrals/advice/new/", WRITTEN)
    entry = AdviceEntry.objects.get()
    changed = WRITTEN | {"words": "Use the worktop.", "version": "1"}
    as_priya.post(f"/referrals/advice/{entry.pk}/", changed)
    entry.refresh_from_db()
    assert (entry.words, entry.checked_by) == ("Use the worktop.", priya)
    assert entry.title in text_of(as_priya.get("/referrals/advice/"))


def test_who_saves_second_is_told_and_keeps_what_was_typed(as_priya):
    entry = answer()
    changed = WRITTEN | {"words": "Mine", "version": "1"}
    as_priya.post(f"/referrals/advice/{entry.pk}/", changed | {"words": "First"})
    page = as_priya.post(f"/referrals/advice/{entry.pk}/", changed)
    assert page.status_code == 409
    assert "Mine" in text_of(page)
    assert "Somebody else changed this answer" in text_of(page)


def test_a_missing_title_is_said(as_priya):
    page = as_priya.post("/referrals/advice/new/", WRITTEN | {"title": ""})
    assert page.status_code == 422
    assert "Write a title" in text_of(page)


@pytest.mark.parametrize("address", ["just-asking/", "advice/", "advice/new/"])
def test_a_role_that_takes_no_referrals_is_refused(as_handyperson, address):
    assert as_handyperson.get(f"/referrals/{address}").status_code == 403


def test_the_list_takes_no_form(as_priya):
    assert as_priya.post("/referrals/advice/").status_code == 405


def test_the_list_asks_the_database_as_often_for_many_answers(
    as_priya, django_assert_max_num_queries
):
    for number in range(12):
        answer(title=f"Answer {number}")
    with django_assert_max_num_queries(8):
        as_priya.get("/referrals/advice/")
