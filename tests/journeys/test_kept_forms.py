"""What was typed when a sign-in ended is there again for whoever typed it, and for nobody else."""

from datetime import timedelta

import pytest

from lightbulb.core.models import Event, KeptForm, Sitting
from lightbulb.core.tasks import forget_kept_forms
from tests.core.factories import make_membership, make_user
from tests.journeys.conftest import new_browser
from tests.journeys.forms_of_every_class import FORMS, TYPED, Filled, decide, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "monday")]
PAST_IDLE = timedelta(minutes=31)
each_form = pytest.mark.parametrize(
    "row", [pytest.param(row, id=key) for key, row in FORMS.items()]
)


def some_forms():
    """Every fifth in each run, and the rest in the full one."""
    for number, (key, row) in enumerate(FORMS.items()):
        yield pytest.param(row, id=key, marks=[pytest.mark.large] if number % 5 else [])


@pytest.fixture
def user():
    return officer()


@pytest.fixture
def filled(user) -> Filled:
    """Advice about a referral, typed by a triage officer."""
    return decide(user)


@pytest.fixture
def token(browser, user, filled):
    """The page is open in the browser of the officer, who has signed in."""
    browser.sign_in(user)
    return browser.token(filled.page)


def somebody_else():
    user = make_user(name="Bram Candlewick")
    make_membership(user=user)
    return user


def verbs():
    """What was done, without who signed in and what was only read."""
    done = Event.objects.exclude(verb__startswith="signed").exclude(verb="mail_read")
    return list(done.values_list("verb", flat=True))


@each_form
def test_what_was_typed_is_there_after_signing_in_again(row, browser, wait):
    user = row.who()
    filled = row.fill(user)
    browser.sign_in(user)
    token, before = browser.token(filled.page), verbs()
    wait(PAST_IDLE)
    assert browser.send(filled, token).status_code == 401
    kept = KeptForm.objects.get()
    assert f"{kept.noun} is kept" in browser.get("/sign-in/").content.decode()
    assert browser.sign_in(user).url.split("?")[0] == filled.page.split("?")[0]
    shown = browser.get(kept.url).content.decode()
    assert f"{kept.noun} is back as you typed it" in shown
    assert filled.shown in shown
    assert verbs() == before  # nothing was carried out


@pytest.mark.parametrize("row", list(some_forms()))
def test_it_is_gone_when_somebody_else_signs_in(row, browser, wait):
    user, other = row.who(), row.who()
    filled = row.fill(user)
    browser.sign_in(user)
    token = browser.token(filled.page)
    wait(PAST_IDLE)
    browser.send(filled, token)
    assert KeptForm.objects.exists()
    browser.sign_in(other)
    assert not KeptForm.objects.exists()


def test_what_is_gone_does_not_come_back(browser, user, filled, token):
    browser.sign_out()
    browser.send(filled, token)
    browser.sign_in(somebody_else())
    browser.sign_out()
    browser.sign_in(user)
    assert TYPED not in browser.get(filled.page).content.decode()


def test_signed_out_in_another_window_the_form_is_kept_too(browser, user, filled, token):
    browser.sign_out()
    answer = browser.send(filled, token)
    assert answer.status_code == 401
    page = answer.content.decode()
    assert "Your decision is kept</strong> until 10:00am" in page  # half past nine and 30 minutes
    browser.sign_in(user)
    assert TYPED in browser.get(filled.page).content.decode()


def test_signed_in_again_in_another_window_it_comes_back_at_once(browser, user, filled, token):
    browser.sign_out()
    browser.sign_in(user)
    answer = browser.send(filled, token)
    assert (answer.status_code, answer.url) == (302, filled.page)
    assert TYPED in browser.get(filled.page).content.decode()


def test_signed_in_as_somebody_else_in_another_window_it_is_not_kept(browser, filled, token):
    browser.sign_out()
    browser.sign_in(somebody_else())
    assert browser.send(filled, token).status_code == 403
    assert not KeptForm.objects.exists()


def test_a_session_that_is_long_gone_is_known_by_its_form(browser, user, filled, token, wait):
    wait(timedelta(days=3))
    browser.cookies.clear()
    assert browser.send(filled, token).status_code == 401
    assert KeptForm.objects.get().user == user


def test_after_thirty_minutes_it_is_gone(browser, user, filled, token, wait):
    browser.sign_out()
    browser.send(filled, token)
    wait(timedelta(minutes=30))
    browser.sign_in(user)
    assert TYPED not in browser.get(filled.page).content.decode()
    forget_kept_forms()
    assert not KeptForm.objects.exists()
    assert Sitting.objects.count() == 2
    wait(timedelta(days=7, seconds=1))
    forget_kept_forms()
    assert not Sitting.objects.exists()


def test_pressing_the_button_again_sends_it_and_forgets_it(browser, user, filled, token):
    browser.sign_out()
    browser.send(filled, token)
    browser.sign_in(user)
    fresh = browser.token(filled.page)
    typed = {**filled.typed, "override_reason": "Asked for advice only"}
    again = Filled(filled.page, filled.sent_to, typed, "")
    assert browser.send(again, fresh).status_code == 302
    assert "referral_decided" in verbs()
    assert not KeptForm.objects.exists()


def test_a_button_throws_it_away(browser, user, filled, token):
    browser.sign_out()
    browser.send(filled, token)
    browser.sign_in(user)
    address = f"/kept/{KeptForm.objects.get().pk}/forget/"
    sent = {"csrfmiddlewaretoken": browser.token(filled.page)}
    assert browser.post(address, sent).url == filled.page
    assert TYPED not in browser.get(filled.page).content.decode()
    assert browser.post(address, sent).status_code == 404
    assert browser.get(address).status_code == 405


def test_nobody_throws_away_what_is_somebody_elses(browser, filled, token):
    browser.sign_out()
    browser.send(filled, token)
    other = new_browser()
    other.sign_in(somebody_else())
    sent = {"csrfmiddlewaretoken": other.token("/account/")}
    assert other.post(f"/kept/{KeptForm.objects.get().pk}/forget/", sent).status_code == 404
    assert KeptForm.objects.exists()


@pytest.mark.parametrize("forged", ["", "x", "A" * 32, "b" * 64, "é" * 64])
def test_a_form_that_is_none_of_ours_is_not_kept(forged, browser, filled, token):
    browser.sign_out()
    assert browser.send(filled, forged).status_code in (302, 403)
    assert not KeptForm.objects.exists()


def test_what_is_kept_cannot_be_read_in_the_database(browser, filled, token):
    browser.sign_out()
    browser.send(filled, token)
    kept = KeptForm.objects.get()
    assert b"ferret" not in bytes(kept.body)
    assert TYPED not in str(vars(kept))


def test_too_much_is_not_kept_and_that_is_said(browser, filled, token):
    browser.sign_out()
    much = Filled(filled.page, filled.sent_to, {"note": "x" * 600_000}, "")
    answer = browser.send(much, token)
    assert answer.status_code == 401
    assert "could not be kept" in answer.content.decode()
    assert not KeptForm.objects.exists()


def test_a_button_without_words_is_not_kept_and_that_is_said(browser, user, token, wait):
    wait(PAST_IDLE)
    answer = browser.post(f"/notices/{user.pk}/read/", {"csrfmiddlewaretoken": token})
    assert answer.status_code == 401
    assert "What you pressed was not carried out." in answer.content.decode()


def test_ten_forms_of_one_person_are_kept_at_most(browser, user, filled, token):
    for number in range(12):
        referral = decide(user)
        sent = Filled(referral.page, referral.sent_to, {"note": str(number)}, "")
        if not number:
            browser.sign_out()
        browser.send(sent, token)
    assert KeptForm.objects.count() == 10


def test_another_kept_form_is_named_on_every_page(browser, user, filled, token):
    browser.sign_out()
    browser.send(filled, token)
    browser.sign_in(user)
    page = browser.get("/account/").content.decode()
    assert "Your decision is kept</strong> too" in page
    assert f'href="{filled.page}"' in page
