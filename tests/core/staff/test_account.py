"""One's own details: saved, refused in words, and saved from two windows at once."""

import re

import pytest

from lightbulb.core.keys import new_key
from lightbulb.core.record.models import Event, Revision

DETAILS = {"name": "Asha Lampwright", "phone": "01632 960 001", "version": "1"}


def save(client, **answers):
    return client.post("/account/", {**DETAILS, **answers})


def events(user, verb):
    return Event.objects.about(user).filter(verb=verb)


def test_the_form_shows_what_is_kept(as_asha):
    page = as_asha.get("/account/").content.decode()
    assert 'value="Asha Lampwright"' in page
    assert 'value="01632 960 001"' in page
    assert "Housing Support Co-ordinator, Elmshire" in page
    assert 'href="/password/"' in page


def test_changed_details_are_saved_and_recorded(as_asha, asha):
    answer = save(as_asha, phone="07700 900 321", shortcuts="on")
    assert (answer.status_code, answer.url) == (302, "/account/")
    asha.refresh_from_db()
    assert (asha.phone, asha.shortcuts, asha.version) == ("07700 900 321", True, 2)
    detail = events(asha, "own_details_changed").get().detail
    assert detail == {"fields": ["phone", "shortcuts"]}
    assert "Your details are saved." in as_asha.get("/account/").content.decode()


def test_where_they_live_is_kept_and_shown_to_nobody_else(as_asha, asha):
    save(as_asha, home_house="4 Lantern Row", home_postcode="le139sh")
    asha.refresh_from_db()
    assert (asha.home_house, asha.home_postcode) == ("4 Lantern Row", "LE13 9SH")
    assert 'value="LE13 9SH"' in as_asha.get("/account/").content.decode()
    assert "LE13 9SH" not in as_asha.get(asha.get_absolute_url()).content.decode()


def test_saving_the_same_again_changes_nothing(as_asha, asha):
    page = as_asha.post("/account/", DETAILS, follow=True).content.decode()
    assert "Nothing was different, so nothing changed." in page
    assert not events(asha, "own_details_changed").exists()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"name": "  "}, "Enter your name"),
        ({"name": "n" * 151}, "Your name can have up to 150 characters here"),
        ({"phone": "ring me"}, "Enter a phone number with figures and spaces"),
        ({"phone": "0" * 31}, "Enter a phone number with figures and spaces"),
        ({"home_postcode": "LE13"}, "LE13 is not a whole postcode. Mend it, or leave it out"),
        ({"home_house": "4"}, "Enter the postcode too, or leave both out"),
        ({"version": "x"}, "Open the page again and fill it in"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(answers, sentence, as_asha, asha):
    answer = save(as_asha, **answers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: Your details" in page
    assert "There is a problem with 1 answer" in page
    assert sentence in page
    assert all(f'value="{typed}"' in page for typed in answers.values() if typed.strip())
    asha.refresh_from_db()
    assert asha.version == 1


def test_a_second_press_is_told_that_it_is_saved_already(as_asha, asha):
    answers = {"phone": "07700 900 321", "request_id": str(new_key())}
    save(as_asha, **answers)
    answer = as_asha.post("/account/", DETAILS | answers, follow=True)
    assert answer.status_code == 200
    assert "This was saved already, so it was not done again." in answer.content.decode()
    assert events(asha, "own_details_changed").count() == 1


@pytest.fixture
def conflict(as_asha):
    """Saved in one window with one phone number, then in another with a different one."""
    save(as_asha, phone="07700 900 111")
    return save(as_asha, phone="07700 900 222", name="Asha L")


def test_a_clash_is_shown_with_yours_first_and_chosen(conflict, asha):
    page = conflict.content.decode()
    assert conflict.status_code == 409
    radios = re.findall(r'name="phone" value="([^"]*)"( checked)?', page)
    assert radios == [
        ("07700 900 222", " checked"),
        ("07700 900 111", ""),
        ("written-anew", ""),
    ]
    assert "Was: 01632 960 001" in page
    asha.refresh_from_db()
    assert asha.phone == "07700 900 111"


def test_what_does_not_clash_is_joined(conflict):
    page = conflict.content.decode()
    assert '<input type="hidden" name="name" value="Asha L">' in page
    assert '<input type="hidden" name="version" value="2">' in page


def test_saving_from_the_conflict_takes_the_choice(conflict, as_asha, asha):
    save(as_asha, phone="07700 900 222", name="Asha L", version="2")
    asha.refresh_from_db()
    assert (asha.phone, asha.name, asha.version) == ("07700 900 222", "Asha L", 3)
    before = Revision.objects.get(record_id=str(asha.pk), version=2).before
    assert before == {"name": "Asha Lampwright", "phone": "07700 900 111"}


def test_a_clash_may_be_settled_with_an_answer_written_anew(conflict, as_asha, asha):
    save(as_asha, phone="written-anew", phone_anew="07700 900 333", version="2")
    asha.refresh_from_db()
    assert asha.phone == "07700 900 333"


def test_two_windows_that_changed_different_answers_do_not_clash(as_asha):
    save(as_asha, phone="07700 900 111")
    page = save(as_asha, name="Asha L").content.decode()
    assert "No answer was changed in both, so they are joined below." in page
    assert '<input type="hidden" name="phone" value="07700 900 111">' in page


def test_a_tick_that_clashes_cannot_be_written_anew(as_asha):
    save(as_asha, shortcuts="on")
    save(as_asha, version="2")
    page = save(as_asha, shortcuts="on", version="2").content.decode()
    assert 'type="radio" id="shortcuts-' not in page


def test_the_same_change_in_two_windows_is_no_clash(as_asha):
    save(as_asha, phone="07700 900 111")
    page = save(as_asha, phone="07700 900 111").content.decode()
    assert "No answer was changed in both" in page
