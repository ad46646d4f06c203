"""What was said: calls and notes, who may read them, and how they are put right."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from cases import actions, clock
from cases.framed import framed
from cases.hearing import last_heard
from cases.models import Case, Note
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.record.models import Event
from tests.cases.factories import make_target, make_worker
from tests.cases.visit_rows import make_hsc

DAY = date(2026, 11, 10)


def note_in(case, by, *, on=DAY, text="She sleeps in her chair.", **said):
    said = {"spoke_to": "person", "happened_on": on} | said
    return actions.write_note(note=Note(case=case, text=text, **said), by=by, on=on)


def heard_of(case):
    on = date(2026, 11, 20)
    file = framed(Case.objects.filter(pk=case.pk)).get()
    return last_heard(file, on=on, targets=clock.targets_on(on))


def timeline(client, case):
    return client.get(reverse("cases:timeline", args=[case.pk])).content.decode()


def test_a_call_is_on_the_timeline_in_its_own_words_and_not_in_the_event(client, case, hsc):
    note_in(case, hsc)
    client.force_login(hsc)
    assert "She sleeps in her chair." in timeline(client, case)
    assert "chair" not in str(Event.objects.get(verb="note_written").detail)


def test_a_correction_leaves_the_old_text_beside_it(client, case, hsc):
    note = note_in(case, hsc)
    actions.correct_note(note=note, text="She sleeps in his chair.", by=hsc, on=DAY)
    client.force_login(hsc)
    words = timeline(client, case)
    assert "Corrected since. She sleeps in her chair." in words
    assert "She sleeps in his chair." in words
    with pytest.raises(PermissionDenied):
        actions.correct_note(note=note, text="Again.", by=hsc, on=DAY)


def test_a_safeguarding_note_is_read_by_its_writer_and_the_desks_alone(client, case, hsc):
    note_in(case, hsc, level="safeguarding", text="Bruises on both arms.")
    other = make_worker(locality=case.locality, name="Tom Wick")
    desk = make_worker(locality=case.locality, role=RoleCode.ADULT_SAFEGUARDING, name="Ada Desk")
    readers = {hsc: True, other: False, desk: True}
    for reader, reads in readers.items():
        client.force_login(reader)
        response = client.get(reverse("cases:timeline", args=[case.pk]))
        if response.status_code == 200:
            words = response.content.decode()
            assert ("Bruises" in words) is reads, reader
            assert ("A safeguarding note." in words) is not reads


def test_what_is_about_somebody_else_says_so(client, case, hsc):
    note_in(case, hsc, level="third_party", text="Her neighbour drinks.")
    client.force_login(hsc)
    assert "never in the person’s copy: Her neighbour drinks." in timeline(client, case)


def test_nothing_is_written_down_for_a_day_to_come(case, hsc):
    with pytest.raises(ValidationError, match="today or on a day before"):
        actions.write_note(
            note=Note(case=case, text="Rang.", happened_on=DAY + timedelta(days=1)),
            by=hsc,
            on=DAY,
        )


def test_a_case_of_another_place_takes_no_note(case, hsc):
    stranger = make_hsc(name="Ida Far", place="Ashmoor")
    with pytest.raises(PermissionDenied):
        note_in(case, stranger)


def test_only_the_person_and_who_speaks_for_them_have_heard_from_us(case, hsc):
    """Twenty working days from Tuesday 10 November end on Tuesday 8 December."""
    make_target(code="silence", working_days=20)
    note_in(case, hsc)
    note_in(case, hsc, spoke_to="other", on=date(2026, 11, 12))
    note_in(case, hsc, spoke_to="nobody", on=date(2026, 11, 13), text="Nobody answered.")
    heard = heard_of(case)
    assert (heard.on, heard.how, heard.by) == (DAY, "phone call", date(2026, 12, 8))


def test_before_any_word_the_days_count_from_the_opening(case):
    """Twenty working days from Monday 2 November end on Monday 30."""
    make_target(code="silence", working_days=20)
    heard = heard_of(case)
    assert (heard.on, heard.by) == (None, date(2026, 11, 30))


# --- The page ----------------------------------------------------------------------------


def test_a_phone_call_is_logged_with_two_answers(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:write_note", args=[case.pk])
    assert 'value="phone" checked' in client.get(page).content.decode().replace("  ", " ")
    typed = {"kind": "phone", "spoke_to": "person", "text": "She is well.", "level": "standard"}
    response = client.post(page, typed | {"happened_on": "today"}, follow=True)
    words = response.content.decode()
    assert "Phone call saved." in words
    assert "last heard from us" in words
    assert Note.objects.get().happened_on == timezone.localdate()


def test_a_call_nobody_answered_needs_no_words(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:write_note", args=[case.pk])
    typed = {"kind": "phone", "spoke_to": "nobody", "level": "standard", "happened_on": "today"}
    client.post(page, typed)
    assert Note.objects.get().text == "Nobody answered."


def test_a_call_without_words_or_with_nobody_named_keeps_what_was_typed(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:write_note", args=[case.pk])
    typed = {"kind": "phone", "who": "Dean", "level": "standard", "happened_on": "tomorrow"}
    response = client.post(page, typed)
    words = response.content.decode()
    assert response.status_code == 422
    assert 'value="Dean"' in words
    for said in ("Write what was said", "Choose with whom you spoke", "today or on a day before"):
        assert said in words
