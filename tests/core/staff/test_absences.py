"""Days away: added, refused in words, taken back, and told to whoever covers."""

from datetime import date

import pytest

from lightbulb.core.keys import new_key
from lightbulb.core.record.models import Event, OutboxRow, OutboxState
from lightbulb.core.staff.models import Absence
from tests.core import factories

LEAVE = {"kind": "leave", "starts_on": "3/12/26", "ends_on": "11 dec 2026", "cover": ""}


def add(client, **answers):
    return client.post("/absences/", {**LEAVE, **answers}, follow=True)


def test_days_away_are_saved_and_said_in_full(monday, as_asha, asha):
    page = add(as_asha).content.decode()
    absence = asha.absences.get()
    assert (absence.starts_on, absence.ends_on) == (date(2026, 12, 3), date(2026, 12, 11))
    assert (
        "Saved: you are away Thursday 3 December to Friday 11 December. Nobody covers you yet."
    ) in page


def test_whoever_covers_is_told(monday, as_asha, asha, bram):
    page = add(as_asha, cover=str(bram.pk)).content.decode()
    assert "Bram Candlewick is told that they cover you." in page
    row = OutboxRow.objects.get()
    assert (row.effect, row.payload) == ("tell_staff", {"absence": str(asha.absences.get().pk)})


def test_days_away_are_recorded(monday, as_asha, asha, bram):
    add(as_asha, cover=str(bram.pk))
    event = Event.objects.about(asha.absences.get()).get()
    assert event.verb == "absence_recorded"
    assert event.detail == {
        "user": str(asha.pk),
        "starts_on": "2026-12-03",
        "ends_on": "2026-12-11",
        "cover": str(bram.pk),
    }


def test_the_last_day_may_be_unknown(monday, as_asha, asha):
    page = add(as_asha, starts_on="today", ends_on="").content.decode()
    assert "from Monday 23 November, with no last day yet" in page
    assert asha.absences.get().ends_on is None


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"starts_on": ""}, "Enter the first day away"),
        ({"starts_on": "31/2/27"}, "31/2/27 is not a date: February 2027 has 28 days"),
        ({"starts_on": "1/1/0001"}, "the year must be from 1800 to 2199"),
        ({"ends_on": "31/12/9999"}, "the year must be from 1800 to 2199"),
        ({"starts_on": "soon"}, "soon is not a date we can read."),
        ({"ends_on": "2/12/26"}, "The last day away must not be before the first"),
        ({"starts_on": "1/3/25", "ends_on": "4/3/25"}, "These days are over."),
        ({"kind": "moon"}, "Choose from the list why you are away"),
        ({"cover": "nobody"}, "Choose who covers from the list"),
        ({"cover": "01936f00-0000-7000-8000-000000000001"}, "Choose who covers from the list"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(answers, sentence, monday, as_asha):
    answer = add(as_asha, **answers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: Days away" in page
    assert sentence in page
    kept = {name: text for name, text in answers.items() if name.endswith("_on") and text}
    assert all(f'value="{text}"' in page for text in kept.values())
    assert not Absence.objects.exists()


def test_the_error_summary_leads_to_the_field(monday, as_asha):
    page = add(as_asha, starts_on="soon").content.decode()
    assert '<a href="#id_starts_on">soon is not a date we can read.' in page
    assert 'id="id_starts_on"' in page


def test_days_that_overlap_are_refused(monday, as_asha, asha):
    factories.make_absence(user=asha, starts_on=date(2026, 12, 11), ends_on=date(2026, 12, 12))
    answer = add(as_asha)
    assert answer.status_code == 422
    assert "You are already away on some of these days" in answer.content.decode()


def test_one_cannot_cover_oneself_or_be_covered_by_who_left(monday, as_asha, asha):
    left = factories.make_membership(user=factories.make_user(left=True)).user
    assert add(as_asha, cover=str(asha.pk)).status_code == 422
    assert add(as_asha, cover=str(left.pk)).status_code == 422


def test_a_second_press_adds_nothing(as_asha, asha):
    answers = {"starts_on": "today", "ends_on": "+1w", "request_id": str(new_key())}
    add(as_asha, **answers)
    answer = add(as_asha, **answers)
    assert answer.status_code == 200
    assert "This was saved already, so it was not done again." in answer.content.decode()
    assert asha.absences.count() == 1


def test_days_away_can_be_taken_back(monday, as_asha, asha, bram):
    absence = factories.make_absence(user=asha, cover=bram)
    page = as_asha.post(f"/absences/{absence.pk}/withdraw/", follow=True).content.decode()
    assert (
        "Taken back: you are no longer away Thursday 3 December to Friday 11 December."
        " Bram Candlewick no longer covers you."
    ) in page
    assert not Absence.objects.exists()
    assert Event.objects.about(absence).get().verb == "absence_withdrawn"


def test_who_was_not_told_yet_is_never_told(as_asha, bram):
    add(as_asha, starts_on="today", ends_on="+1w", cover=str(bram.pk))
    as_asha.post(f"/absences/{Absence.objects.get().pk}/withdraw/")
    assert OutboxRow.objects.get().state == OutboxState.CANCELLED


def test_who_was_told_hears_that_it_is_over(as_asha, asha, bram):
    absence = factories.make_absence(user=asha, cover=bram)
    as_asha.post(f"/absences/{absence.pk}/withdraw/")
    row = OutboxRow.objects.get()
    assert row.effect_key == f"cover-ended:{absence.pk}"
    assert row.payload["no_longer_covers"] == str(bram.pk)


def test_taking_back_twice_is_told_as_done_already(as_asha, asha):
    absence = factories.make_absence(user=asha)
    address = f"/absences/{absence.pk}/withdraw/"
    as_asha.post(address)
    page = as_asha.post(address, follow=True).content.decode()
    assert "This was saved already, so it was not done again." in page


@pytest.mark.parametrize("covered", [False, True])
def test_days_away_of_somebody_else_are_not_there(covered, as_asha, asha, bram):
    absence = factories.make_absence(user=bram, cover=asha if covered else None)
    assert as_asha.post(f"/absences/{absence.pk}/withdraw/").status_code == 404
    assert Absence.objects.filter(pk=absence.pk).exists()


def test_the_list_shows_what_is_not_over(monday, as_asha, asha):
    factories.make_absence(user=asha, over=True)
    factories.make_absence(user=asha, starts_on=monday.date(), ends_on=monday.date())
    page = as_asha.get("/absences/").content.decode()
    assert "On Monday 23 November" in page
    assert "March 2025" not in page


def test_the_page_does_not_ask_more_for_more_rows(as_asha, asha, django_assert_max_num_queries):
    for number in range(20):
        colleague = factories.make_user(name=f"Person {number}")
        factories.make_membership(user=colleague)
        factories.make_absence(user=colleague, cover=asha)
    with django_assert_max_num_queries(12):
        assert "Person 19" in as_asha.get("/absences/").content.decode()
